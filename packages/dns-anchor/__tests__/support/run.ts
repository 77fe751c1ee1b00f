import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { findProgram } from '@trustchains/test-kit'

/** Runs a program to its end and gives what it printed. */
export function run(name: string, args: string[], cwd: string): string {
  return execFileSync(findProgram(name) ?? name, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Runs a program beside others and gives what it printed, also where it failed. */
export async function runBeside(name: string, args: string[], cwd: string): Promise<string> {
  return await new Promise((resolve) => {
    execFile(findProgram(name) ?? name, args, { cwd, encoding: 'utf8' }, (_error, printed) => resolve(printed))
  })
}

/** Starts a server that stays in the foreground; what it says is kept, to tell why it does not start. */
export class Server {
  readonly #child: ChildProcess
  #output = ''

  constructor(name: string, args: string[], cwd: string) {
    this.#child = spawn(findProgram(name) ?? name, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output = (this.#output + text).slice(-10_000)))
    }
  }

  get output(): string {
    return this.#output
  }

  /** Waits until `isReady` does not throw. */
  async ready(isReady: () => Promise<void>): Promise<this> {
    for (let attempt = 0; ; attempt++) {
      try {
        await isReady()
        return this
      } catch (error) {
        if (attempt > 200 || this.#child.exitCode !== null) {
          throw new Error(`the server does not start:\n${this.#output}`, { cause: error })
        }
        await sleep(50)
      }
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGTERM')
    const forced = setTimeout(() => this.#child.kill('SIGKILL'), 3000)
    await ended
    clearTimeout(forced)
  }
}
