/**
 * Why a call failed.
 *
 * `invalidOptions` is misuse and always thrown. The others are the errors of DID resolution and dereferencing (DID Core 7.1.2,
 * 7.2.2) with two of our own, `checksumMismatch` and `contentTooLarge`: `resolve` and `dereference` return them, only
 * `listResources` throws them.
 */
export type CheqdResolverErrorCode =
  | 'invalidOptions'
  | 'notFound'
  | 'invalidDid'
  | 'invalidDidUrl'
  | 'methodNotSupported'
  | 'representationNotSupported'
  | 'internalError'
  | 'checksumMismatch'
  | 'contentTooLarge'

/** The one error class of this package. Messages name hosts, never paths: some RPC providers put the key there. */
export class CheqdResolverError extends Error {
  override readonly name = 'CheqdResolverError'

  /**
   * @param code - stable, for programs
   * @param message - what is wrong, where, and what to do
   */
  constructor(
    readonly code: CheqdResolverErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }

  /** Whatever was thrown, as an error of this class: what nobody foresaw is `internalError`, so that it can't pass for an answer. */
  static from(error: unknown): CheqdResolverError {
    if (error instanceof CheqdResolverError) return error
    const message = error instanceof Error ? error.message : String(error)
    return new CheqdResolverError('internalError', `unexpected failure: ${message}`, { cause: error })
  }
}
