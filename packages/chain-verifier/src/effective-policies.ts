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
    // The same object may have been changed since.
    if (known?.text === textOf(given)) return known.effective
    const effective = effectivePolicy(this.#defaults, given, this.#ceiling)
    this.#known.set(given, { text: textOf(given), effective })
    return effective
  }
}

/** What can't be written as JSON is like nothing else. */
function textOf(policy: TrustPolicy): string {
  try {
    return JSON.stringify(policy)
  } catch {
    return ''
  }
}
