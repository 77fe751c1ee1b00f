import { spawn, type ChildProcess } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'

const child = fileURLToPath(new URL('./support/child-cli.mjs', import.meta.url))
const running: ChildProcess[] = []
afterEach(() => {
  for (const process_ of running.splice(0)) process_.kill('SIGKILL')
})

/** Runs the command from its sources. */
function run(...args: string[]) {
  const process_ = spawn(process.execPath, [child, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  running.push(process_)
  const seen = { out: '', err: '' }
  process_.stdout.on('data', (data: Buffer) => (seen.out += data.toString()))
  process_.stderr.on('data', (data: Buffer) => (seen.err += data.toString()))
  const ended = new Promise<number | null>((resolve) => process_.once('close', resolve))
  const ready = new Promise<void>((resolve) => process_.stdout.once('data', () => resolve()))
  return { process_, seen, ended, ready }
}

describe('cheqd-dev-ledger', () => {
  it('prints one line of JSON when it answers, nothing else, and ends cleanly on SIGTERM', async () => {
    const { process_, seen, ended, ready } = run(
      '--rpc-port',
      '0',
      '--grpc-port',
      '0',
      '--resolver-port',
      '0',
      '--json',
    )
    await ready
    const urls = JSON.parse(seen.out) as Record<string, string>
    expect(Object.keys(urls)).toEqual(['rpc', 'grpc', 'resolver', 'faucet', 'chainId'])
    expect((await fetch(`${urls.rpc}/health`)).status).toBe(200)
    process_.kill('SIGTERM')
    expect([await ended, seen.out.split('\n').length, seen.err]).toEqual([0, 2, ''])
  }, 30_000)
  it('goes on when whoever read its output is gone', async () => {
    const { process_, seen, ended, ready } = run('--rpc-port', '0', '--grpc-port', '0', '--resolver-port', '0')
    await ready
    const [, rpc = ''] = /RPC +(http:\S+)/.exec(seen.out) ?? []
    process_.stdout.destroy()
    // Each request is told of on the output that nobody reads.
    for (let count = 0; count < 5; count++) expect((await fetch(`${rpc}/health`)).status).toBe(200)
    process_.kill('SIGTERM')
    expect([await ended, seen.err]).toEqual([0, ''])
  }, 30_000)
  it('says clearly that a port is in use, and fails', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    const { seen, ended } = run('--rpc-port', String(port), '--grpc-port', '0', '--resolver-port', '0', '--json')
    expect([await ended, seen.out]).toEqual([1, ''])
    expect(seen.err).toMatch(`port ${port} on 127.0.0.1 is in use`)
    taken.close()
  }, 30_000)
  it('says in its help that it is no chain, and shows examples', async () => {
    const { seen, ended } = run('--help')
    expect(await ended).toBe(0)
    expect(seen.out).toMatch(/no chain and has no consensus/)
    expect(seen.out).toMatch(/Examples:/)
  }, 30_000)
  it('refuses a port that is none', async () => {
    const { seen, ended } = run('--rpc-port', 'x')
    expect(await ended).toBe(1)
    expect(seen.err).toMatch(/a port is a number from 0 to 65535/)
  }, 30_000)
})
