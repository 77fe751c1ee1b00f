import type { Dereferencer, TrustChainLimits, TrustPolicy } from '@trustchains/core'

/** Options of {@link TrustChainVerifier}. All can be written in an agent.yml. */
export interface TrustChainVerifierOptions {
  /** The policy of calls that give none, and of the members that a call leaves out. Without anchors nothing is trusted. */
  policy?: TrustPolicy
  /** Where DID-Linked Resources are read. Default: `createDereferencer()` of cheqd-did-resolver. */
  sources?: Dereferencer
  /**
   * Limits that no call may exceed: a call's `policy.limits` can lower them, not raise them. For an agent whose methods
   * strangers can call. Default: a call may ask for any limits.
   */
  limits?: TrustChainLimits
}
