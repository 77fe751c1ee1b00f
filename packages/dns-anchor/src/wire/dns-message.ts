import { readCanonicalRdata } from './canonical-rdata.js'
import type { DomainName } from './domain-name.js'
import { recordType } from './record-type.js'
import { WireReader } from './wire-reader.js'

/** What is asked of a resolver, always in class IN. */
export interface DnsQuestion {
  readonly name: DomainName
  /** The number of the record type. */
  readonly type: number
}

/** A record of class IN. */
export interface ResourceRecord extends DnsQuestion {
  /** Seconds. */
  readonly ttl: number
  /** In canonical form (RFC 4034 section 6.2). */
  readonly rdata: Buffer
}

/** The response codes that mean something here (RFC 1035 section 4.1.1, RFC 2136 section 2.2); all others fail. */
export const responseCode = { NOERROR: 0, SERVFAIL: 2, NXDOMAIN: 3, REFUSED: 5, YXRRSET: 7, NXRRSET: 8, NOTAUTH: 9 }

/** A decoded response, without its additional section, which proves nothing. */
export interface DnsMessage {
  readonly id: number
  /** With the upper bits of EDNS (RFC 6891 section 6.1.3). */
  readonly rcode: number
  readonly isResponse: boolean
  readonly truncated: boolean
  /** The AD bit: the resolver says that it validated the answer (RFC 6840 section 5.8). */
  readonly authenticData: boolean
  readonly question: DnsQuestion | undefined
  readonly answer: readonly ResourceRecord[]
  readonly authority: readonly ResourceRecord[]
}

/** More records than a message of 64 KiB can hold where each is useful. */
const maxRecords = 2048

/**
 * Decodes a message (RFC 1035 section 4), strictly: all counts must hold and every name must be one.
 *
 * @param bytes - of one message, without the length that TCP puts before it
 * @returns undefined where the bytes are no such message
 */
export function decodeMessage(bytes: Uint8Array): DnsMessage | undefined {
  try {
    return decode(new WireReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function decode(reader: WireReader): DnsMessage | undefined {
  const id = reader.uint16()
  const flags = reader.uint16()
  const [questions, answers, authorities, additionals] = [
    reader.uint16(),
    reader.uint16(),
    reader.uint16(),
    reader.uint16(),
  ]
  if (questions > 1 || answers + authorities + additionals > maxRecords || ((flags >> 11) & 0xf) !== 0) return undefined
  let question: DnsQuestion | undefined
  if (questions === 1) {
    const name = reader.name()
    const type = reader.uint16()
    if (reader.uint16() !== classIn) return undefined
    question = { name, type }
  }
  const truncated = (flags & 0x0200) !== 0
  const head = {
    id,
    isResponse: (flags & 0x8000) !== 0,
    truncated,
    authenticData: (flags & 0x0020) !== 0,
    question,
  }
  // What stands in a truncated message is not used (RFC 2181 section 9), and may be cut anywhere.
  if (truncated) return { ...head, rcode: flags & 0xf, answer: [], authority: [] }
  const answer = readSection(reader, answers)
  const authority = readSection(reader, authorities)
  const upper = readExtendedCode(reader, additionals)
  return { ...head, rcode: (upper << 4) | (flags & 0xf), answer, authority }
}

const classIn = 1

function readSection(reader: WireReader, count: number): ResourceRecord[] {
  const records: ResourceRecord[] = []
  for (let index = 0; index < count; index++) {
    const { name, type, recordClass, ttl, data } = readRecord(reader)
    // RFC 2181 section 8: a TTL with the most significant bit set is zero.
    if (recordClass === classIn) {
      records.push({ name, type, ttl: ttl > 0x7fffffff ? 0 : ttl, rdata: readCanonicalRdata(type, data) })
    }
  }
  return records
}

/** The additional section is read for the upper bits of the response code alone. */
function readExtendedCode(reader: WireReader, count: number): number {
  let upper = 0
  for (let index = 0; index < count; index++) {
    const { type, ttl } = readRecord(reader)
    if (type === recordType.OPT) upper = ttl >>> 24
  }
  return upper
}

interface RawRecord {
  name: DomainName
  type: number
  recordClass: number
  ttl: number
  data: WireReader
}

function readRecord(reader: WireReader): RawRecord {
  const name = reader.name()
  const type = reader.uint16()
  const recordClass = reader.uint16()
  const ttl = reader.uint32()
  return { name, type, recordClass, ttl, data: reader.part(reader.uint16()) }
}
