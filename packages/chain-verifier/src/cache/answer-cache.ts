import type { ValidationMemo } from '@trustchains/core'
import { Coalescer } from '@trustchains/web-resources'
import { LRUCache } from 'lru-cache'
import type { SharedStore } from '../types/trust-chain-cache-options.js'
import { CollectionPlans } from './collection-plans.js'
import { EntryCodec } from './entry-codec.js'
import { keep, type KeptAnswer } from './kept-answer.js'
import { OwnEnds } from './own-ends.js'
import type { Answered, Question } from './question.js'
import { isSized, type SourceAnswer } from './source-answer.js'
import { StoreClient } from './store-client.js'

/** The options of a cache, checked and with defaults filled in. */
export interface ReadCacheOptions {
  maxBytes: number
  store?: SharedStore
  secret?: string
  namespace?: string
  storeTimeoutMs: number
}

const minute = 60_000
const day = 1440 * minute
/** How long a shared store keeps an answer; whether one is fresh enough is its reader's to say. */
const sharedMs = { pinned: 7 * day, least: 5 * minute, most: day }

/**
 * Keeps the answers of sources: in memory, bounded by bytes, and where there is one in a store that processes share.
 * Only what was found is kept, complete and sound; never that something is missing or can't be had, and never a
 * credential that was handed over.
 */
export class AnswerCache {
  readonly #memory: LRUCache<string, KeptAnswer>
  readonly #codec: EntryCodec
  readonly #store: StoreClient | undefined
  readonly #coalescer = new Coalescer<SourceAnswer<Answered>>()
  /** What collections have asked. */
  readonly plans: CollectionPlans
  /** How long answers may be kept by their own word. */
  readonly ownEnds: OwnEnds
  #replaced = 0

  /** @param memo - reads status lists, to know how long one may be kept */
  constructor(options: ReadCacheOptions, memo: ValidationMemo) {
    this.ownEnds = new OwnEnds(memo)
    const { maxBytes, store, storeTimeoutMs } = options
    // Evidence that lies ready for the next call takes a quarter.
    const forPlans = Math.max(1, Math.floor(maxBytes / 4))
    this.#memory = new LRUCache({
      maxSize: Math.max(1, maxBytes - forPlans),
      sizeCalculation: ({ size }, key) => size + 2 * key.length,
    })
    this.plans = new CollectionPlans(forPlans)
    this.#codec = new EntryCodec(options)
    this.#store = store && new StoreClient(store, storeTimeoutMs)
  }

  /** How often an answer has taken the place of another. */
  get replaced(): number {
    return this.#replaced
  }

  /** What is in memory, however old. */
  inMemory<T extends Answered>(question: Question<T>): KeptAnswer<T> | undefined {
    const kept = this.#memory.get(question.id)
    return kept !== undefined && isAnswerTo(question, kept) ? kept : undefined
  }

  /**
   * Asks the shared store and then the source, and keeps what was found.
   *
   * @param isUsable - whether an answer of the store will do; absent: the store is not asked
   */
  async learn<T extends Answered>(
    question: Question<T>,
    maxAgeMs: number,
    signal: AbortSignal,
    source: (signal: AbortSignal) => Promise<SourceAnswer<T>>,
    isUsable?: (kept: KeptAnswer<T>) => boolean,
  ): Promise<SourceAnswer<T>> {
    const key = this.#codec.keyOf(question)
    if (this.#store !== undefined && isUsable !== undefined) {
      const kept = this.#codec.decode(question, await this.#store.get(key, signal))
      if (kept !== undefined && isUsable(kept)) {
        this.#remember(question, kept)
        return kept
      }
    }
    const answer = await source(signal)
    if (!isSized(answer) || !question.isSound(answer.item)) return answer
    const kept = keep(answer)
    if (kept === undefined) return answer
    this.#remember(question, kept)
    const entry = this.#store && this.#codec.encode(question, kept)
    if (entry !== undefined) {
      const ttlMs = question.isPinned ? sharedMs.pinned : Math.min(Math.max(maxAgeMs, sharedMs.least), sharedMs.most)
      this.#store?.set(key, entry, ttlMs)
    }
    return kept
  }

  /** {@link learn}, once for all calls that ask it at the same time. */
  async learnTogether<T extends Answered>(
    sharedBy: string,
    ...[question, maxAgeMs, signal, source, isUsable]: Parameters<typeof this.learn<T>>
  ): Promise<SourceAnswer<T>> {
    const answer = await this.#coalescer.run(`${question.id} ${sharedBy}`, signal, (shared) =>
      this.learn(question, maxAgeMs, shared, source, isUsable),
    )
    if (!isSized(answer)) return answer
    if (isAnswerTo(question, answer)) return answer
    return { error: { code: 'invalid', message: 'the source answered something else' } }
  }

  #remember(question: Question<Answered>, kept: KeptAnswer): void {
    const known = this.#memory.peek(question.id)
    // An answer that was long on its way must not take the place of a later one.
    if (known !== undefined && known.readAtMs > kept.readAtMs) return
    if (known !== undefined) this.#replaced += 1
    this.#memory.set(question.id, kept)
  }
}

function isAnswerTo<T extends Answered, A extends { item: Answered }>(
  question: Question<T>,
  answer: A,
): answer is A & { item: T } {
  return question.isAnswer(answer.item)
}
