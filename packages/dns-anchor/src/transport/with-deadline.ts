import { setMaxListeners } from 'node:events'

/**
 * Runs something that must end in time. When it has ended, no timer and no listener stays behind.
 *
 * @param ms - how long it may take
 * @param outer - ends it earlier
 */
export async function withDeadline<T>(
  ms: number,
  outer: AbortSignal | undefined,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  // As many listen as questions are under way.
  setMaxListeners(0, controller.signal)
  const abort = (): void => controller.abort()
  const timer = setTimeout(abort, ms)
  outer?.addEventListener('abort', abort, { once: true })
  if (outer?.aborted === true) abort()
  try {
    return await task(controller.signal)
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', abort)
  }
}
