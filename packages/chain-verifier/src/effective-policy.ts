import { freezeData, resolvePolicy, TrustChainError, type TrustChainLimits, type TrustPolicy } from '@trustchains/core'
import type { CollectionPolicy } from './collect/collect-evidence.js'
import { isObject } from './collect/read-members.js'
import { TrustChainVerifierError, type TrustChainVerifierErrorCode } from './trust-chain-verifier-error.js'

/** The policy of one call. */
export interface EffectivePolicy {
  /** What core is given. */
  policy: TrustPolicy
  /** What the collection keeps to, defaults filled in. */
  resolved: CollectionPolicy
}

/**
 * The policy of one call: what it gives, in place of the plugin's defaults, with limits no wider than the ceiling.
 *
 * @param defaults - the plugin's policy
 * @param given - the call's policy; a member that is undefined counts as left out
 * @param ceiling - limits that no call may exceed
 * @param code - the code of the error where the policy is malformed
 * @throws TrustChainVerifierError naming the member
 */
export function effectivePolicy(
  defaults: TrustPolicy,
  given: TrustPolicy | undefined,
  ceiling: TrustChainLimits,
  code: TrustChainVerifierErrorCode = 'invalid_policy',
): EffectivePolicy {
  if (given !== undefined && !isObject(given)) {
    throw new TrustChainVerifierError(code, 'policy must be an object; leave it out, or give {}, for the defaults')
  }
  const policy = { ...defaults, ...definedOnly(given) }
  if (isObject(defaults.limits) && isObject(given?.limits)) {
    policy.limits = { ...defaults.limits, ...definedOnly(given.limits) }
  }
  try {
    const { anchors, limits, schema, status, superseded, freshness, validity, maxPathLength } = resolvePolicy(policy)
    const bounded = lowest(limits, ceiling)
    return {
      // Its own, and frozen: so core knows it again by its identity.
      policy: freezeData(structuredClone({ ...policy, limits: bounded })),
      resolved: {
        ...(anchors && { anchors }),
        schema,
        status,
        superseded,
        freshness,
        validity,
        maxPathLength,
        limits: bounded,
      },
    }
  } catch (cause) {
    if (cause instanceof TrustChainError) throw new TrustChainVerifierError(code, cause.message, { cause })
    throw cause
  }
}

function lowest(limits: Required<TrustChainLimits>, ceiling: TrustChainLimits): Required<TrustChainLimits> {
  const bounded = { ...limits }
  for (const name of Object.keys(limits) as (keyof TrustChainLimits)[]) {
    bounded[name] = Math.min(limits[name], ceiling[name] ?? Infinity)
  }
  return bounded
}

function definedOnly<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, member]) => member !== undefined)) as Partial<T>
}
