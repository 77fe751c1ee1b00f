/** What went wrong: a source that a fault made unreachable, a server that does not start, or misuse of the kit by a test. */
export type TestKitErrorCode = 'unreachable' | 'server_failed' | 'no_free_port' | 'invalid_argument'

/** The one error of this package. */
export class TestKitError extends Error {
  override readonly name = 'TestKitError'

  constructor(
    readonly code: TestKitErrorCode,
    message: string,
  ) {
    super(message)
  }
}
