import type { DomainName } from '../wire/domain-name.js'
import type { DnsQuestion } from '../wire/dns-message.js'
import { recordType } from '../wire/record-type.js'
import { WireReader } from '../wire/wire-reader.js'
import type { Reply } from './reply.js'
import type { Rrset } from './rrset.js'

/** The RRset of an answer section that answers a question, or the alias that leads on. */
export type FoundAnswer =
  | { readonly kind: 'answer'; readonly rrset: Rrset }
  | {
      readonly kind: 'alias'
      readonly rrset: Rrset
      /** Absent where the record does not lead to a name (too long a one, or two at once). */
      readonly target: DomainName | undefined
    }

/**
 * Finds what answers the question. Only the first step of a chain of aliases is looked at: what it leads to is asked for
 * by itself.
 *
 * @returns undefined where nothing in the section is about the name
 */
export function findAnswer(reply: Reply, { name, type }: DnsQuestion): FoundAnswer | undefined {
  const rrset = reply.answer.find((set) => set.type === type && set.name.equals(name))
  if (rrset !== undefined) return { kind: 'answer', rrset }
  // Before a CNAME: the one made from a DNAME bears no signature (RFC 6672 section 5.3.1).
  const dname = reply.answer.find((set) => set.type === recordType.DNAME && name.isBelow(set.name))
  if (dname !== undefined) return { kind: 'alias', rrset: dname, target: rename(name, dname) }
  const cname = reply.answer.find((set) => set.type === recordType.CNAME && set.name.equals(name))
  return cname && { kind: 'alias', rrset: cname, target: targetOf(cname) }
}

/** The names of RDATA are checked where the message is read. Two CNAMEs or DNAMEs at one name are none (RFC 2181 10.1). */
function targetOf({ rdatas }: Rrset): DomainName | undefined {
  const [rdata, second] = rdatas
  return rdata === undefined || second !== undefined ? undefined : new WireReader(rdata).name(false)
}

/** RFC 6672 section 2.2; undefined where the new name is too long. */
function rename(name: DomainName, dname: Rrset): DomainName | undefined {
  const target = targetOf(dname)
  return target?.prepend(...name.labels.slice(0, name.labels.length - dname.name.labels.length))
}
