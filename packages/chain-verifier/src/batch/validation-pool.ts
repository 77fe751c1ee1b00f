import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { TrustChainReport } from '@trustchains/core'
import { Piscina } from 'piscina'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import { decodeReports } from './report-codec.js'
import { unlessAborted } from './unless-aborted.js'
import type { LeavesTask, ValidationAnswer, ValidationTask } from './validation-task.js'

/** Milliseconds after which a thread that has nothing to do ends. */
const idleMs = 2000

/** Built code, wherever this file runs from: `src` and `build` stand beside one another, and threads load no TypeScript. */
const workerFile = fileURLToPath(new URL('../../build/batch/validation-worker.js', import.meta.url))

type Task = ValidationTask | LeavesTask

/** What came of one piece of evidence: a report, or nothing where the thread that judged it died twice. */
export type Judged = TrustChainReport | undefined

/** Worker threads that judge evidence. They start when they are needed, and end when they are not. */
export class ValidationPool {
  readonly threads: number
  readonly #file: string
  #pool: Piscina<Task, ValidationAnswer> | undefined

  /**
   * @param threads - 0: none, everything is judged in the caller's thread. Default: one for each core
   * @param file - the worker; tests have one that dies
   */
  constructor(threads = availableParallelism(), file = workerFile) {
    this.threads = threads
    this.#file = file
  }

  /**
   * Judges evidence in a thread. Where the thread dies, each is tried once more by itself, so that one that kills
   * threads costs no other its report.
   *
   * @throws the reason of the signal
   */
  async judge(task: ValidationTask, signal: AbortSignal): Promise<Judged[]> {
    const first = await this.#attempt(task, signal)
    if (first !== undefined) return first
    const judged: Judged[] = []
    for (const [index, evidence] of task.evidence.entries()) {
      const { policy, agentProofs, dnsAnchors } = task
      const proofs = agentProofs && { agentProofs: [agentProofs[index] ?? []] }
      const dns = dnsAnchors && { dnsAnchors: [dnsAnchors[index] ?? []] }
      const again = await this.#attempt({ policy, evidence: [evidence], ...proofs, ...dns }, signal)
      judged.push(again?.[0])
    }
    return judged
  }

  /**
   * Judges credentials by evidence that a thread has learnt.
   *
   * @returns undefined for those of which it has not learnt enough, and for all where the thread died
   * @throws the reason of the signal
   */
  async judgeLeaves(task: LeavesTask, signal: AbortSignal): Promise<(TrustChainReport | undefined)[]> {
    return (await this.#attempt(task, signal)) ?? task.leaves.map(() => undefined)
  }

  async #attempt(task: Task, signal: AbortSignal): Promise<Judged[] | undefined> {
    signal.throwIfAborted()
    const pool = this.#start()
    try {
      // The pool would end the thread, which others may be waiting for; what it makes is not looked at.
      const { reports, unknown } = await unlessAborted(pool.run(task), signal)
      const count = 'leaves' in task ? task.leaves.length : task.evidence.length
      const judged: Judged[] = decodeReports(reports, count - unknown.length)
      for (const place of unknown) judged.splice(place, 0, undefined)
      return judged
    } catch {
      signal.throwIfAborted()
      return undefined
    }
  }

  #start(): Piscina<Task, ValidationAnswer> {
    if (this.#pool !== undefined) return this.#pool
    if (!existsSync(this.#file)) {
      throw new TrustChainVerifierError(
        'invalid_options',
        'the code of worker threads is not beside the plugin: it was bundled, or not built; give the option workers: 0',
      )
    }
    this.#pool = new Piscina<Task, ValidationAnswer>({
      filename: this.#file,
      minThreads: 0,
      maxThreads: this.threads,
      idleTimeout: idleMs,
      maxQueue: Infinity,
      // Threads need nothing of the caller's environment.
      env: {},
    })
    // A thread that dies is seen by whoever waits for it; unheard, it would end the process.
    this.#pool.on('error', () => undefined)
    return this.#pool
  }

  /** Ends all threads at once. */
  async close(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    await pool?.destroy()
  }
}
