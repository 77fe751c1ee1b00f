import type { TrustPolicy, Verdict } from '@trustchains/core'
import type { ITrustChainVerifierContext } from './ITrustChainVerifier.js'

/** How far a batch has come. */
export interface TrustChainProgress {
  /** Items that have a result. */
  done: number
  verdicts: Record<Verdict, number>
  /** Items without a report. */
  errors: number
}

/** Options of {@link TrustChainVerifier.trustChainReports}: those of `verifyTrustChains`, and what JSON can't say. */
export interface TrustChainReportsOptions extends ITrustChainVerifierContext {
  policy?: TrustPolicy
  /** RFC 3339. */
  at?: string
  fresh?: boolean
  /** Ends the batch: the generator throws the signal's reason. */
  signal?: AbortSignal
  /** Called after some results at a time, in order. What it throws ends the batch. */
  onProgress?: (progress: TrustChainProgress) => void
}
