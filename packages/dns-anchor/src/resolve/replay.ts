import { parseTime } from '@trustchains/core'
import type { DnsQuestion } from '../wire/dns-message.js'
import { decodeMessage } from '../wire/dns-message.js'
import { replyOf, type Asking, type NoReply, type Reply } from '../dnssec/reply.js'
import type { DnsProofMessage } from './dns-proof.js'

/** How much recorded proof is read at most. */
export const proofLimits = { messages: 256, bytes: 2 * 1024 * 1024 } as const

/**
 * Answers the questions of a computation from recorded messages, without network. A question that was not recorded is
 * one that no resolver answered.
 *
 * @param steps - as `validateLookup` gives it
 * @throws RangeError where there is more proof than `proofLimits`
 */
export function replay<T>(steps: Asking<T>, proof: readonly DnsProofMessage[]): T {
  const replies = readProof(proof)
  let step = steps.next()
  while (step.done !== true) step = steps.next(replies.get(keyOf(step.value)) ?? missing)
  return step.value
}

const missing: NoReply = { ok: false, fault: 'the evidence has no answer to it' }

function readProof(proof: readonly DnsProofMessage[]): Map<string, Reply> {
  const bytes = proof.reduce((sum, { message }) => sum + message.length, 0)
  if (proof.length > proofLimits.messages || bytes > proofLimits.bytes) throw new RangeError('too much DNS evidence')
  const replies = new Map<string, Reply>()
  for (const { readAt, message } of proof) {
    const decoded = decodeMessage(Buffer.from(message, 'base64'))
    const time = parseTime(readAt)
    // The question is the message's own: what is said about it beside it is nobody's word.
    if (decoded?.question === undefined || !decoded.isResponse || decoded.truncated || time === undefined) continue
    const key = keyOf(decoded.question)
    if (!replies.has(key)) replies.set(key, replyOf(decoded, time))
  }
  return replies
}

/** One text for each question. */
export function keyOf({ name, type }: DnsQuestion): string {
  return `${String(type)} ${name.text}`
}
