import {
  freezeData,
  parseResourceReference,
  type DidDocumentEvidence,
  type Evidence,
  type ResourceEvidence,
} from '@trustchains/core'
import { LRUCache } from 'lru-cache'
import type { KeptAnswer } from './kept-answer.js'
import { didQuestion, resourceQuestion, type Answered, type Question } from './question.js'

/** The lists of evidence that sources answer for. */
export type CollectedLists = Pick<Evidence, 'resources' | 'schemas' | 'statusLists' | 'didDocuments'>

/** Whether evidence is what a plan led to: then whoever asks the same in the same call gets the same. */
export const isPlanned = ({ resources }: CollectedLists): boolean => Object.isFrozen(resources)

/** Answers as one call may use them. */
export interface UsableAnswers {
  /** The answer to a question that is kept and fresh enough. */
  peek<T extends Answered>(question: Question<T>): KeptAnswer<T> | undefined
  /** Until when an answer is fresh enough, milliseconds since 1970. */
  usableUntil(question: Question<Answered>, kept: KeptAnswer): number
  /** The time of the call, milliseconds since 1970. */
  nowMs: number
  /** Another number after an answer has taken the place of another. */
  replaced: number
}

/** What a collection may take; one that takes more is not answered from a plan. */
export interface PlanLimits {
  maxFetches: number
  maxResourceBytes: number
  maxTotalBytes: number
}

/** A question whose answer led to other questions by its content, which its checksum stands for. */
interface PlannedResource {
  question: Question<ResourceEvidence>
  checksum: string
}

interface CollectionPlan {
  resources: PlannedResource[]
  schemas: PlannedResource[]
  statusLists: PlannedResource[]
  didDocuments: Question<DidDocumentEvidence>[]
  /** What it takes in memory, bytes. */
  size: number
  /** The evidence that it led to last. */
  latest?: Assembled
}

interface Assembled {
  lists: CollectedLists
  /** Milliseconds since 1970. */
  fromMs: number
  untilMs: number
  replaced: number
  maxAgeMs: number
  questions: number
  bytes: number
  /** What it takes in memory, bytes. */
  size: number
  /** Bytes of the largest answer. */
  largest: number
}

const roles = ['resources', 'schemas', 'statusLists'] as const
/** Bytes that one planned question takes beside its URL. */
const questionBytes = 512
/** Milliseconds for which assembled evidence is handed out again: after it the cache is told that its answers are used. */
const assembledMs = 1000

/**
 * Remembers which questions a collection has asked, so that the next one for a credential that asks the same need not
 * walk the chain again. The answers are taken from the cache, under its rules, and a plan is good only while they are
 * the same.
 */
export class CollectionPlans {
  readonly #plans: LRUCache<string, CollectionPlan>

  /** @param maxBytes - for all plans, with the evidence that they hold */
  constructor(maxBytes: number) {
    this.#plans = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ size }, key) => size + 2 * key.length })
  }

  /**
   * The evidence that a plan leads to; its lists are shared, and frozen.
   *
   * @param maxAgeMs - the age that `answers` allow
   * @returns undefined where there is no plan, an answer is not at hand or another than it was, or a limit would be hit
   */
  follow(key: string, answers: UsableAnswers, maxAgeMs: number, limits: PlanLimits): CollectedLists | undefined {
    const plan = this.#plans.get(key)
    if (plan === undefined) return undefined
    const { latest } = plan
    const { nowMs, replaced } = answers
    const isGood =
      latest?.replaced === replaced && latest.maxAgeMs === maxAgeMs && nowMs >= latest.fromMs && nowMs <= latest.untilMs
    const assembled = isGood ? latest : assemble(plan, answers, maxAgeMs, latest?.lists)
    if (assembled === undefined) return undefined
    if (assembled !== latest) {
      plan.latest = assembled
      // The plan gets heavier by what it holds.
      if (assembled.size !== latest?.size) {
        this.#plans.set(key, plan, { size: plan.size + assembled.size + 2 * key.length })
      }
    }
    const { questions, bytes, largest, lists } = assembled
    const isWithin =
      questions <= limits.maxFetches && bytes <= limits.maxTotalBytes && largest <= limits.maxResourceBytes
    return isWithin ? lists : undefined
  }

  /**
   * Remembers what was asked, unless something in it was not answered, or its answer is not kept.
   *
   * @param versionTime - the time that was asked for, RFC 3339
   */
  learn(
    key: string,
    lists: CollectedLists,
    versionTime: string | undefined,
    answers: Pick<UsableAnswers, 'peek'>,
  ): void {
    const plan: CollectionPlan = { resources: [], schemas: [], statusLists: [], didDocuments: [], size: 0 }
    const weigh = ({ id }: Question<Answered>): void => {
      plan.size += questionBytes + 2 * id.length
    }
    for (const role of roles) {
      for (const item of lists[role]) {
        const reference = parseResourceReference(item.url)
        const checksum = item.metadata?.checksum
        if (reference === undefined || checksum === undefined) return
        const question = resourceQuestion(item.url, reference, reference.form === 'named' ? versionTime : undefined)
        if (answers.peek(question)?.item !== item) return
        plan[role].push({ question, checksum })
        weigh(question)
      }
    }
    for (const item of lists.didDocuments) {
      const question = didQuestion(item.did, versionTime)
      // Of one that is deactivated the newest version is asked for too.
      if (answers.peek(question)?.item !== item || item.metadata?.deactivated === true) return
      plan.didDocuments.push(question)
      weigh(question)
    }
    this.#plans.set(key, plan)
  }
}

function assemble(
  plan: CollectionPlan,
  answers: UsableAnswers,
  maxAgeMs: number,
  former: CollectedLists | undefined,
): Assembled | undefined {
  const { nowMs, replaced } = answers
  const lists: CollectedLists = { resources: [], schemas: [], statusLists: [], didDocuments: [] }
  const assembled = { lists, fromMs: nowMs, untilMs: nowMs + assembledMs, replaced, maxAgeMs }
  const sums = { questions: 0, bytes: 0, size: 0, largest: 0 }
  const take = <T extends Answered>(question: Question<T>): T | undefined => {
    const kept = answers.peek(question)
    if (kept === undefined) return undefined
    assembled.untilMs = Math.min(assembled.untilMs, answers.usableUntil(question, kept))
    sums.questions += 1
    sums.bytes += kept.bytes
    sums.size += kept.size
    sums.largest = Math.max(sums.largest, kept.bytes)
    return kept.item
  }
  for (const role of roles) {
    for (const { question, checksum } of plan[role]) {
      const item = take(question)
      if (item?.metadata?.checksum !== checksum) return undefined
      lists[role].push(item)
    }
  }
  for (const question of plan.didDocuments) {
    const item = take(question)
    if (item === undefined || item.metadata?.deactivated === true) return undefined
    lists.didDocuments.push(item)
  }
  // The same answers are the same lists: by these it is known what was found of the accreditations in them.
  if (former !== undefined && isSame(former, lists)) return { ...assembled, ...sums, lists: former }
  for (const list of Object.values(lists)) freezeData(list)
  return { ...assembled, ...sums }
}

const isSame = (a: CollectedLists, b: CollectedLists): boolean =>
  ([...roles, 'didDocuments'] as const).every(
    (name) => a[name].length === b[name].length && a[name].every((item, index) => item === b[name][index]),
  )
