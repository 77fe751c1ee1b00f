import type { TrustChainReport, TrustPolicy } from '@trustchains/core'
import type { CredentialObject } from './credential-object.js'

/** One of many to verify: exactly one of `credential` and `didUrl` is given. */
export interface TrustChainItem {
  /** A compact JWT, the text of its JSON, or the JSON itself. */
  credential?: string | CredentialObject
  /** Instead, the DID URL of a published accreditation. */
  didUrl?: string
  /** What is offered as proof of the credential's age, as for `verifyTrustChain`. */
  existence?: string[]
}

/** What to verify, all of it under one policy and as of one time. */
export interface VerifyTrustChainsArgs {
  /** At most 100,000. For more, or to see results as they come, use `trustChainReports` of the plugin. */
  items: TrustChainItem[]
  /** Overrides members of the plugin's policy; an empty list in it accepts nothing. Limits are those of each item. */
  policy?: TrustPolicy
  /** The time of evaluation of all, RFC 3339, as 2026-06-01T12:00:00Z. Default: when the call was made. */
  at?: string
  /** Ask the sources again, whatever was cached before this call. Default: false. */
  fresh?: boolean
}

/**
 * Why an item has no report: `invalid_argument`: it is none; `worker_failed`: the thread that judged it died, twice;
 * `internal`: verifying it failed by a fault of this plugin, or of one that it asks.
 */
export type TrustChainItemErrorCode = 'invalid_argument' | 'worker_failed' | 'internal'

/** Why an item has no report. */
export interface TrustChainItemError {
  code: TrustChainItemErrorCode
  /** A sentence for people, without any credential in it. */
  message: string
}

/** What came of one item: a report, also where the credential is bad; an error where there was nothing to judge. */
export interface TrustChainResult {
  /** The item's place in the input, from 0. */
  index: number
  report?: TrustChainReport
  error?: TrustChainItemError
}

/** What came of all items, in their order. */
export interface TrustChainResults {
  results: TrustChainResult[]
}
