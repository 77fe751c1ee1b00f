import type { JsonObject } from '@trustchains/core'
import { readIndex } from '../layout/read-index.js'
import type { ResourceIndex } from '../types/resource-index.js'

/** Characters of tokens and documents that are remembered, of all DIDs together. */
const maxCharacters = 32 * 1024 * 1024

interface Verified {
  token: string
  document: string
  index: ResourceIndex
}

/** Indexes that were verified: to parse and verify a large one takes long, and nearly always it is the one of before. */
export class VerifiedIndexes {
  readonly #known = new Map<string, Verified>()
  #characters = 0

  /**
   * As {@link readIndex}; what it gives is shared.
   *
   * @throws WebResourcesError `invalid_index`
   */
  read(token: string, did: string, document: JsonObject, now: number): ResourceIndex {
    const known = this.#known.get(did)
    const text = JSON.stringify(document)
    if (known?.token === token && known.document === text && isInTime(known.index, now)) return known.index
    const index = readIndex(token, did, document, now)
    this.#forget(did)
    this.#known.set(did, { token, document: text, index })
    this.#characters += token.length + text.length
    for (const oldest of this.#known.keys()) {
      if (this.#characters <= maxCharacters) break
      this.#forget(oldest)
    }
    return index
  }

  #forget(did: string): void {
    const known = this.#known.get(did)
    if (known === undefined) return
    this.#known.delete(did)
    this.#characters -= known.token.length + known.document.length
  }
}

/** Within its times without any skew; else it is read anew, which says what is wrong. */
const isInTime = ({ iat, exp }: ResourceIndex, now: number): boolean =>
  iat <= now / 1000 && (exp === undefined || exp >= now / 1000)
