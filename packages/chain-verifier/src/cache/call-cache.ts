import { clockSkewMs, type EvidenceError } from '@trustchains/core'
import { LRUCache } from 'lru-cache'
import type { AnswerCache } from './answer-cache.js'
import type { CollectedLists, PlanLimits, UsableAnswers } from './collection-plans.js'
import type { KeptAnswer } from './kept-answer.js'
import type { Answered, Question } from './question.js'
import type { SourceAnswer } from './source-answer.js'

/** How old answers may be in one call. */
export interface AnswerAge {
  /** The time of the call, milliseconds since 1970. */
  nowMs: number
  /** Milliseconds; what can never change may be of any age. */
  maxAgeMs: number
  /** Sources are asked again, whatever is kept. */
  fresh: boolean
}

/** What does not exist is remembered of so many questions of one call: items of a batch may all name the same parent. */
const maxMissing = 10_000

/** The cache as one call sees it: it answers with what is fresh enough for this call. */
export class CallCache implements UsableAnswers {
  // For this call only: what does not exist now may come to be. Made when it is needed: it takes room for all at once.
  #missing: LRUCache<string, { error: EvidenceError }> | undefined

  constructor(
    readonly cache: AnswerCache,
    readonly age: AnswerAge,
  ) {}

  /** The time of the call, milliseconds since 1970. */
  get nowMs(): number {
    return this.age.nowMs
  }

  /** How often an answer has taken the place of another. */
  get replaced(): number {
    return this.cache.replaced
  }

  /** The answer that is in memory, where it is fresh enough. */
  peek<T extends Answered>(question: Question<T>): KeptAnswer<T> | undefined {
    if (this.age.fresh) return undefined
    const kept = this.cache.inMemory(question)
    return kept !== undefined && this.isUsable(question, kept) ? kept : undefined
  }

  /** The evidence of an earlier collection that asked the same, where all of it is in memory and fresh enough. */
  planned(key: string, limits: PlanLimits): CollectedLists | undefined {
    return this.age.fresh ? undefined : this.cache.plans.follow(key, this, this.age.maxAgeMs, limits)
  }

  /** Remembers what a collection has asked. */
  learnPlan(key: string, lists: CollectedLists, versionTime: string | undefined): void {
    this.cache.plans.learn(key, lists, versionTime, this)
  }

  /**
   * The answer of the shared store or, after it, of the source. Rejects with the signal's reason, and as the source does.
   *
   * @param maxBytes - calls that ask the source for as many bytes share the answer
   */
  async ask<T extends Answered>(
    question: Question<T>,
    maxBytes: number,
    signal: AbortSignal,
    source: (signal: AbortSignal) => Promise<SourceAnswer<T>>,
  ): Promise<SourceAnswer<T>> {
    const missing = this.#missing?.get(question.id)
    if (missing !== undefined) return missing
    const answer = await this.#ask(question, maxBytes, signal, source)
    if ('error' in answer && answer.error !== 'tooLarge' && answer.error.code === 'notFound') {
      this.#missing ??= new LRUCache({ max: maxMissing })
      this.#missing.set(question.id, { error: answer.error })
    }
    return answer
  }

  async #ask<T extends Answered>(
    question: Question<T>,
    maxBytes: number,
    signal: AbortSignal,
    source: (signal: AbortSignal) => Promise<SourceAnswer<T>>,
  ): Promise<SourceAnswer<T>> {
    const { maxAgeMs, fresh } = this.age
    // Whoever joins a look-up may get what was read shortly before: not where it has to be read anew.
    if (fresh) return await this.cache.learn(question, maxAgeMs, signal, source)
    const sharedBy = `${String(maxBytes)} ${String(maxAgeMs)}`
    return await this.cache.learnTogether(sharedBy, question, maxAgeMs, signal, source, (kept) =>
      this.isUsable(question, kept),
    )
  }

  /** Whether an answer is fresh enough for this call. */
  isUsable(question: Question<Answered>, kept: KeptAnswer): boolean {
    const { nowMs } = this.age
    // A clock that was set back, or a stranger's entry, must not make answers that are fresh for ever.
    return kept.readAtMs <= nowMs + clockSkewMs && nowMs <= this.usableUntil(question, kept)
  }

  /** Until when an answer is fresh enough for this call, milliseconds since 1970. */
  usableUntil({ isPinned }: Question<Answered>, kept: KeptAnswer): number {
    return isPinned ? Infinity : Math.min(kept.readAtMs + this.age.maxAgeMs, this.cache.ownEnds.of(kept))
  }
}
