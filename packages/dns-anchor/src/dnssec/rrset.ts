import type { DnsQuestion, ResourceRecord } from '../wire/dns-message.js'
import { recordType } from '../wire/record-type.js'
import { readRrsig, type Rrsig } from './rrsig.js'

/** All records of one name and type in one section of a message, with the signatures over them. */
export interface Rrset extends DnsQuestion {
  /** Seconds, the least of its records. */
  readonly ttl: number
  /** Canonical RDATA, each once, in canonical order (RFC 4034 section 6.3). */
  readonly rdatas: readonly Buffer[]
  readonly signatures: readonly Rrsig[]
}

/**
 * Gathers the records of a section into RRsets. Signatures are joined to the set of the name and type they cover
 * (RFC 4035 section 2.2); a malformed one counts as absent, as does one that covers nothing that is there.
 */
export function groupRrsets(records: readonly ResourceRecord[]): Rrset[] {
  const sets = new Map<string, { first: ResourceRecord; ttl: number; rdatas: Buffer[]; signatures: Rrsig[] }>()
  for (const record of records) {
    if (record.type === recordType.RRSIG) continue
    const key = keyOf(record)
    const set = sets.get(key)
    if (set === undefined) sets.set(key, { first: record, ttl: record.ttl, rdatas: [record.rdata], signatures: [] })
    else {
      set.rdatas.push(record.rdata)
      set.ttl = Math.min(set.ttl, record.ttl)
    }
  }
  for (const { name, type, ttl, rdata } of records) {
    if (type !== recordType.RRSIG) continue
    const rrsig = readRrsig(rdata, ttl)
    if (rrsig !== undefined) sets.get(keyOf({ name, type: rrsig.typeCovered }))?.signatures.push(rrsig)
  }
  return [...sets.values()].map(({ first: { name, type }, ttl, rdatas, signatures }) => {
    return { name, type, ttl, rdatas: inCanonicalOrder(rdatas), signatures }
  })
}

const keyOf = ({ name, type }: DnsQuestion): string => `${String(type)} ${name.text}`

/** Sorted as left-justified unsigned bytes; of equal ones one is kept (RFC 4034 section 6.3). */
function inCanonicalOrder(rdatas: readonly Buffer[]): Buffer[] {
  const sorted = [...rdatas].sort((a, b) => Buffer.compare(a, b))
  return sorted.filter((rdata, index) => index === 0 || !rdata.equals(sorted[index - 1] as Buffer))
}
