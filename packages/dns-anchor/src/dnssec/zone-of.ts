import type { DnsQuestion } from '../wire/dns-message.js'
import { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'
import { readDnskey } from './dnskey.js'
import { dsMatches, isSupportedDs, readDs, type DelegationSigner } from './ds.js'
import { judgeReply } from './judge-reply.js'
import { faultOf, isAnswered, type Asking, type NoReply, type Reply } from './reply.js'
import type { DnsFault } from './security.js'
import type { Validation } from './validation.js'
import { validationLimits } from './validation-budget.js'
import type { ZoneState } from './zone-state.js'

/**
 * Finds the zone that a name is in, from the root downwards, by asking for DS at each name between (RFC 4035 section
 * 5.2): a DS is a zone cut with keys, a proof of no DS one without or none at all.
 *
 * @throws ValidationLimitError
 */
export function* zoneOf(name: DomainName, validation: Validation): Asking<ZoneState> {
  let state = yield* rootZone(validation)
  for (let count = 1; count <= name.labels.length && state.security === 'secure'; count++) {
    const ancestor = name.last(count)
    const known = validation.zones.get(ancestor.text)
    state = known ?? (yield* descend(state, ancestor, validation))
    validation.zones.set(ancestor.text, state)
  }
  return state
}

type SecureState = ZoneState & { security: 'secure' }

function* rootZone(validation: Validation): Asking<ZoneState> {
  const known = validation.zones.get('.')
  if (known !== undefined) return known
  const anchors = validation.anchors.filter(isSupportedDs)
  const state: ZoneState =
    anchors.length === 0
      ? { security: 'indeterminate', code: 'key_mismatch', reason: 'no trust anchor is of a supported algorithm' }
      : yield* zoneWithKeys(DomainName.root, anchors, validation)
  validation.zones.set('.', state)
  return state
}

/** The zone that `name` is in, where its parent name is in `zone`. */
function* descend(zone: SecureState, name: DomainName, validation: Validation): Asking<ZoneState> {
  const question = { name, type: recordType.DS }
  const reply = yield* ask(question, validation)
  if (!isAnswered(reply)) return unreachable(validation.describe(question), faultOf(reply))
  const judged = judgeReply(reply, question, zone, validation)
  if ('security' in judged) return judged
  // An alias cannot stand at a zone cut (RFC 2181 section 10.1), nor can a cut below a DNAME (RFC 6672 section 2.4).
  if (judged.kind === 'alias') return zone
  if (judged.kind === 'answer') return yield* signedDelegation(name, judged.rrset.rdatas, validation)
  switch (judged.proved) {
    case 'nodata':
    case 'nxdomain':
      return zone
    case 'unsigned-delegation':
      return { security: 'insecure', code: 'unsigned', reason: `${name.text} is delegated without DS` }
    case 'opt-out':
      return { security: 'insecure', code: 'opt_out', reason: `${name.text} is in an opt-out span` }
  }
}

function* signedDelegation(name: DomainName, rdatas: readonly Buffer[], validation: Validation): Asking<ZoneState> {
  const supported = rdatas
    .slice(0, validationLimits.keysPerZone)
    .map(readDs)
    .filter((ds) => ds !== undefined)
    .filter(isSupportedDs)
  if (supported.length > 0) return yield* zoneWithKeys(name, supported, validation)
  // RFC 4035 section 5.2: treated as if it were not signed.
  const reason = `${name.text} is signed with algorithms or digests that are not supported`
  return { security: 'insecure', code: 'unsigned', reason }
}

/** Reads a zone's keys, which must be signed by one that `signers` name (RFC 4035 section 5.2). */
function* zoneWithKeys(
  apex: DomainName,
  signers: readonly DelegationSigner[],
  validation: Validation,
): Asking<ZoneState> {
  const question = { name: apex, type: recordType.DNSKEY }
  const reply = yield* ask(question, validation)
  if (!isAnswered(reply)) return unreachable(validation.describe(question), faultOf(reply))
  const rrset = reply.answer.find(({ name, type }) => type === recordType.DNSKEY && name.equals(apex))
  if (rrset === undefined) return mismatch(`${apex.text} has no DNSKEY, though DS or trust anchors name one`)
  if (rrset.rdatas.length > validationLimits.keysPerZone) {
    return { security: 'bogus', code: 'limit_exceeded', reason: `${apex.text} has ${rrset.rdatas.length} keys` }
  }
  const keys = rrset.rdatas.map(readOnce).filter((key) => key !== undefined)
  const trusted = keys.filter((key) => signers.some((ds) => dsMatches(ds, apex, key)))
  if (trusted.length === 0) return mismatch(`no key of ${apex.text} is one that DS or trust anchors name`)
  const verified = validation.verify(rrset, { apex, keys: trusted }, reply)
  if (!verified.ok) return mismatch(`the keys of ${apex.text}: ${verified.fault}`)
  return { security: 'secure', apex, keys }
}

/** Keys are kept with the RDATA, which lives as long as the reply does, so that they are imported once. */
function readOnce(rdata: Buffer): ReturnType<typeof readDnskey> {
  const known = read.get(rdata)
  if (known !== undefined) return known
  const key = readDnskey(rdata)
  if (key !== undefined) read.set(rdata, key)
  return key
}

const read = new WeakMap<Buffer, NonNullable<ReturnType<typeof readDnskey>>>()

/**
 * Asks one question, counted.
 *
 * @throws ValidationLimitError
 */
export function* ask(question: DnsQuestion, validation: Validation): Asking<Reply | NoReply> {
  validation.budget.takeQuestion()
  return yield question
}

const unreachable = (what: string, fault: string): DnsFault => ({
  security: 'indeterminate',
  code: 'unreachable',
  reason: `${what}: ${fault}`,
})

const mismatch = (reason: string): DnsFault => ({ security: 'bogus', code: 'key_mismatch', reason })
