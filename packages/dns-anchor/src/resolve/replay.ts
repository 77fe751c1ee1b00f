import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Asking, NoReply } from '../dnssec/reply.js'
import type { RecordedAnswers } from './recorded-answers.js'

/** Milliseconds of work after which others get their turn. */
const turnMs = 10

/**
 * Answers the questions of a computation from recorded messages, without network. Others get their turn in between, so
 * that its deadline comes as well: from then on nothing is answered any more.
 *
 * @param steps - as `validateLookup` gives it
 * @param signal - ends it
 */
export async function replay<T>(steps: Asking<T>, recorded: RecordedAnswers, signal: AbortSignal): Promise<T> {
  await nextTurn()
  let began = performance.now()
  let step = steps.next()
  while (step.done !== true) {
    if (performance.now() - began > turnMs) {
      await nextTurn()
      began = performance.now()
    }
    step = steps.next(signal.aborted ? tooLate : recorded.answer(step.value))
  }
  return step.value
}

const tooLate: NoReply = { ok: false, fault: 'there is no time left to read the evidence' }
