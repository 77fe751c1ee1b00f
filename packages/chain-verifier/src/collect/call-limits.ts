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

/** A timer of more milliseconds would fire at once. */
const maxTimerMs = 2 ** 31 - 1

/**
 * Keeps the limits of one call: requests, requests at a time, bytes and time. Whatever a source does, each attempt
 * ends by the deadline.
 */
export class CallLimits {
  #fetches = 0
  #bytes = 0
  readonly #hits = new Map<string, string>()
  readonly #queue: LimitFunction
  readonly #deadline = new AbortController()
  readonly #expired: Promise<never>
  readonly #timer: ReturnType<typeof setTimeout>

  /** The clock of the deadline starts here. */
  constructor(readonly limits: CollectionLimits) {
    this.#queue = pLimit(limits.maxConcurrentFetches)
    this.#expired = new Promise((_, reject) => {
      this.#deadline.signal.addEventListener('abort', () => {
        reject(new Error('the deadline has passed'))
      })
    })
    this.#expired.catch(() => undefined)
    this.#timer = setTimeout(
      () => {
        this.#deadline.abort()
      },
      Math.min(limits.deadlineMs, maxTimerMs),
    )
  }

  /** The limits that were hit, sorted by name, each once. */
  get hits(): LimitHit[] {
    return [...this.#hits].map(([limit, message]) => ({ limit, message })).sort((a, b) => (a.limit < b.limit ? -1 : 1))
  }

  /** Notes that a limit was hit, and gives the error for the item that is missing for it. */
  hit(limit: keyof CollectionLimits, message: string): EvidenceError {
    this.#hits.set(limit, this.#hits.get(limit) ?? message)
    return { code: limit === 'deadlineMs' ? 'deadline' : 'limit', message }
  }

  /** Bytes that one more answer may have. */
  get bytesLeft(): number {
    return Math.max(0, Math.min(this.limits.maxResourceBytes, this.limits.maxTotalBytes - this.#bytes))
  }

  /** Counts the bytes of an answer; the error where they are too many. */
  takeBytes(bytes: number): EvidenceError | undefined {
    if (bytes > this.limits.maxResourceBytes) return this.#tooLarge('maxResourceBytes')
    if (this.#bytes + bytes > this.limits.maxTotalBytes) return this.#tooLarge('maxTotalBytes')
    this.#bytes += bytes
    return undefined
  }

  /** The error for an answer of which the source says that it is larger than {@link bytesLeft}. */
  tooLarge(): EvidenceError {
    return this.#tooLarge(this.bytesLeft < this.limits.maxResourceBytes ? 'maxTotalBytes' : 'maxResourceBytes')
  }

  #tooLarge(limit: 'maxResourceBytes' | 'maxTotalBytes'): EvidenceError {
    const what = limit === 'maxResourceBytes' ? 'it is' : 'all answers together are'
    return this.hit(limit, `${what} larger than ${limit} (${String(this.limits[limit])} bytes)`)
  }

  /**
   * Asks a source, once there is a free slot. Never rejects.
   *
   * @param ask - is handed the signal of the deadline; a source that ignores it can't hold the call up
   */
  async attempt<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<Attempt<T>> {
    const { signal } = this.#deadline
    if (this.#fetches >= this.limits.maxFetches) {
      const message = `more requests to sources are needed than maxFetches (${String(this.limits.maxFetches)})`
      return { ok: false, error: this.hit('maxFetches', message) }
    }
    this.#fetches += 1
    try {
      const value = await this.#queue(async () => {
        signal.throwIfAborted()
        return await Promise.race([ask(signal), this.#expired])
      })
      return signal.aborted ? this.#late() : { ok: true, value }
    } catch (error) {
      return signal.aborted
        ? this.#late()
        : { ok: false, error: { code: 'unreachable', message: redactMessage(error) } }
    }
  }

  #late(): { ok: false; error: EvidenceError } {
    const message = `no answer within deadlineMs (${String(this.limits.deadlineMs)} ms)`
    return { ok: false, error: this.hit('deadlineMs', message) }
  }

  /** Ends the call: stops the clock, and tells sources that still work on an answer to stop. */
  close(): void {
    clearTimeout(this.#timer)
    if (this.#queue.activeCount > 0) this.#deadline.abort()
  }
}
