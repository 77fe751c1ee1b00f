import type { ValidationMemo } from '@trustchains/core'
import type { Answered } from './question.js'
import type { KeptAnswer } from './kept-answer.js'

/**
 * Knows until when answers may be kept by their own word: a status list says how long (Bitstring Status List 1.0 section
 * 3.1 `ttl`), and when it ends. It is one by what it holds, and not by what a credential names it as: whoever wrote the
 * credential would have a say in how long it is kept.
 */
export class OwnEnds {
  readonly #known = new WeakMap<KeptAnswer, number>()

  constructor(readonly memo: ValidationMemo) {}

  /** Milliseconds since 1970; infinite where it says nothing. */
  of(kept: KeptAnswer): number {
    const known = this.#known.get(kept)
    if (known !== undefined) return known
    const end = this.#endOf(kept.item, kept.readAtMs)
    this.#known.set(kept, end)
    return end
  }

  #endOf(item: Answered, readAtMs: number): number {
    const text = 'url' in item && item.content !== undefined ? this.memo.content(item.content).text : undefined
    const list = text === undefined || isOtherJson(text) ? undefined : this.memo.statusList(text).list
    if (list === undefined) return Infinity
    // One that has ended already is an answer too, if not for long.
    const ends = list.notAfter.map(({ ms }) => Math.max(ms, readAtMs))
    return Math.min(readAtMs + (list.ttlMs ?? Infinity), ...ends)
  }
}

/**
 * Whether a text is JSON that names no status list and hides none in an envelope, as accreditations are: they need not be
 * read as lists too. Who writes the name in another way does so in a list of his own.
 */
const isOtherJson = (text: string): boolean => text.startsWith('{') && !/StatusList|Enveloped/.test(text)
