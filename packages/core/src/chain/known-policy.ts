import { isFrozenData } from '../freeze-data.js'
import { isPlainData } from '../is-plain-data.js'
import { RecentMap } from '../recent-map.js'
import { resolvePolicy, type ResolvedPolicy } from '../resolve-policy.js'
import type { TrustPolicy } from '../types/policy.js'

/** A policy, its anchors or limits, an anchor: a valid one has no more levels. */
const maxPolicyDepth = 4
/** Characters of a policy that is remembered. */
const maxPolicyLength = 64 * 1024
/** Bytes that a policy takes for each character, rather too many; and at least, so that there are not many more than a hundred. */
const bytesPerCharacter = 16
const leastBytes = 128 * 1024

// A relying party asks the same of all its credentials, so a few are enough, and what a policy means depends on no memo.
const policies = new RecentMap<string, ResolvedPolicy>(16 * 1024 * 1024, (_, text) =>
  Math.max(leastBytes, bytesPerCharacter * text.length),
)

/** Policies that nobody can change: they need not even be written as JSON to be known again. */
const frozenPolicies = new WeakMap<TrustPolicy, ResolvedPolicy>()

const policyNumbers = new WeakMap<ResolvedPolicy, number>()
let numbered = 0

/** Tells a resolved policy, which nobody changes, from all others. */
export function policyNumber(policy: ResolvedPolicy): number {
  const number = policyNumbers.get(policy) ?? (numbered += 1)
  policyNumbers.set(policy, number)
  return number
}

/**
 * A policy with its defaults, worked out once.
 *
 * @throws TrustChainError as {@link resolvePolicy}; only policies that passed are kept
 */
export function knownPolicy(policy: TrustPolicy): ResolvedPolicy {
  const frozen = frozenPolicies.get(policy)
  if (frozen !== undefined) return frozen
  const resolved = readPolicy(policy)
  if (isFrozenData(policy)) frozenPolicies.set(policy, resolved)
  return resolved
}

function readPolicy(policy: TrustPolicy): ResolvedPolicy {
  // Two policies that JSON writes alike must not be taken for one another.
  if (!isPlainData(policy, maxPolicyDepth)) return resolvePolicy(policy)
  const text = JSON.stringify(policy)
  const known = policies.get(text)
  if (known !== undefined) return known
  const resolved = resolvePolicy(policy)
  if (text.length <= maxPolicyLength) policies.set(text, resolved)
  return resolved
}
