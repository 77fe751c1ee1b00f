import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A process that resumes what was begun and then issues a batch, and what it has said so far. */
export class IssuingProcess {
  readonly lines: string[] = []
  readonly #child: ChildProcess
  readonly #ended: Promise<unknown>

  private constructor(script: string) {
    this.#child = spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    })
    this.#ended = once(this.#child, 'close')
    // Who is killed no longer reads what it is told.
    this.#child.stdin?.on('error', () => undefined)
    createInterface({ input: this.#child.stdout! }).on('line', (line) => {
      this.lines.push(line)
      this.#child.emit('line')
    })
  }

  /** Starts one, which loads its code and then waits. */
  static start(script: string): IssuingProcess {
    return new IssuingProcess(script)
  }

  /** Resolves when it has said something that begins so. */
  async said(beginning: string): Promise<string> {
    for (;;) {
      const line = this.lines.find((one) => one.startsWith(beginning))
      if (line !== undefined) return line
      if (this.hasEnded) throw new Error(`the process ended before it said ${beginning}: ${this.lines.join('\n')}`)
      await Promise.race([once(this.#child, 'line'), this.#ended])
    }
  }

  /** Tells it the file with its setup and its batch. */
  begin(file: string): void {
    this.#child.stdin?.write(`${file}\n`)
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** Resolves when it has ended and all that it said has been read. */
  async ended(): Promise<void> {
    await this.#ended
  }

  /** @returns whether it was still running */
  async kill(): Promise<boolean> {
    this.#child.kill('SIGKILL')
    await this.#ended
    return this.#child.signalCode === 'SIGKILL'
  }
}
