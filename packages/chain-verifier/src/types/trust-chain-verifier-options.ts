import type { Dereferencer, TrustChainLimits, TrustPolicy } from '@trustchains/core'
import type { TrustChainSources } from './trust-chain-sources.js'
import type { TrustChainCacheOptions } from './trust-chain-cache-options.js'

/** Options of {@link TrustChainVerifier}. All can be written in an agent.yml. */
export interface TrustChainVerifierOptions {
  /** The policy of calls that give none, and of the members that a call leaves out. Without anchors nothing is trusted. */
  policy?: TrustPolicy
  /**
   * Where resources are read: a source of DID-Linked Resources, or several sources by kind. Default: `createDereferencer()`
   * of cheqd-did-resolver, and no HTTPS URLs.
   */
  sources?: Dereferencer | TrustChainSources
  /**
   * How answers of sources are kept between calls; how old one may be is the policy's `freshness`. Default: in memory,
   * up to 64 MiB. `false`: every call asks the sources. The credentials that are handed over are never kept.
   */
  cache?: TrustChainCacheOptions | false
  /**
   * Limits that no call may exceed: a call's `policy.limits` can lower them, not raise them. For an agent whose methods
   * strangers can call. Default: a call may ask for any limits.
   */
  limits?: TrustChainLimits
  /**
   * Threads that judge a batch (`verifyTrustChains`). 0: none, all is judged in the caller's thread; also for code that
   * was bundled into one file. Default: one for each core.
   */
  workers?: number
}
