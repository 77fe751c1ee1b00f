/**
 * Why something of this package could not be made or read. Codes never change; more may be added.
 *
 * - `invalid_options`: an option is wrong; the message names it.
 * - `invalid_index`: a text is no index of the DID's resources that its keys signed.
 * - `invalid_did`: a text is no did:web DID.
 */
export type WebResourcesErrorCode = 'invalid_options' | 'invalid_index' | 'invalid_did'

/** The one error that this package throws. */
export class WebResourcesError extends Error {
  override readonly name = 'WebResourcesError'

  constructor(
    readonly code: WebResourcesErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
