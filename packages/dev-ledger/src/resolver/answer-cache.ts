import type { ResolverAnswer } from './resolver-answer.js'

/** Bodies that are kept, bytes, all together. */
const maxBytes = 128 * 1024 * 1024
/** A smaller body is made anew as quickly as it is found. */
const minBody = 2048

/** What of the ledger an answer was made of. Both are replaced, never changed, when the ledger changes. */
export interface AnswerSources {
  did: object | undefined
  resources: object | undefined
}

/** An answer with its body in bytes. */
export interface KeptAnswer extends ResolverAnswer {
  body: Buffer
  /** Where the mark of the time stands; -1 where there is none. */
  markAt: number
}

interface Entry extends AnswerSources {
  answer: KeptAnswer
}

/**
 * Large answers by request: a DID with a hundred resources takes half a millisecond to write. An answer is good as long
 * as its sources are those of the ledger. The longest unused go first.
 */
export class AnswerCache {
  private readonly entries = new Map<string, Entry>()
  private bytes = 0

  /** The answer kept for a request, if the ledger still has the same sources. */
  get(key: string, { did, resources }: AnswerSources): KeptAnswer | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    this.drop(key, entry)
    if (entry.did !== did || entry.resources !== resources) return undefined
    this.keep(key, entry)
    return entry.answer
  }

  /** Keeps an answer, if it is worth it. */
  set(key: string, sources: AnswerSources, answer: KeptAnswer): void {
    if (answer.status !== 200 || answer.body.length < minBody || answer.body.length > maxBytes / 8) return
    const before = this.entries.get(key)
    if (before !== undefined) this.drop(key, before)
    this.keep(key, { ...sources, answer })
    for (const [oldest, entry] of this.entries) {
      if (this.bytes <= maxBytes) break
      this.drop(oldest, entry)
    }
  }

  private keep(key: string, entry: Entry): void {
    this.entries.set(key, entry)
    this.bytes += entry.answer.body.length
  }

  private drop(key: string, entry: Entry): void {
    this.entries.delete(key)
    this.bytes -= entry.answer.body.length
  }
}
