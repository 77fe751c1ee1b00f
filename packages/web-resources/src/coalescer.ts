interface Shared<T> {
  promise: Promise<T>
  controller: AbortController
  waiters: number
}

// cheqd-did-resolver has the same for its requests. The driver stands alone and a plugin must not know it (docs/architecture.md);
// core, the one package that both know, is synchronous.
/**
 * Lets calls that ask the same at the same time share one look-up. Each keeps its own deadline; the look-up ends when
 * nobody waits for it any more.
 */
export class Coalescer<T> {
  readonly #inFlight = new Map<string, Shared<T>>()

  /**
   * @param key - the same for what may be shared
   * @param signal - ends this caller's waiting, with the signal's reason
   * @param start - the look-up; called only where none of this key is under way
   */
  async run(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted()
    const shared = this.#inFlight.get(key) ?? this.#start(key, start)
    shared.waiters += 1
    let onAbort: () => void = () => undefined
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => {
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', onAbort, { once: true })
    })
    try {
      return await Promise.race([shared.promise, aborted])
    } finally {
      signal.removeEventListener('abort', onAbort)
      shared.waiters -= 1
      if (shared.waiters === 0) {
        this.#forget(key, shared)
        shared.controller.abort()
      }
    }
  }

  #start(key: string, start: (signal: AbortSignal) => Promise<T>): Shared<T> {
    const controller = new AbortController()
    const shared: Shared<T> = { promise: start(controller.signal), controller, waiters: 0 }
    this.#inFlight.set(key, shared)
    // Whoever asks after the end starts anew. A failure is each waiter's to handle; there may be none left.
    const end = (): void => {
      this.#forget(key, shared)
    }
    shared.promise.then(end, end)
    return shared
  }

  #forget(key: string, shared: Shared<T>): void {
    if (this.#inFlight.get(key) === shared) this.#inFlight.delete(key)
  }
}
