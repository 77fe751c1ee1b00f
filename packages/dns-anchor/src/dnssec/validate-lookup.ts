import type { DnsQuestion } from '../wire/dns-message.js'
import { responseCode } from '../wire/dns-message.js'
import type { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'
import { findAnswer } from './find-answer.js'
import { judgeReply, type ProvedReply } from './judge-reply.js'
import { faultOf, isAnswered, type Asking, type Reply } from './reply.js'
import type { DnsFault, DnsFaultCode, DnsSecurity } from './security.js'
import type { DelegationSigner } from './ds.js'
import { Validation } from './validation.js'
import { ValidationLimitError, validationLimits, type ValidationBudget } from './validation-budget.js'
import { ask, zoneOf } from './zone-of.js'

/** What a look-up found, and how far it can be believed. */
export interface LookupVerdict {
  readonly security: DnsSecurity
  /** Absent where `security` is `bogus` or `indeterminate`: then nothing is known. */
  readonly outcome?: 'answer' | 'nodata' | 'nxdomain'
  /** The name that has the records, after all aliases. */
  readonly name: DomainName
  /** RDATA in canonical form and order; empty unless `outcome` is `answer`. */
  readonly rdatas: readonly Buffer[]
  /** Why it is not secure. */
  readonly code?: DnsFaultCode
  readonly reason?: string
  /** Until when this can be known to hold, milliseconds since 1970: the earliest end of a TTL or a signature. */
  readonly expiresAt?: number
}

/**
 * Looks up the records of a name and type, and validates them up to a trust anchor (RFC 4035 section 5).
 *
 * @param at - the time at which signatures must hold, milliseconds since 1970
 * @param anchors - digests of the root's keys
 * @param call - what look-ups of a call may cost together; absent: this one may cost what one may
 * @returns asks questions one after the other, and ends with the verdict; never throws
 */
export function* validateLookup(
  question: DnsQuestion,
  at: number,
  anchors: readonly DelegationSigner[],
  call?: ValidationBudget,
): Asking<LookupVerdict> {
  const validation = new Validation(at, anchors, call)
  try {
    return yield* followAliases(question, validation)
  } catch (error) {
    if (!(error instanceof ValidationLimitError)) throw error
    const reason = `${validation.describe(question)}: ${error.message}`
    return failed(question.name, { security: 'bogus', code: 'limit_exceeded', reason })
  }
}

function* followAliases({ name: first, type }: DnsQuestion, validation: Validation): Asking<LookupVerdict> {
  let name = first
  let insecure: DnsFault | undefined
  for (let aliases = 0; aliases <= validationLimits.aliases; aliases++) {
    const step = yield* lookUpOnce({ name, type }, validation)
    if ('security' in step) return failed(name, step)
    insecure ??= step.insecure
    if (step.target === undefined) return finished(name, step, insecure, validation)
    name = step.target
  }
  const reason = `${validation.describe({ name: first, type })}: more than ${validationLimits.aliases} aliases`
  return failed(name, { security: 'bogus', code: 'limit_exceeded', reason })
}

/** What one question found, without following an alias. */
interface LookupStep {
  outcome: 'answer' | 'nodata' | 'nxdomain'
  rdatas: readonly Buffer[]
  target?: DomainName
  insecure?: DnsFault
}

function* lookUpOnce(question: DnsQuestion, validation: Validation): Asking<LookupStep | DnsFault> {
  const reply = yield* ask(question, validation)
  if (!isAnswered(reply)) {
    const reason = `${validation.describe(question)}: ${faultOf(reply)}`
    return { security: 'indeterminate', code: 'unreachable', reason }
  }
  // Where a zone above the name signed the answer, that settles it, and the names between need not be asked for. A zone
  // that signs for names below a cut of its own could as well have delegated otherwise.
  const signer = likelySigner(reply, question)
  const signed = signer && (yield* zoneOf(signer, validation))
  if (signed?.security === 'secure' && signed.apex.equals(signer as DomainName)) {
    const judged = judgeReply(reply, question, signed, validation)
    if (!('security' in judged)) return stepOf(judged, reply, question, validation)
  }
  const zone = yield* zoneOf(topOf(question), validation)
  if (zone.security === 'insecure') return unvalidatedStep(reply, question, zone, validation)
  if (zone.security !== 'secure') return zone
  const judged = judgeReply(reply, question, zone, validation)
  return 'security' in judged ? judged : stepOf(judged, reply, question, validation)
}

/** The lowest name whose zone can hold the records: DS stands in the parent's zone (RFC 4035 section 2.4). */
function topOf({ name, type }: DnsQuestion): DomainName {
  return type === recordType.DS ? name.parent : name
}

/** The lowest name above the question's that signatures in the reply name as their zone. */
function likelySigner(reply: Reply, question: DnsQuestion): DomainName | undefined {
  const found = findAnswer(reply, question)?.rrset
  const relevant = found === undefined ? reply.authority : [found]
  const top = found?.name ?? topOf(question)
  return relevant
    .filter(({ type }) => found !== undefined || type === recordType.NSEC || type === recordType.NSEC3)
    .slice(0, validationLimits.denials)
    .flatMap(({ signatures }) => signatures.slice(0, validationLimits.signaturesPerRrset))
    .map(({ signer }) => signer)
    .filter((signer) => top.isWithin(signer) && topOf(question).isWithin(signer))
    .reduce<DomainName | undefined>(
      (lowest, signer) => (lowest?.isWithin(signer) === true ? lowest : signer),
      undefined,
    )
}

function stepOf(judged: ProvedReply, reply: Reply, question: DnsQuestion, validation: Validation): LookupStep {
  const what = validation.describe(question)
  const optOut: DnsFault = { security: 'insecure', code: 'opt_out', reason: `${what} is in an opt-out span` }
  switch (judged.kind) {
    case 'answer':
      return { outcome: 'answer', rdatas: judged.rrset.rdatas, ...(judged.optOut && { insecure: optOut }) }
    case 'alias':
      return { outcome: 'nodata', rdatas: [], target: judged.target, ...(judged.optOut && { insecure: optOut }) }
    case 'denied':
      // In an opt-out span nothing is proved, and the resolver's word is all there is.
      if (judged.proved === 'opt-out') return { outcome: statedDenial(reply), rdatas: [], insecure: optOut }
      return { outcome: judged.proved === 'nxdomain' ? 'nxdomain' : 'nodata', rdatas: [] }
  }
}

const statedDenial = ({ rcode }: Reply): 'nodata' | 'nxdomain' =>
  rcode === responseCode.NXDOMAIN ? 'nxdomain' : 'nodata'

/** Takes a reply about an unsigned zone as it is. */
function unvalidatedStep(
  reply: Reply,
  question: DnsQuestion,
  insecure: DnsFault,
  validation: Validation,
): LookupStep | DnsFault {
  const found = findAnswer(reply, question)
  if (found === undefined) return { outcome: statedDenial(reply), rdatas: [], insecure }
  validation.boundBy(reply.readAt + found.rrset.ttl * 1000)
  if (found.kind === 'answer') return { outcome: 'answer', rdatas: found.rrset.rdatas, insecure }
  if (found.target !== undefined) return { outcome: 'nodata', rdatas: [], target: found.target, insecure }
  return { security: 'bogus', code: 'denial_unproved', reason: `${validation.describe(found.rrset)} leads to no name` }
}

function finished(
  name: DomainName,
  { outcome, rdatas }: LookupStep,
  insecure: DnsFault | undefined,
  { expiresAt }: Validation,
): LookupVerdict {
  return { security: 'secure', ...insecure, outcome, name, rdatas, ...(expiresAt !== undefined && { expiresAt }) }
}

const failed = (name: DomainName, fault: DnsFault): LookupVerdict => ({ ...fault, name, rdatas: [] })
