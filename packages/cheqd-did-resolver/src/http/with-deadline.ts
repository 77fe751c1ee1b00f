import { CheqdResolverError } from '../cheqd-resolver-error.js'

/**
 * Runs one call under one deadline, over all its requests and retries.
 *
 * @param timeoutMs - milliseconds
 * @param signal - the caller's own way to end the call
 * @param run - gets a signal that is aborted at the deadline, when the caller aborts, and when `run` is done, so that no
 *   request outlives its call; its reason is a CheqdResolverError `internalError`
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // Not AbortSignal.any: some Node 20 releases never free its entry on a signal that lives long.
  const controller = new AbortController()
  const onAbort = () => {
    controller.abort(new CheqdResolverError('internalError', 'the caller ended the call', { cause: signal?.reason }))
  }
  const timer = setTimeout(() => {
    controller.abort(new CheqdResolverError('internalError', `no complete answer within ${timeoutMs} ms`))
  }, timeoutMs)
  if (signal?.aborted === true) onAbort()
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    return await run(controller.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    controller.abort()
  }
}
