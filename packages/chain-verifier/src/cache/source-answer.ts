import type { EvidenceError } from '@trustchains/core'
import type { SizedAnswer } from './kept-answer.js'
import type { Answered } from './question.js'

/** What a source answered; or why it has no answer: `tooLarge` where it has more bytes than it was asked for. */
export type SourceAnswer<T extends Answered> = SizedAnswer<T> | { error: EvidenceError | 'tooLarge' }

/** Whether it is an answer with an item. */
export const isSized = <T extends Answered>(answer: SourceAnswer<T>): answer is SizedAnswer<T> => 'item' in answer
