import type { Evidence, TrustPolicy } from '@trustchains/core'

/** Evidence that was collected before, and how to judge it. */
export interface VerifyTrustChainEvidenceArgs {
  /** As `collectTrustChainEvidence` gave it, or the text of its JSON. May come from a stranger. */
  evidence: Evidence | string
  /** Overrides members of the plugin's policy; an empty list in it accepts nothing. */
  policy?: TrustPolicy
  /**
   * The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: the time that the evidence was collected for,
   * which is its maker's to choose; the report's `at` says it.
   */
  at?: string
}
