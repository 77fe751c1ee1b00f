/**
 * The four states of RFC 4035 section 4.3, kept apart always. `secure`: signed up to a trust anchor. `insecure`: proved
 * that the zone is not signed, or by nothing that is supported. `bogus`: should be signed, and is not or wrongly.
 * `indeterminate`: could not be learnt.
 */
export type DnsSecurity = 'secure' | 'insecure' | 'bogus' | 'indeterminate'

/**
 * Why data is not secure.
 *
 * - `unsigned`: a zone above is delegated without keys that are supported; proved.
 * - `opt_out`: the name is in a span where unsigned delegations are not listed; proved.
 * - `signature_invalid`: no signature that verifies and holds at the time.
 * - `key_mismatch`: a zone's keys are not those that its parent, or the trust anchor, names.
 * - `denial_unproved`: absence is said but not proved.
 * - `limit_exceeded`: validating would cost more than any honest zone does; a loop of aliases.
 * - `unreachable`: no resolver gave a usable answer.
 * - `unvalidated`: a resolver that is trusted to validate did not call it authentic.
 */
export type DnsFaultCode =
  | 'unsigned'
  | 'opt_out'
  | 'signature_invalid'
  | 'key_mismatch'
  | 'denial_unproved'
  | 'limit_exceeded'
  | 'unreachable'
  | 'unvalidated'

/** What keeps data from being secure. */
export interface DnsFault {
  readonly security: Exclude<DnsSecurity, 'secure'>
  readonly code: DnsFaultCode
  /** For people. */
  readonly reason: string
}
