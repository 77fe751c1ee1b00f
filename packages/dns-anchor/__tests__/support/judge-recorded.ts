import type { DnsProofMessage } from '@trustchains/core'
import type { Asking } from '../../src/dnssec/reply.js'
import { RecordedAnswers } from '../../src/resolve/recorded-answers.js'

/** Answers the questions of a computation from recorded messages, at once. */
export function judgeRecorded<T>(steps: Asking<T>, proof: readonly DnsProofMessage[]): T {
  const recorded = new RecordedAnswers(proof)
  let step = steps.next()
  while (step.done !== true) step = steps.next(recorded.answer(step.value))
  return step.value
}
