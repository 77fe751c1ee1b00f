import type { Evidence, ExistenceEvidence, ResolvedPolicy, TrustChainLimits, ValidationMemo } from '@trustchains/core'
import type { CollectedLists } from '../cache/collection-plans.js'
import { CallLimits } from './call-limits.js'
import { ChainWalk } from './chain-walk.js'
import { EvidenceReader } from './evidence-reader.js'
import type { EvidenceSources } from './evidence-sources.js'
import { planKey } from './plan-key.js'
import type { CallTimes } from './read-resource.js'
import { resourceTarget } from './resource-target.js'

/** What to collect: a credential's text, or the DID URL of a published one, and what is offered as proof of its age. */
export type LeafRequest = ({ credential: string } | { url: string }) & { existence?: ExistenceEvidence[] }

/** An accreditation, and the DID that would issue something under it. */
export interface AccreditationRequest {
  /** A DID URL. */
  accreditation: string
  /** A DID, normalised. */
  issuer: string
}

/** The members of a policy that decide what is fetched, with defaults filled in. */
export interface CollectionPolicy extends Pick<
  ResolvedPolicy,
  'anchors' | 'schema' | 'status' | 'superseded' | 'freshness' | 'validity' | 'maxPathLength'
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
  if (planned !== undefined) return evidenceOf(leaf, planned, times, [])
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
  return evidenceOf(leaf, lists, times, limits.hits)
}

// Written out: V8 gives an object that begins with a spread a hidden class of its own, and all that reads it is slow then.
function evidenceOf(
  leaf: LeafRequest | AccreditationRequest,
  { resources, schemas, statusLists, didDocuments }: CollectedLists,
  times: CallTimes,
  limitsHit: Evidence['limitsHit'],
): Evidence {
  const at = evidenceTime(times)
  return { version: 1, at, leaf: leafOf(leaf), resources, schemas, statusLists, didDocuments, limitsHit }
}

/**
 * The time of evaluation, RFC 3339. Now is in whole seconds, as ledgers and credentials have their times: what was found
 * of accreditations stands for all calls of the same second.
 */
export const evidenceTime = ({ versionTime, readAt }: CallTimes): string =>
  versionTime ?? `${readAt.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`

function leafOf(leaf: LeafRequest | AccreditationRequest): Evidence['leaf'] {
  if ('accreditation' in leaf) return { url: resourceTarget(leaf.accreditation).key }
  const found: Evidence['leaf'] =
    'url' in leaf ? { url: resourceTarget(leaf.url).key } : { credential: leaf.credential }
  if (leaf.existence !== undefined && leaf.existence.length > 0) found.existence = leaf.existence
  return found
}

async function start(leaf: LeafRequest | AccreditationRequest, walk: ChainWalk): Promise<void> {
  if ('accreditation' in leaf) {
    await Promise.all([walk.fromParent(leaf.accreditation), walk.reader.didDocument(leaf.issuer)])
  } else if ('url' in leaf) await walk.fromUrl(leaf.url, leaf.existence)
  else await walk.fromCredential(leaf.credential, leaf.existence)
}
