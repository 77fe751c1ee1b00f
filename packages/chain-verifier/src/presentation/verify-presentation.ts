import {
  decodePresentation,
  validatePresentation,
  type Evidence,
  type PresentationEvidence,
  type PresentationReport,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import type { AgentProofs } from '../agent-proofs/agent-proofs.js'
import type { CollectionPolicy } from '../collect/collect-evidence.js'
import { secondLook, type SecondLook } from '../collect/second-look.js'
import type { DnsAnswers } from '../dns/dns-answers.js'
import { withDns } from '../dns/with-dns.js'
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
  dns: DnsAnswers
}

/** Collects the evidence for a presentation and has it judged. */
export async function verifyPresentation(
  { text, request, times }: PresentationArguments,
  { sources, policy, resolved, memo, agentProofs, agent, dns }: PresentationMeans,
  includeEvidence: boolean,
): Promise<PresentationReport> {
  const started = performance.now()
  const { credentials = [] } = decodePresentation(text).presentation ?? {}
  const { limits } = resolved
  const look = async (by: SecondLook): Promise<{ evidence: PresentationEvidence; report: PresentationReport }> => {
    const collected = await collectPresentation(text, by.sources, by.resolved, times, memo)
    const chainOf = (credential: string): Evidence => {
      const { presentation: _presentation, ...shared } = collected
      return { ...shared, leaf: { credential } }
    }
    const [proofs, ...found] = await Promise.all([
      agentProofs.collect(credentials, collected, { agent, policy, limits, started }),
      ...(dns.isIdle ? [] : credentials).map((credential) =>
        dns.collect(chainOf(credential), { limits, started, memo }),
      ),
    ])
    // Credentials of one chain have the same answers.
    const dnsAnchors = [...new Set(found.flat())]
    const evidence = withDns(collected, dnsAnchors, limits.maxTotalBytes)
    const report = validatePresentation(evidence, request, policy, { memo, agentProofs: proofs, dnsAnchors })
    return { evidence, report }
  }
  const first = await look({ sources, resolved })
  const again = first.report.verified ? undefined : secondLook(first.evidence, sources, resolved, started)
  const { evidence, report } = again === undefined ? first : await look(again)
  // What is kept for other calls must not be changed by whoever gets this report.
  return includeEvidence ? { ...report, evidence: structuredClone(evidence) } : report
}
