import type { TrustChainLimits, TrustPolicy } from '@trustchains/core'
import { effectivePolicy, type EffectivePolicy } from './effective-policy.js'

/** The policies of calls, each worked out once: most callers ask the same of all their credentials. */
export class EffectivePolicies {
  readonly #defaults: TrustPolicy
  readonly #ceiling: TrustChainLimits
  readonly #own: EffectivePolicy
  readonly #known = new WeakMap<TrustPolicy, { text: string; effective: EffectivePolicy }>()

  /**
   * @param defaults - the plugin's policy
   * @param ceiling - limits that no call may exceed
   */
  constructor(defaults: TrustPolicy, ceiling: TrustChainLimits) {
    this.#defaults = defaults
    this.#ceiling = ceiling
    this.#own = effectivePolicy(defaults, undefined, ceiling)
  }

  /**
   * The policy of one call.
   *
   * @throws TrustChainVerifierError code `invalid_policy`, as {@link effectivePolicy}
   */
  of(given: TrustPolicy | undefined): EffectivePolicy {
    if (given === undefined) return this.#own
    // What is no object is refused below.
    const known = this.#known.get(given)
    const text = textOf(given)
    // The same object may have been changed since.
    if (known !== undefined && known.text === text) return known.effective
    const effective = effectivePolicy(this.#defaults, given, this.#ceiling)
    if (text !== undefined) this.#known.set(given, { text, effective })
    return effective
  }
}

/** Undefined for what can't be written as JSON: it is like nothing else. */
function textOf(policy: TrustPolicy): string | undefined {
  try {
    return JSON.stringify(policy)
  } catch {
    return undefined
  }
}
