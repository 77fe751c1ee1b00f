import { writeFileSync } from 'node:fs'
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js'
import { Command, InvalidArgumentError, Option } from 'commander'
import { DevLedger } from './dev-ledger.js'
import { DevLedgerError } from './errors.js'

interface Flags {
  host: string
  rpcPort: number
  grpcPort: number
  resolverPort: number
  namespace?: 'testnet' | 'mainnet'
  chainId?: string
  data?: string
  fresh?: boolean
  import?: string
  export?: string
  blockTime: number
  devTime?: boolean
  json?: boolean
  quiet?: boolean
}

function port(text: string): number {
  const value = Number(text)
  if (!/^\d{1,5}$/.test(text) || value > 65535) throw new InvalidArgumentError('a port is a number from 0 to 65535')
  return value
}

function seconds(text: string): number {
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text)) throw new InvalidArgumentError('seconds are a number such as 5 or 0.5')
  return Number(text)
}

const program = new Command('cheqd-dev-ledger')
  .description(
    'A cheqd ledger and DID resolver for development and tests: the real rules, no tokens.\nIt is no chain and has no consensus: never trust what it says about anything real.',
  )
  .option('--rpc-port <port>', "port of the node's RPC, 0 for a free one", port, 26657)
  .option('--grpc-port <port>', "port of the node's gRPC, 0 for a free one", port, 9090)
  .option('--resolver-port <port>', "port of the resolver's API and the faucet, 0 for a free one", port, 8080)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .addOption(
    new Option('--namespace <name>', 'namespace of the DIDs (default: testnet)').choices(['testnet', 'mainnet']),
  )
  .option('--chain-id <id>', 'chain id (default: cheqd-<namespace>-dev)')
  .option('--data <folder>', 'folder that keeps the ledger (default: in memory)')
  .option('--fresh', 'remove the ledger that is in the data folder')
  .option('--import <file>', 'begin with the state of a genesis file')
  .option('--export <file>', 'write the state to a genesis file, and end')
  .option('--block-time <seconds>', 'time between blocks; 0 makes a block for each transaction at once', seconds, 0)
  .option('--dev-time', 'let POST /dev/time put the clock')
  .option('--json', 'print one line of JSON with the URLs when ready, and nothing else')
  .option('--quiet', 'print no requests and nothing when ready')
  .addHelpText(
    'after',
    `
Examples:
  $ cheqd-dev-ledger
  $ cheqd-dev-ledger --data ./ledger --block-time 6
  $ cheqd-dev-ledger --data ./ledger --export state.json
  $ cheqd-dev-ledger --rpc-port 0 --grpc-port 0 --resolver-port 0 --json
  $ curl -X POST localhost:8080/faucet -d '{"address":"cheqd1…"}'
  $ curl localhost:8080/1.0/identifiers/did:cheqd:testnet:…`,
  )

function report(ledger: DevLedger, { json, quiet }: Flags): void {
  const { rpc, grpc, resolver, faucet } = ledger.urls
  if (json === true)
    process.stdout.write(`${JSON.stringify({ rpc, grpc, resolver, faucet, chainId: ledger.chainId })}\n`)
  else if (quiet !== true)
    process.stdout.write(
      [
        `cheqd-dev-ledger: ${ledger.chainId}, height ${ledger.height}, for development and tests only`,
        `  RPC       ${rpc}`,
        `  gRPC      ${grpc}   without TLS`,
        `  resolver  ${resolver}/1.0/identifiers/`,
        `  faucet    ${faucet}   POST {"address": "cheqd1…"}`,
        `  status    ${resolver}/`,
        `  accounts with 1,000,000 CHEQ each, of the test mnemonic (known to everybody, never use it elsewhere):`,
        `    ${ledger.faucetMnemonic}`,
        ...ledger.accounts.map((address, index) => `    ${index}  ${address}`),
        '',
      ].join('\n'),
    )
}

async function main(): Promise<void> {
  // Whoever read the output may end before the ledger does, as in `cheqd-dev-ledger | head`.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  // The library would write of a port in use in its own words, beside the clear ones.
  setLogVerbosity(logVerbosity.NONE)
  const flags = program.parse().opts<Flags>()
  const exporting = flags.export !== undefined
  const ledger = await DevLedger.start({
    ...flags,
    ...(exporting ? { rpcPort: 0, grpcPort: 0, resolverPort: 0 } : {}),
    blockTimeMs: flags.blockTime * 1000,
    timeControl: flags.devTime,
    log: flags.json === true || flags.quiet === true ? undefined : (line) => process.stdout.write(`${line}\n`),
  })
  for (const note of ledger.notes) process.stderr.write(`cheqd-dev-ledger: ${note}\n`)
  if (flags.export !== undefined) {
    try {
      writeFileSync(flags.export, JSON.stringify(ledger.export()))
    } finally {
      await ledger.close()
    }
    return
  }
  let ending = false
  const end = (): void => {
    if (ending) return
    ending = true
    ledger.close().then(() => process.exit(0), fail)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  report(ledger, flags)
}

function fail(error: unknown): void {
  const known = error instanceof DevLedgerError
  process.stderr.write(`cheqd-dev-ledger: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(known ? 1 : 2)
}

main().catch(fail)
