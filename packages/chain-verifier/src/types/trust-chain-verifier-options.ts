import type { Dereferencer, TrustChainLimits, TrustPolicy } from '@trustchains/core'

/** Options of {@link TrustChainVerifier}. All can be written in an agent.yml. */
export interface TrustChainVerifierOptions {
  /** The policy of calls that give none, and of the members that a call leaves out. Without anchors nothing is trusted. */
  policy?: TrustPolicy
  /** Where DID-Linked Resources are read. Default: `createDereferencer()` of cheqd-did-resolver. */
  sources?: Dereferencer
  /** Bounds on what one call may cost; the same as `policy.limits`, and in their place where both are given. */
  limits?: TrustChainLimits
}
