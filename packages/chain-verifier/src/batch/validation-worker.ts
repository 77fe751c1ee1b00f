import { validateChain, ValidationMemo, type Evidence, type TrustChainReport } from '@trustchains/core'
import { encodeReports } from './report-codec.js'
import type { ValidationAnswer, ValidationTask } from './validation-task.js'

const memo = new ValidationMemo()

/** The task of a worker thread: judges evidence, and does no I/O. */
export default function validate({ evidence, policy, agentProofs }: ValidationTask): ValidationAnswer {
  const judge = (item: Evidence, index: number): TrustChainReport =>
    validateChain(item, policy, { memo, agentProofs: agentProofs?.[index] ?? [] })
  return encodeReports(evidence.map(judge))
}
