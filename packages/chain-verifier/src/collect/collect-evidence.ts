import type { Evidence, TrustChainLimits, TrustPolicy, ValidationMemo } from '@trustchains/core'
import { CallLimits } from './call-limits.js'
import { ChainWalk } from './chain-walk.js'
import { EvidenceReader } from './evidence-reader.js'
import type { EvidenceSources } from './evidence-sources.js'
import type { CallTimes } from './read-resource.js'

/** What to collect: a credential's text, or the DID URL of a published one. */
export type LeafRequest = { credential: string } | { url: string }

/** An accreditation, and the DID that would issue something under it. */
export interface AccreditationRequest {
  /** A DID URL. */
  accreditation: string
  /** A DID, normalised. */
  issuer: string
}

/** The members of a policy that decide what is fetched, with defaults filled in. */
export interface CollectionPolicy extends Pick<
  Required<TrustPolicy>,
  'schema' | 'status' | 'superseded' | 'freshness' | 'maxPathLength'
> {
  limits: Required<TrustChainLimits>
}

/**
 * Gathers the evidence for one credential: all I/O of a verification, in parallel and bounded. Never rejects for a
 * source: what could not be had stands in the evidence with the reason.
 */
export async function collectEvidence(
  leaf: LeafRequest | AccreditationRequest,
  sources: EvidenceSources,
  policy: CollectionPolicy,
  times: CallTimes,
  memo: ValidationMemo,
): Promise<Evidence> {
  const limits = new CallLimits(policy.limits, sources.signal)
  const reader = new EvidenceReader(sources, limits, times)
  const walk = new ChainWalk(reader, policy, memo)
  try {
    await start(leaf, walk)
  } finally {
    limits.close()
  }
  return {
    version: 1,
    at: times.versionTime ?? times.readAt,
    leaf: 'credential' in leaf ? { credential: leaf.credential } : { url: reader.target(urlOf(leaf)).key },
    resources: reader.kept('resources'),
    schemas: reader.kept('schemas'),
    statusLists: reader.kept('statusLists'),
    didDocuments: reader.documents,
    limitsHit: limits.hits,
  }
}

const urlOf = (leaf: { url: string } | AccreditationRequest): string => ('url' in leaf ? leaf.url : leaf.accreditation)

async function start(leaf: LeafRequest | AccreditationRequest, walk: ChainWalk): Promise<void> {
  if ('credential' in leaf) await walk.fromCredential(leaf.credential)
  else if ('url' in leaf) await walk.fromUrl(leaf.url)
  else await Promise.all([walk.fromParent(leaf.accreditation), walk.reader.didDocument(leaf.issuer)])
}
