import { defaultLimits } from '../default-limits.js'
import type { ListingGap, ListingGapReason, ListingTruncation } from '../types/listing.js'

/** Notes where a listing of a tree stopped, each place once. */
export class ListingGaps {
  readonly #gaps = new Map<string, ListingGap>()

  add(reason: ListingGapReason, did: string): void {
    this.#gaps.set(`${reason} ${did}`, { reason, did })
  }

  /** @returns undefined where nothing is missing */
  summary(): ListingTruncation | undefined {
    if (this.#gaps.size === 0) return undefined
    return { total: this.#gaps.size, gaps: [...this.#gaps.values()].slice(0, defaultLimits.maxListedGaps) }
  }
}
