import { decodePresentation, type PresentationEvidence, type ValidationMemo } from '@trustchains/core'
import { CallLimits } from '../collect/call-limits.js'
import { ChainWalk } from '../collect/chain-walk.js'
import type { CollectionPolicy } from '../collect/collect-evidence.js'
import { EvidenceReader } from '../collect/evidence-reader.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'
import type { CallTimes } from '../collect/read-resource.js'

/**
 * Gathers the evidence for a presentation: its holder's DID document, and what each credential in it rests on. All of
 * them share one call's limits, and nothing is read twice. Never rejects for a source.
 */
export async function collectPresentation(
  text: string,
  sources: EvidenceSources,
  policy: CollectionPolicy,
  times: CallTimes,
  memo: ValidationMemo,
): Promise<PresentationEvidence> {
  const { presentation } = decodePresentation(text)
  const limits = new CallLimits(policy.limits, sources.signal)
  const reader = new EvidenceReader(sources, limits, times)
  try {
    await Promise.all([
      ...(presentation === undefined ? [] : [reader.didDocument(presentation.holder)]),
      // Each has a walk of its own: how far a resource is from the leaf differs.
      ...(presentation?.credentials ?? []).map((leaf) => new ChainWalk(reader, policy, memo).fromCredential(leaf)),
    ])
  } finally {
    limits.close()
  }
  return {
    version: 1,
    at: times.versionTime ?? times.readAt,
    presentation: text,
    resources: reader.kept('resources'),
    schemas: reader.kept('schemas'),
    statusLists: reader.kept('statusLists'),
    didDocuments: reader.documents,
    limitsHit: limits.hits,
  }
}
