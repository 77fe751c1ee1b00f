import type { SharedStore } from '../types/trust-chain-cache-options.js'

/** Milliseconds for which a store that failed is left alone, at first and at most. */
const firstRestMs = 1_000
const longestRestMs = 30_000
/** Writes under way at the same time; what is beyond them is not written. */
const maxPendingWrites = 64

/**
 * Talks to a shared store that may be slow, down, or hang: no question to it takes longer than its time, and a store
 * that failed is left alone for a while, so that it does not cost each call that time again.
 */
export class StoreClient {
  readonly #store: SharedStore
  readonly #timeoutMs: number
  readonly #now: () => number
  #restUntil = -Infinity
  #restMs = firstRestMs
  #pendingWrites = 0

  /** @param now - milliseconds, for the rests; a clock that only goes forward */
  constructor(store: SharedStore, timeoutMs: number, now: () => number = () => performance.now()) {
    this.#store = store
    this.#timeoutMs = timeoutMs
    this.#now = now
    // Keyv emits what its store fails with, and an event `error` that nobody listens to ends the process.
    if (isEmitter(store)) store.on('error', () => undefined)
  }

  /** The value under a key; undefined where there is none, or the store does not say in time. Never rejects. */
  async get(key: string, signal: AbortSignal): Promise<unknown> {
    if (this.#rests() || signal.aborted) return undefined
    return await this.#inTime(() => this.#store.get(key), signal)
  }

  /** Writes, some time; nobody waits for it. */
  set(key: string, value: string, ttlMs: number): void {
    if (this.#rests() || this.#pendingWrites >= maxPendingWrites) return
    this.#pendingWrites += 1
    void this.#inTime(() => this.#store.set(key, value, ttlMs)).then(() => {
      this.#pendingWrites -= 1
    })
  }

  #rests(): boolean {
    return this.#now() < this.#restUntil
  }

  async #inTime(ask: () => Promise<unknown>, signal?: AbortSignal): Promise<unknown> {
    let end: () => void = () => undefined
    // Resolved by the timer (the store failed) or by the caller's end (it did not).
    const ended = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => {
        resolve(true)
      }, this.#timeoutMs)
      timer.unref()
      const onAbort = (): void => {
        resolve(false)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      end = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
    })
    try {
      const answer = await Promise.race([
        Promise.resolve()
          .then(ask)
          .then((value) => ({ value })),
        ended.then((tooLate) => ({ tooLate })),
      ])
      if ('value' in answer) {
        this.#restMs = firstRestMs
        return answer.value
      }
      if (answer.tooLate) this.#rest()
    } catch {
      this.#rest()
    } finally {
      end()
    }
    return undefined
  }

  #rest(): void {
    // Several that wait at the same time fail at the same time: that is one failure.
    if (this.#rests()) return
    this.#restUntil = this.#now() + this.#restMs
    this.#restMs = Math.min(2 * this.#restMs, longestRestMs)
  }
}

const isEmitter = (store: object): store is { on(event: 'error', listener: () => void): unknown } =>
  'on' in store && typeof store.on === 'function'
