import { parseTime, type DnsProofMessage } from '@trustchains/core'
import { replyOf, type NoReply, type Reply } from '../dnssec/reply.js'
import { decodeMessage, type DnsQuestion } from '../wire/dns-message.js'
import { keyOf } from './key-of.js'

/** How much recorded proof is read at most: messages, and characters of base64. */
export const proofLimits = { messages: 256, characters: 2 * 1024 * 1024 } as const

/** Recorded messages, by the questions that they answer: each is decoded once, however often it is asked for. */
export class RecordedAnswers {
  readonly #recorded: ReadonlyMap<string, DnsProofMessage>
  readonly #read = new Map<string, Reply | NoReply>()

  /** @throws RangeError where there is more proof than `proofLimits` */
  constructor(proof: readonly DnsProofMessage[]) {
    const characters = proof.reduce((sum, { message }) => sum + message.length, 0)
    if (proof.length > proofLimits.messages || characters > proofLimits.characters) {
      throw new RangeError('more DNS evidence than is read')
    }
    this.#recorded = new Map(proof.map((item) => [`${String(item.type)} ${item.name.toLowerCase()}`, item]))
  }

  /** The answer to a question; one that was not recorded is one that no resolver answered. */
  answer(question: DnsQuestion): Reply | NoReply {
    const key = keyOf(question)
    const known = this.#read.get(key)
    if (known !== undefined) return known
    const item = this.#recorded.get(key)
    const reply = (item && read(item, question)) ?? missing
    this.#read.set(key, reply)
    return reply
  }
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
