// Runs the commands of docs/operating.md, word for word and in order, on a development ledger of its own, and looks for
// what the page says that they print. A block after `<!-- not run -->` is left out; lines of a `<!-- prints: … -->` must
// stand, in order, in what the block before it printed.
//
//   node tools/scripts/check-operating.mjs [--mainnet] [--postgres] [<page>]
//
// With --mainnet the ledger has main net's name; with --postgres the agent is agent.postgres.yml, on a server of its own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
const { values: options, positionals } = parseArgs({
  options: { mainnet: { type: 'boolean' }, postgres: { type: 'boolean' } },
  allowPositionals: true,
})
const page = positionals[0] ?? join(root, 'docs/operating.md')
const network = options.mainnet ? 'mainnet' : 'testnet'
// Each command starts Veramo's CLI anew.
const timeoutMs = 1_800_000

/**
 * The commands of a page, and what they print.
 * @param {string} text
 * @returns {{ script: string, prints: string[] }[]}
 */
function blocksOf(text) {
  const pattern = /(<!-- not run -->\s*)?```sh\n([\s\S]*?)```(?:\s*<!-- prints: ([\s\S]*?) -->)?/g
  return [...text.matchAll(pattern)]
    .filter(([, skipped]) => skipped === undefined)
    .map(([, , script, prints]) => ({ script, prints: prints === undefined ? [] : prints.split('\n') }))
}

/**
 * The first line that is missing, if one is.
 * @param {string} printed
 * @param {string[]} prints
 */
function missingLine(printed, prints) {
  let from = 0
  return prints.find((line) => {
    const found = printed.indexOf(line, from)
    from = found + line.length
    return found < 0
  })
}

const { DevLedger } = await import(join(root, 'packages/dev-ledger/build/index.js'))
const { startPostgres } = await import(join(root, 'packages/test-kit/build/index.js'))
const blocks = blocksOf(readFileSync(page, 'utf8'))
if (blocks.length === 0) throw new Error(`${page} has no commands`)
const home = mkdtempSync(join(tmpdir(), 'operating-'))
const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, namespace: network })
/** @type {import('../../packages/test-kit/build/index.js').PostgresServer | undefined} */
let postgres
try {
  if (options.postgres) postgres = await startPostgres()
  const mark = '@@@ end of block'
  const script = blocks.map(({ script: text }, index) => `${text}\necho '${mark} ${String(index)}'`).join('\n')
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: timeoutMs,
    env: {
      ...process.env,
      ...(postgres && { CONFIG: 'examples/national-registry/agent.postgres.yml', REGISTRY_DATABASE_URL: postgres.url }),
      REGISTRY_NETWORK: network,
      REGISTRY_RPC: ledger.urls.rpc,
      REGISTRY_RESOLVER: ledger.urls.resolver,
      CHEQD_MNEMONIC: ledger.faucetMnemonic,
      REGISTRY_HOME: home,
    },
  })
  let printed = ''
  shell.stdout.setEncoding('utf8').on('data', (text) => {
    printed += String(text)
    for (const [done] of String(text).matchAll(new RegExp(`${mark} \\d+`, 'g'))) console.log(done.replace('@@@ ', ''))
  })
  const [code] = await once(shell, 'close')
  const parts = printed.split(new RegExp(`${mark} \\d+\n`))
  for (const [index, { prints, script: text }] of blocks.entries()) {
    const missing = index < parts.length - 1 ? missingLine(parts[index], prints) : '(the block did not end)'
    if (missing === undefined) continue
    throw new Error(`after\n\n${text}\n${JSON.stringify(missing)} was not printed, but:\n\n${parts[index] ?? ''}`)
  }
  if (code !== 0) throw new Error(`the commands ended with ${String(code)}`)
  console.log(`${String(blocks.length)} blocks of commands do what the page says`)
} finally {
  await ledger.close()
  await postgres?.stop()
  rmSync(home, { recursive: true, force: true })
}
