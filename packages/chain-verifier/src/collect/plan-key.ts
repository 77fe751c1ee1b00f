import { statusListUrls, type ChainCredential, type ResolvedPolicy, type ValidationMemo } from '@trustchains/core'
import { LRUCache } from 'lru-cache'
import { parentsOf } from './parents-of.js'
import type { CallTimes } from './read-resource.js'
import { resourceTarget } from './resource-target.js'

/** A policy of a collection; all its members are looked at. */
interface PlannedPolicy extends Pick<ResolvedPolicy, 'validity' | 'freshness'> {
  limits: Pick<ResolvedPolicy['limits'], 'maxLinks'>
}

/**
 * Names all that decides which questions a collection asks, beside the answers: two credentials of the same issuer,
 * types, schemas, status lists and parents ask the same.
 *
 * @returns undefined where the questions depend on more: on the times of issuance, with validity `chain`
 */
export function planKey(
  leaf: { credential: string } | { url: string },
  policy: PlannedPolicy,
  { versionTime }: CallTimes,
  memo: ValidationMemo,
): string | undefined {
  if (policy.validity === 'chain') return undefined
  const by = `${String(policyNumber(policy))} ${versionTime ?? ''}`
  if ('url' in leaf) return `${by} ${resourceTarget(leaf.url).key}`
  const { credential } = memo.credential(leaf.credential)
  return credential && `${by} ${leafShape(credential)}`
}

/** Numbers of policies, by their texts: what is looked up for every call must be short. */
const policyNumbers = new LRUCache<string, number>({ max: 256 })
const knownPolicies = new WeakMap<PlannedPolicy, number>()
let numbered = 0

/**
 * A number for all of a policy that may decide what is asked, anchors too: a root that one pins is read. How old answers
 * may be is the cache's to judge, each time.
 */
function policyNumber(policy: PlannedPolicy): number {
  const known = knownPolicies.get(policy)
  if (known !== undefined) return known
  const { limits, freshness: _freshness, ...rest } = policy
  const text = JSON.stringify({ ...rest, maxLinks: limits.maxLinks })
  const number = policyNumbers.get(text) ?? (numbered += 1)
  policyNumbers.set(text, number)
  knownPolicies.set(policy, number)
  return number
}

/** All of a leaf that decides which questions a collection asks: leaves of one shape have the same evidence. */
export function leafShape(credential: ChainCredential): string {
  const { kind, issuer, types, schemas } = credential
  return JSON.stringify([
    kind,
    issuer,
    types,
    schemas?.map(({ id }) => id),
    statusListUrls(credential),
    parentsOf(credential).map(({ parentAccreditation, rootAuthorization }) => [parentAccreditation, rootAuthorization]),
  ])
}
