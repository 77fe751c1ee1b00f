/** What went wrong: a source that a fault made unreachable, or misuse of the kit by a test. */
export type TestKitErrorCode = 'unreachable' | 'invalid_argument'

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
