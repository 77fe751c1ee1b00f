import {
  decodePresentation,
  validatePresentation,
  type PresentationReport,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import type { AgentProofs } from '../agent-proofs/agent-proofs.js'
import type { CollectionPolicy } from '../collect/collect-evidence.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'
import { collectPresentation } from './collect-presentation.js'
import type { PresentationArguments } from './read-presentation-arguments.js'

/** What a verification of a presentation is made with. */
export interface PresentationMeans {
  sources: EvidenceSources
  policy: TrustPolicy
  resolved: CollectionPolicy
  memo: ValidationMemo
  agentProofs: AgentProofs
  /** As the plugin is handed it. */
  agent: object
}

/** Collects the evidence for a presentation and has it judged. */
export async function verifyPresentation(
  { text, request, times }: PresentationArguments,
  { sources, policy, resolved, memo, agentProofs, agent }: PresentationMeans,
  includeEvidence: boolean,
): Promise<PresentationReport> {
  const started = performance.now()
  const evidence = await collectPresentation(text, sources, resolved, times, memo)
  const { credentials = [] } = decodePresentation(text).presentation ?? {}
  const asked = { agent, policy, limits: resolved.limits, started }
  const answers = await agentProofs.collect(credentials, evidence, asked)
  const report = validatePresentation(evidence, request, policy, { memo, agentProofs: answers })
  // What is kept for other calls must not be changed by whoever gets this report.
  return includeEvidence ? { ...report, evidence: structuredClone(evidence) } : report
}
