/** What was misused: the policy, the evidence's shape, or an argument. */
export type TrustChainErrorCode = 'invalid_policy' | 'invalid_evidence' | 'invalid_argument'

/**
 * Misuse of this package. What is wrong with a credential or a chain is never thrown: it stands in the report.
 */
export class TrustChainError extends Error {
  override readonly name = 'TrustChainError'

  /**
   * @param code - stable, for programs
   * @param message - what is wrong, where, and what to do
   */
  constructor(
    readonly code: TrustChainErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
