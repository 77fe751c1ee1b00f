import { createHash } from 'node:crypto'
import { defaultLimits } from '../default-limits.js'
import type { ResourceIndex } from '../types/resource-index.js'

/** Remembers the newest index of each DID, so that a server which shows an older one, or two of one number, is noticed. */
export class SeenIndexes {
  readonly #seen = new Map<string, { sequence: number; sha256: string }>()

  /** @returns why it is not to be believed; undefined where it is */
  refusal({ iss, sequence }: ResourceIndex, token: string): string | undefined {
    const sha256 = createHash('sha256').update(token).digest('hex')
    const known = this.#seen.get(iss)
    if (known !== undefined && sequence < known.sequence) return 'the server shows an older index than it did before'
    if (known?.sequence === sequence && known.sha256 !== sha256)
      return 'the server shows two indexes of one sequence number'
    this.#seen.delete(iss)
    this.#seen.set(iss, { sequence, sha256 })
    const oldest = this.#seen.keys().next().value
    if (this.#seen.size > defaultLimits.maxRememberedDids && oldest !== undefined) this.#seen.delete(oldest)
    return undefined
  }
}
