import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import KeyvRedis from '@keyv/redis'
import Keyv from 'keyv'

const folders = [...(process.env.PATH ?? '').split(':').filter((folder) => folder !== ''), '/usr/bin', '/usr/local/bin']
const program = folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path))

/** `describe`, or a visible `describe.skip` where redis-server is not installed; in CI it must be. */
export const describeWithRedis: typeof describe =
  program !== undefined || process.env.CI !== undefined ? describe : describe.skip

/** A real Redis on a free loopback port, which keeps nothing on disk. */
export class RedisServer {
  readonly #child: ChildProcess
  readonly #clients: KeyvRedis<unknown>[] = []

  private constructor(
    child: ChildProcess,
    readonly url: string,
  ) {
    this.#child = child
  }

  static async start(): Promise<RedisServer> {
    if (program === undefined) throw new Error('redis-server is not installed (Debian: apt-get install redis-server)')
    const port = await freePort()
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', '/tmp']
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const server = new RedisServer(child, `redis://127.0.0.1:${String(port)}`)
    await new Promise<void>((resolve, reject) => {
      let said = ''
      const hear = (data: Buffer): void => {
        said += data.toString()
        if (said.includes('eady to accept connections')) resolve()
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', () => {
        reject(new Error(`redis-server does not start: ${said.slice(-1000)}`))
      })
    })
    return server
  }

  /** A Keyv of its own connection. */
  store(): Keyv {
    const adapter = new KeyvRedis<unknown>(this.url)
    this.#clients.push(adapter)
    return new Keyv(adapter)
  }

  /** Lets it hang, connections open, as a machine that swaps; {@link resume} ends it. */
  pause(): void {
    this.#child.kill('SIGSTOP')
  }

  resume(): void {
    this.#child.kill('SIGCONT')
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await ended
  }

  /** Ends it and every connection to it. */
  async close(): Promise<void> {
    await this.kill()
    for (const { client } of this.#clients) if ('destroy' in client) await client.destroy()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
