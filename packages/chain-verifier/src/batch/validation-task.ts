import type { AgentProof, Evidence, TrustPolicy } from '@trustchains/core'
import type { EncodedReports } from './report-codec.js'

/** What a thread is given: all I/O is done. Evidence that shares its items is sent with each item once. */
export interface ValidationTask {
  evidence: Evidence[]
  policy: TrustPolicy
  /** The agent's word on proofs that core can't verify: in step with the evidence; absent where there is none. */
  agentProofs?: AgentProof[][]
}

/** What it gives back: the reports, in the order of the evidence. */
export type ValidationAnswer = EncodedReports
