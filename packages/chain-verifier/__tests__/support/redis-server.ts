import { spawn, type ChildProcess } from 'node:child_process'
import KeyvRedis from '@keyv/redis'
import { findProgram, freePorts } from '@trustchains/test-kit'
import Keyv from 'keyv'

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
    const program = findProgram('redis-server')
    if (program === undefined) throw new Error('redis-server is not installed (Debian: apt-get install redis-server)')
    const [port] = await freePorts(1)
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
