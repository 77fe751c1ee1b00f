import type { AgentProof, DnsEvidence, Evidence, TrustPolicy } from '@trustchains/core'
import type { EncodedReports } from './report-codec.js'

/** Evidence for a thread to judge: all I/O is done. What shares its items is sent with each item once. */
export interface ValidationTask {
  evidence: Evidence[]
  policy: TrustPolicy
  /** The agent's word on proofs that core can't verify: in step with the evidence; absent where there is none. */
  agentProofs?: AgentProof[][]
  /** What the agent's DNS plugin found, in step with the evidence; absent where there is none. */
  dnsAnchors?: DnsEvidence[][]
  /** What the thread may take for further leaves of a batch. */
  learn?: Lesson
}

/** Evidence that all leaves of a batch share which have the shape of its own leaf. */
export interface Lesson {
  /** Names the batch. */
  batch: string
  /** Places in the list of evidence. */
  places: number[]
}

/** Credentials for a thread to judge by what it has learnt. */
export interface LeavesTask {
  leaves: string[]
  batch: string
  /** The time of evaluation, RFC 3339. */
  at: string
  policy: TrustPolicy
}

/** What a thread gives back. */
export interface ValidationAnswer {
  reports: EncodedReports
  /** Places of leaves that it could not judge, as it has not learnt what it would need; they have no report. */
  unknown: number[]
}
