/**
 * What was misused: an argument of a method, the policy, the plugin's options, or the agent that it stands in.
 *
 * `invalid_argument` names the argument, `invalid_policy` the member of the policy, `invalid_options` the option;
 * `invalid_evidence` the place in an evidence bundle; `missing_agent_method` says which plugin to add to the agent.
 */
export type TrustChainVerifierErrorCode =
  'invalid_argument' | 'invalid_policy' | 'invalid_options' | 'invalid_evidence' | 'missing_agent_method'

/**
 * Misuse of this plugin. What is wrong with a credential, a chain or a source is never thrown: it stands in the report.
 */
export class TrustChainVerifierError extends Error {
  override readonly name = 'TrustChainVerifierError'

  /**
   * @param code - stable, for programs
   * @param message - what is wrong, where, and what to do; without any credential
   */
  constructor(
    readonly code: TrustChainVerifierErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
