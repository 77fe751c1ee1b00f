import { freezeData, validateChain, ValidationMemo, type TrustChainReport } from '@trustchains/core'
import { LearntEvidence } from './learnt-evidence.js'
import { encodeReports } from './report-codec.js'
import type { LeavesTask, ValidationAnswer, ValidationTask } from './validation-task.js'

const memo = new ValidationMemo()
const learnt = new LearntEvidence(memo)

/** The task of a worker thread: judges evidence, and does no I/O. */
export default function validate(task: ValidationTask | LeavesTask): ValidationAnswer {
  freezeData(task.policy)
  return 'leaves' in task ? judgeLeaves(task) : judgeEvidence(task)
}

function judgeEvidence(task: ValidationTask): ValidationAnswer {
  const { evidence, policy, agentProofs, dnsAnchors } = task
  const reports = evidence.map((item, index) =>
    validateChain(item, policy, {
      memo,
      agentProofs: agentProofs?.[index] ?? [],
      dnsAnchors: dnsAnchors?.[index] ?? [],
    }),
  )
  learnt.learn(task)
  return { reports: encodeReports(reports), unknown: [] }
}

function judgeLeaves({ leaves, policy, ...batch }: LeavesTask): ValidationAnswer {
  const reports: TrustChainReport[] = []
  const unknown: number[] = []
  for (const [place, leaf] of leaves.entries()) {
    const known = learnt.evidenceFor(leaf, batch)
    if (known === undefined) unknown.push(place)
    else reports.push(validateChain(known.evidence, policy, { memo, dnsAnchors: known.dnsAnchors }))
  }
  return { reports: encodeReports(reports), unknown }
}
