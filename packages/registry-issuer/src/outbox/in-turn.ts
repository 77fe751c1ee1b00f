import type { OutboxStore } from '../types/outbox-store.js'

/** The last one in the queue, by store and name. */
const queues = new WeakMap<OutboxStore, Map<string, Promise<unknown>>>()

/**
 * Runs something when all before it of the same name have ended, in this process; those of others are no matter here.
 *
 * @param deadline - of `performance.now()`: the waiting ends then, with `late`
 */
export async function inTurn<T>(
  store: OutboxStore,
  name: string,
  deadline: number,
  signal: AbortSignal | undefined,
  late: () => Error,
  run: () => Promise<T>,
): Promise<T> {
  const queue = queues.get(store) ?? new Map<string, Promise<unknown>>()
  queues.set(store, queue)
  const before = queue.get(name)
  const waited = before === undefined ? Promise.resolve() : until(before, deadline, signal, late)
  const mine = waited.then(run)
  // The next one waits for those before it also where this one gave up waiting.
  const ended = Promise.allSettled([before, mine])
  queue.set(name, ended)
  void ended.then(() => {
    if (queue.get(name) === ended) queue.delete(name)
  })
  return mine
}

async function until(
  before: Promise<unknown>,
  deadline: number,
  signal: AbortSignal | undefined,
  late: () => Error,
): Promise<void> {
  const ended = new AbortController()
  const giveUp = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(late()), Math.max(0, deadline - performance.now()))
    const abort = (): void => reject(signal?.reason as Error)
    if (signal?.aborted === true) abort()
    signal?.addEventListener('abort', abort, { signal: ended.signal })
    ended.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  try {
    await Promise.race([before, giveUp])
  } finally {
    ended.abort()
  }
}
