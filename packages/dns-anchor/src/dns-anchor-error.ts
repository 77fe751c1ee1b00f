/**
 * What was misused, or what could not be done.
 *
 * - `invalid_argument`, `invalid_options`: the message names the argument or option.
 * - `invalid_domain`: a domain that cannot anchor anything; the message says why.
 * - `missing_agent_method`: the message says which plugin to add to the agent.
 * - `update_refused`: the name server refused an update; nothing was changed.
 * - `update_unreachable`: the name server gave no usable answer; whether the update was made is not known.
 * - `update_unconfirmed`: the update was made, but does not show as it should; the message says what is missing.
 */
export type DnsAnchorErrorCode =
  | 'invalid_argument'
  | 'invalid_options'
  | 'invalid_domain'
  | 'missing_agent_method'
  | 'update_refused'
  | 'update_unreachable'
  | 'update_unconfirmed'

/** Misuse of this plugin, or a publication that failed. What DNS says of an anchor is never thrown: it is reported. */
export class DnsAnchorError extends Error {
  override readonly name = 'DnsAnchorError'

  /**
   * @param code - stable, for programs
   * @param message - what is wrong, where, and what to do; without any key
   */
  constructor(
    readonly code: DnsAnchorErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
