import type { Evidence, TrustChainLimits, TrustPolicy, ValidationMemo } from '@trustchains/core'
import { CallLimits } from './call-limits.js'
import { ChainWalk } from './chain-walk.js'
import { EvidenceReader } from './evidence-reader.js'
import type { EvidenceSources } from './evidence-sources.js'
import { planKey } from './plan-key.js'
import type { CallTimes } from './read-resource.js'
import { resourceTarget } from './resource-target.js'

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
  'schema' | 'status' | 'superseded' | 'freshness' | 'validity' | 'maxPathLength'
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
  const { cache } = sources
  const key = cache && !('accreditation' in leaf) ? planKey(leaf, policy, times, memo) : undefined
  const planned = key === undefined ? undefined : cache?.planned(key, policy.limits)
  const head = { version: 1 as const, at: times.versionTime ?? times.readAt, leaf: leafOf(leaf) }
  if (planned !== undefined) return { ...head, ...planned, limitsHit: [] }
  const limits = new CallLimits(policy.limits, sources.signal)
  const reader = new EvidenceReader(sources, limits, times)
  const walk = new ChainWalk(reader, policy, memo)
  try {
    await start(leaf, walk)
  } finally {
    limits.close()
  }
  const lists = {
    resources: reader.kept('resources'),
    schemas: reader.kept('schemas'),
    statusLists: reader.kept('statusLists'),
    didDocuments: reader.documents,
  }
  if (key !== undefined && limits.hits.length === 0) cache?.learnPlan(key, lists, times.versionTime)
  return { ...head, ...lists, limitsHit: limits.hits }
}

function leafOf(leaf: LeafRequest | AccreditationRequest): Evidence['leaf'] {
  if ('credential' in leaf) return { credential: leaf.credential }
  return { url: resourceTarget('url' in leaf ? leaf.url : leaf.accreditation).key }
}

async function start(leaf: LeafRequest | AccreditationRequest, walk: ChainWalk): Promise<void> {
  if ('credential' in leaf) await walk.fromCredential(leaf.credential)
  else if ('url' in leaf) await walk.fromUrl(leaf.url)
  else await Promise.all([walk.fromParent(leaf.accreditation), walk.reader.didDocument(leaf.issuer)])
}
