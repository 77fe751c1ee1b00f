import type { EvidenceError, LimitHit, TrustChainLimits } from '@trustchains/core'
import pLimit, { type LimitFunction } from 'p-limit'
import { redactMessage } from './redact-message.js'

/** What a source answered, or why there is no answer. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; error: EvidenceError }

/** The limits that stop the collection of evidence; the others are core's. */
export type CollectionLimits = Required<
  Pick<
    TrustChainLimits,
    'maxLinks' | 'maxFetches' | 'maxConcurrentFetches' | 'maxResourceBytes' | 'maxTotalBytes' | 'deadlineMs'
  >
>

/** Sources refuse to be asked for more than this; nobody has a resource of a gibibyte. */
const maxAskedBytes = 2 ** 30

/** A timer of more milliseconds would fire at once. */
const maxTimerMs = 2 ** 31 - 1

/** What the first request starts: a call that is answered from memory needs none of it. */
interface Running {
  queue: LimitFunction
  deadline: AbortController
  /** Rejects when the call ends before its requests do. */
  ended: Promise<never>
  stop(): void
}

/**
 * Keeps the limits of one call: requests, requests at a time, bytes and time. Whatever a source does, each attempt
 * ends by the deadline, and when the caller ends the call.
 */
export class CallLimits {
  #fetches = 0
  #bytes = 0
  readonly #hits = new Map<string, string>()
  readonly #started = performance.now()
  #running: Running | undefined

  /**
   * The clock of the deadline starts here.
   *
   * @param signal - ends the call earlier
   */
  constructor(
    readonly limits: CollectionLimits,
    readonly signal?: AbortSignal,
  ) {}

  /** The limits that were hit, sorted by name, each once. */
  get hits(): LimitHit[] {
    if (this.#hits.size === 0) return []
    return [...this.#hits].map(([limit, message]) => ({ limit, message })).sort((a, b) => (a.limit < b.limit ? -1 : 1))
  }

  /** Notes that a limit was hit, and gives the error for the item that is missing for it. */
  hit(limit: keyof CollectionLimits, message: string): EvidenceError {
    this.#hits.set(limit, this.#hits.get(limit) ?? message)
    return { code: limit === 'deadlineMs' ? 'deadline' : 'limit', message }
  }

  /** Bytes that a source may be asked for now. */
  get bytesLeft(): number {
    const { maxResourceBytes, maxTotalBytes } = this.limits
    return Math.max(0, Math.min(maxResourceBytes, maxTotalBytes - this.#bytes, maxAskedBytes))
  }

  /** Counts the bytes of an answer; the error where they are too many. */
  takeBytes(bytes: number): EvidenceError | undefined {
    if (bytes > this.limits.maxResourceBytes) return this.#tooLarge('maxResourceBytes')
    if (this.#bytes + bytes > this.limits.maxTotalBytes) return this.#tooLarge('maxTotalBytes')
    this.#bytes += bytes
    return undefined
  }

  /**
   * The error for an answer of which the source says that it is larger than what it was asked for.
   *
   * @param asked - what {@link bytesLeft} was then: others have taken of it since
   */
  tooLarge(asked: number): EvidenceError {
    if (asked === this.limits.maxResourceBytes) return this.#tooLarge('maxResourceBytes')
    if (asked < maxAskedBytes) return this.#tooLarge('maxTotalBytes')
    return { code: 'limit', message: `it is larger than what is read at most (${String(maxAskedBytes)} bytes)` }
  }

  #tooLarge(limit: 'maxResourceBytes' | 'maxTotalBytes'): EvidenceError {
    const what = limit === 'maxResourceBytes' ? 'it is' : 'all answers together are'
    return this.hit(limit, `${what} larger than ${limit} (${String(this.limits[limit])} bytes)`)
  }

  /** Counts one question; the error where they are too many. */
  count(): EvidenceError | undefined {
    if (this.#fetches >= this.limits.maxFetches) {
      return this.hit(
        'maxFetches',
        `more requests to sources are needed than maxFetches (${String(this.limits.maxFetches)})`,
      )
    }
    this.#fetches += 1
    return undefined
  }

  /**
   * Asks a source, once there is a free slot. Never rejects.
   *
   * @param ask - is handed the signal of the deadline; a source that ignores it can't hold the call up
   */
  async attempt<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<Attempt<T>> {
    const { queue, deadline, ended } = (this.#running ??= this.#start())
    const { signal } = deadline
    try {
      const value = await queue(async () => {
        signal.throwIfAborted()
        return await Promise.race([ask(signal), ended])
      })
      return signal.aborted ? this.#late() : { ok: true, value }
    } catch (error) {
      return signal.aborted
        ? this.#late()
        : { ok: false, error: { code: 'unreachable', message: redactMessage(error) } }
    }
  }

  #late(): { ok: false; error: EvidenceError } {
    const message =
      this.signal?.aborted === true
        ? 'the caller ended the call'
        : `no answer within deadlineMs (${String(this.limits.deadlineMs)} ms)`
    return { ok: false, error: this.hit('deadlineMs', message) }
  }

  #start(): Running {
    const deadline = new AbortController()
    const end = (): void => {
      deadline.abort()
    }
    const ended = new Promise<never>((_, reject) => {
      deadline.signal.addEventListener('abort', () => {
        reject(new Error('the call has ended'))
      })
    })
    ended.catch(() => undefined)
    const left = this.#started + this.limits.deadlineMs - performance.now()
    const timer = setTimeout(end, Math.min(Math.max(left, 0), maxTimerMs))
    this.signal?.addEventListener('abort', end, { once: true })
    if (this.signal?.aborted === true) end()
    const stop = (): void => {
      clearTimeout(timer)
      this.signal?.removeEventListener('abort', end)
    }
    return { queue: pLimit(this.limits.maxConcurrentFetches), deadline, ended, stop }
  }

  /** Ends the call: stops the clock, and tells sources that still work on an answer to stop. */
  close(): void {
    this.#running?.stop()
    if (this.#running !== undefined && this.#running.queue.activeCount > 0) this.#running.deadline.abort()
  }
}
