import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { deriveSigner, faucetMnemonic } from '../src/accounts.js'
import { DevLedger, DevLedgerError } from '../src/index.js'
import { BlockLog } from '../src/store/block-log.js'
import { newChain, sendAny, signFor, signTx } from './support/tx.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dev-ledger-ending-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const start = (): Promise<DevLedger> => DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, data: folder })

describe('a ledger that ends', () => {
  it('lets nobody wait for ever where the disk is full: also what its last block had no room for is refused', async () => {
    const { chain, alice, bob } = await newChain({ maxGas: 1_500_000n }, 60_000)
    const log = BlockLog.open(join(folder, 'blocks.jsonl'))
    await chain.replay(log)
    const sending = async (sequence: bigint) =>
      chain.broadcast(await signTx(chain, alice, [sendAny(alice.address, bob.address, '1')], { sequence }))
    const waiting = [await sending(0n), await sending(1n)]
    expect(waiting.map(({ check }) => check.code)).toEqual([0, 0])
    // As on a full disk: the file is gone from under it.
    log.close()
    await expect(chain.close()).rejects.toThrow()
    const outcomes = await Promise.allSettled(waiting.map(async ({ included }) => included))
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const [, second] = outcomes as PromiseRejectedResult[]
    expect(second?.reason).toBeInstanceOf(DevLedgerError)
    expect(second?.reason).toMatchObject({ code: 'closed' })
  })

  it('takes nothing more, which would be acknowledged and in no log', async () => {
    const ledger = await start()
    const { height } = ledger
    await ledger.close()
    const before = readFileSync(join(folder, 'blocks.jsonl'), 'utf8')
    await expect(ledger.fund(ledger.accounts[0]!)).rejects.toMatchObject({ code: 'closed' })
    expect([ledger.height, readFileSync(join(folder, 'blocks.jsonl'), 'utf8')]).toEqual([height, before])
    await ledger.close()
  })

  it('says why it failed where it is a command: its last block could not be written', async () => {
    const before = await start()
    for (let count = 0; count < 3; count++) await before.fund(before.accounts[0]!)
    const { chainId } = before
    await before.close()
    const cli = fileURLToPath(new URL('./support/child-cli.mjs', import.meta.url))
    const ports = ['--rpc-port', '0', '--grpc-port', '0', '--resolver-port', '0']
    const args = [cli, '--data', folder, '--block-time', '60', ...ports, '--json']
    // A limit on the size of files, below that of the log, stands for the full disk.
    const child = spawn('bash', ['-c', 'ulimit -f 1; exec "$0" "$@"', process.execPath, ...args])
    const seen = { out: '', err: '' }
    child.stdout.on('data', (data: Buffer) => (seen.out += data.toString()))
    child.stderr.on('data', (data: Buffer) => (seen.err += data.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended])
    const { rpc } = JSON.parse(seen.out) as { rpc: string }
    const alice = await deriveSigner(faucetMnemonic, 0, 0)
    const known = { chainId, accountNumber: 0n, sequence: 0n }
    const tx = Buffer.from(await signFor(known, alice, [sendAny(alice.address, before.accounts[1]!, '1')]))
    const body = { jsonrpc: '2.0', id: 1, method: 'broadcast_tx_sync', params: { tx: tx.toString('base64') } }
    const answer = await fetch(rpc, { method: 'POST', body: JSON.stringify(body) })
    expect(await answer.json()).toMatchObject({ result: { code: 0 } })
    child.kill('SIGTERM')
    expect([await ended, seen.err]).toEqual([1, expect.stringMatching(/can't write .*blocks\.jsonl \(EFBIG\)/)])
  }, 60_000)
})
