import { responseCode, type DnsMessage, type DnsQuestion } from '../wire/dns-message.js'
import { groupRrsets, type Rrset } from './rrset.js'

/** A resolver's answer to one question, its records gathered into RRsets. */
export interface Reply {
  readonly ok: true
  readonly rcode: number
  readonly authenticData: boolean
  readonly answer: readonly Rrset[]
  readonly authority: readonly Rrset[]
  /** When it was read, milliseconds since 1970; TTLs count from here. */
  readonly readAt: number
}

/** Why there is no answer to a question. */
export interface NoReply {
  readonly ok: false
  readonly fault: string
}

/**
 * A computation that asks questions and goes on with the answers: it does no I/O itself, so that the same code validates
 * what resolvers answer and what was recorded.
 */
export type Asking<T> = Generator<DnsQuestion, T, Reply | NoReply>

/** @param readAt - milliseconds since 1970 */
export function replyOf(message: DnsMessage, readAt: number): Reply {
  return {
    ok: true,
    rcode: message.rcode,
    authenticData: message.authenticData,
    answer: groupRrsets(message.answer),
    authority: groupRrsets(message.authority),
    readAt,
  }
}

/** Whether the resolver says something of the question; a failure on its side proves nothing (RFC 4035 section 5.5). */
export function isAnswered(reply: Reply | NoReply): reply is Reply {
  return reply.ok && (reply.rcode === responseCode.NOERROR || reply.rcode === responseCode.NXDOMAIN)
}

/** Why nothing was learnt from a reply that is not answered. */
export function faultOf(reply: Reply | NoReply): string {
  return reply.ok ? `the resolver answered with response code ${reply.rcode}` : reply.fault
}
