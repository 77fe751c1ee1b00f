/**
 * What the agent's own credential plugins said of one credential with a proof that core can't verify. It is not a part of
 * the evidence, which may come from anybody: only whoever asked the plugins hands it to the validation.
 */
export interface AgentProof {
  /** sha-256 of the credential's text in UTF-8, without white space around it, lower-case hex: the very text that was judged. */
  sha256: string
  /**
   * `verified`: the plugins verify it, and a change of any of its members makes them refuse it; `refused`: they do not;
   * `unknown`: there is no plugin for it, none answered in time, or they do not look at every member.
   */
  outcome: 'verified' | 'refused' | 'unknown'
  /** Why, for people; without any credential. */
  message?: string
  /** When they were asked, RFC 3339; the keys of that time were used. */
  askedAt: string
}
