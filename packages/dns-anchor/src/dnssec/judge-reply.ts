import type { DomainName } from '../wire/domain-name.js'
import type { DnsQuestion } from '../wire/dns-message.js'
import { recordType } from '../wire/record-type.js'
import type { Denial } from './denial.js'
import { findAnswer } from './find-answer.js'
import { readNsec, type Nsec } from './nsec.js'
import { proveByNsec, provesExpansionByNsec } from './nsec-proof.js'
import { readNsec3, type Nsec3 } from './nsec3.js'
import { proveByNsec3, provesExpansionByNsec3 } from './nsec3-proof.js'
import type { Reply } from './reply.js'
import type { Rrset } from './rrset.js'
import type { DnsFault } from './security.js'
import type { Validation } from './validation.js'
import { validationLimits } from './validation-budget.js'
import type { SecureZone } from './verify-rrset.js'

/** What a reply says, proved by the keys of one zone. */
export type ProvedReply =
  | { readonly kind: 'answer'; readonly rrset: Rrset; readonly optOut: boolean }
  | { readonly kind: 'alias'; readonly rrset: Rrset; readonly target: DomainName; readonly optOut: boolean }
  | { readonly kind: 'denied'; readonly proved: Denial }

/**
 * Judges a reply by the keys of the zone that the asked name is in.
 *
 * @throws ValidationLimitError
 */
export function judgeReply(
  reply: Reply,
  question: DnsQuestion,
  zone: SecureZone,
  validation: Validation,
): ProvedReply | DnsFault {
  const found = findAnswer(reply, question)
  if (found === undefined) return judgeDenial(reply, question, zone, validation)
  const { rrset } = found
  const verified = validation.verify(rrset, zone, reply)
  if (!verified.ok) return bogus('signature_invalid', `${validation.describe(rrset)}: ${verified.fault}`)
  let optOut = false
  const labels = rrset.name.labels.length - (rrset.name.isWildcard ? 1 : 0)
  if (verified.rrsig.labels < labels) {
    // Made from a wildcard, which is right only where the name itself does not exist (RFC 4035 section 5.3.4).
    // RFC 6672 section 5.3.2: a DNAME is not.
    const proved =
      rrset.type !== recordType.DNAME && provesExpansion(reply, rrset.name, verified.rrsig.labels, zone, validation)
    if (proved === false) {
      return bogus(
        'denial_unproved',
        `${validation.describe(rrset)}: made from a wildcard, without proof that it may be`,
      )
    }
    optOut = proved === 'opt-out'
  }
  if (found.kind === 'answer') return { kind: 'answer', rrset, optOut }
  if (found.target === undefined) return bogus('denial_unproved', `${validation.describe(rrset)}: leads to no name`)
  return { kind: 'alias', rrset, target: found.target, optOut }
}

function judgeDenial(
  reply: Reply,
  { name, type }: DnsQuestion,
  zone: SecureZone,
  validation: Validation,
): ProvedReply | DnsFault {
  const nsecs = verifiedNsecs(reply, zone, validation)
  const byNsec = proveByNsec(nsecs, zone.apex, name, type)
  if (byNsec.proved !== undefined) return { kind: 'denied', proved: byNsec.proved }
  const nsec3s = verifiedNsec3s(reply, zone, validation)
  const byNsec3 = proveByNsec3(nsec3s, zone.apex, name, type, validation.budget)
  if (byNsec3.proved !== undefined) return { kind: 'denied', proved: byNsec3.proved }
  const { fault, code } = nsec3s.length > 0 ? byNsec3 : { ...byNsec, code: undefined }
  return bogus(code ?? 'denial_unproved', `${validation.describe({ name, type })} is said not to exist: ${fault}`)
}

function provesExpansion(
  reply: Reply,
  name: DomainName,
  labels: number,
  zone: SecureZone,
  validation: Validation,
): boolean | 'opt-out' {
  const encloser = name.last(labels)
  if (provesExpansionByNsec(verifiedNsecs(reply, zone, validation), zone.apex, name, encloser)) return true
  return provesExpansionByNsec3(verifiedNsec3s(reply, zone, validation), name, encloser, validation.budget)
}

function verifiedNsecs(reply: Reply, zone: SecureZone, validation: Validation): Nsec[] {
  return verifiedDenials(reply, recordType.NSEC, zone, validation)
    .map((rrset) => readNsec(rrset.name, rrset.rdatas[0] as Buffer))
    .filter((nsec) => nsec !== undefined)
}

function verifiedNsec3s(reply: Reply, zone: SecureZone, validation: Validation): Nsec3[] {
  return verifiedDenials(reply, recordType.NSEC3, zone, validation)
    .map((rrset) => readNsec3(rrset.name, zone.apex, rrset.rdatas[0] as Buffer))
    .filter((nsec3) => nsec3 !== undefined)
}

function verifiedDenials(reply: Reply, type: number, zone: SecureZone, validation: Validation): Rrset[] {
  return reply.authority
    .filter((rrset) => rrset.type === type && rrset.rdatas.length === 1)
    .filter(({ signatures }) => signatures.some(({ signer }) => signer.equals(zone.apex)))
    .slice(0, validationLimits.denials)
    .filter((rrset) => {
      const verified = validation.verify(rrset, zone, reply)
      // These are never made from a wildcard: a server has each at its own name (RFC 4035 section 3.1.3).
      return verified.ok && verified.rrsig.labels === rrset.name.labels.length - (rrset.name.isWildcard ? 1 : 0)
    })
}

const bogus = (code: DnsFault['code'], reason: string): DnsFault => ({ security: 'bogus', code, reason })
