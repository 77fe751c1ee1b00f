import type { InflatedList } from './inflate-list.js'

/** Lists of the greatest size that a policy allows which one judgement may inflate. Usual ones have a thousandth of it. */
const mostOfGreatestSize = 4

/** A list, and what it takes to inflate it. */
export interface PaidList {
  /** sha-256 of the resource that it stands in, lower-case hex. */
  sha256: string
  bytes: number
}

/**
 * The bytes that one judgement may inflate, over all paths, credentials and statuses together: a stranger chooses how many
 * there are, and a small list may hold as many as the policy allows for one. None is inflated twice.
 */
export class InflationBudget {
  readonly #maxListBytes: number
  #left: number
  /** Lists that are paid for; without their bits where another judgement has found what they say. */
  readonly #lists = new Map<string, PaidList & { inflated?: InflatedList }>()

  /** @param maxListBytes - `maxInflatedBytes` of the policy */
  constructor(maxListBytes: number) {
    this.#maxListBytes = maxListBytes
    this.#left = mostOfGreatestSize * maxListBytes
  }

  /**
   * The bits of a list, as far as the bytes suffice.
   *
   * @param sha256 - of the resource that it stands in
   */
  inflate(sha256: string, inflate: () => InflatedList): InflatedList {
    const known = this.#lists.get(sha256)
    if (known?.inflated !== undefined) return known.inflated
    if (known === undefined && this.#left <= 0) return this.#spent()
    const inflated = inflate()
    // What ends in an error may have inflated as much before.
    const bytes = known?.bytes ?? inflated.bits?.length ?? this.#maxListBytes
    if (known === undefined) this.#left -= bytes
    if (this.#left < 0) return this.#spent()
    this.#lists.set(sha256, { sha256, bytes, inflated })
    return inflated
  }

  /** The lists that were inflated, and what it took. */
  paid(): PaidList[] {
    return [...this.#lists.values()].map(({ sha256, bytes }) => ({ sha256, bytes }))
  }

  /**
   * Takes over what another judgement has found, at the price of finding it again: what is spent must not depend on what
   * is remembered.
   *
   * @returns false, and nothing is taken over, where the bytes do not suffice
   */
  adopt(paid: readonly PaidList[]): boolean {
    const others = paid.filter(({ sha256 }) => !this.#lists.has(sha256))
    const price = others.reduce((sum, { bytes }) => sum + bytes, 0)
    if (price > this.#left) return false
    this.#left -= price
    for (const list of others) this.#lists.set(list.sha256, list)
    return true
  }

  #spent(): InflatedList {
    this.#left = 0
    const max = mostOfGreatestSize * this.#maxListBytes
    return { reason: `all lists together inflate to more than ${String(max)} bytes`, tooLarge: true }
  }
}
