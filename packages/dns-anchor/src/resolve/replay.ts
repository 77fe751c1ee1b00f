import { parseTime } from '@trustchains/core'
import { replyOf, type Asking, type NoReply, type Reply } from '../dnssec/reply.js'
import { decodeMessage, type DnsQuestion } from '../wire/dns-message.js'
import type { DnsProofMessage } from '@trustchains/core'

/** How much recorded proof is read at most: messages, and characters of base64. */
export const proofLimits = { messages: 256, characters: 2 * 1024 * 1024 } as const

/**
 * Answers the questions of a computation from recorded messages, without network. A question that was not recorded is
 * one that no resolver answered.
 *
 * @param steps - as `validateLookup` gives it
 * @throws RangeError where there is more proof than `proofLimits`
 */
export function replay<T>(steps: Asking<T>, proof: readonly DnsProofMessage[]): T {
  const characters = proof.reduce((sum, { message }) => sum + message.length, 0)
  if (proof.length > proofLimits.messages || characters > proofLimits.characters) {
    throw new RangeError('more DNS evidence than is read')
  }
  const recorded = new Map(proof.map((item) => [`${String(item.type)} ${item.name.toLowerCase()}`, item]))
  let step = steps.next()
  while (step.done !== true) {
    const item = recorded.get(keyOf(step.value))
    step = steps.next((item && read(item, step.value)) ?? missing)
  }
  return step.value
}

const missing: NoReply = { ok: false, fault: 'the evidence has no answer to it' }

/** A message that is about another question than is said beside it is none. */
function read({ readAt, message }: DnsProofMessage, question: DnsQuestion): Reply | undefined {
  const decoded = decodeMessage(Buffer.from(message, 'base64'))
  const time = parseTime(readAt)
  if (decoded?.question === undefined || !decoded.isResponse || decoded.truncated || time === undefined)
    return undefined
  return keyOf(decoded.question) === keyOf(question) ? replyOf(decoded, time) : undefined
}

/** One text for each question. */
export function keyOf({ name, type }: DnsQuestion): string {
  return `${String(type)} ${name.text}`
}
