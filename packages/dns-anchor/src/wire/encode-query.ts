import { recordType } from './record-type.js'
import type { DnsQuestion } from './dns-message.js'

/** The largest answer asked for over UDP, bytes: it fits a packet that nothing on the way fragments. */
export const udpPayloadSize = 1232

/** How a question is put. */
export interface QueryOptions {
  /** 0 to 65535. */
  id: number
  /**
   * `checking-disabled`: the answer as it is, with signatures, whatever the resolver thinks of it (RFC 6840 section
   * 5.9). `authentic-data`: what the resolver validated, and whether it did (section 5.7).
   */
  mode: 'checking-disabled' | 'authentic-data'
  /** Bits that choose the case of the name's letters, one after the other; lower case where they end (0x20). */
  caseBits?: Uint8Array
}

/** Encodes a query that asks for recursion and for DNSSEC records (DO, RFC 4035 section 4.1), with EDNS(0). */
export function encodeQuery(question: DnsQuestion, { id, mode, caseBits }: QueryOptions): Buffer {
  const name = question.name.toWire()
  if (caseBits !== undefined) mixCase(name, caseBits)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(id, 0)
  // RD, and CD or AD.
  head.writeUInt16BE(mode === 'checking-disabled' ? 0x0110 : 0x0120, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(1, 10)
  const tail = Buffer.alloc(4)
  tail.writeUInt16BE(question.type, 0)
  tail.writeUInt16BE(1, 2)
  const opt = Buffer.alloc(11)
  opt.writeUInt16BE(recordType.OPT, 1)
  opt.writeUInt16BE(udpPayloadSize, 3)
  // The DO bit stands in what is elsewhere the TTL (RFC 6891 section 6.1.3).
  opt.writeUInt16BE(0x8000, 7)
  return Buffer.concat([head, name, tail, opt])
}

/** Changes letters to upper case; length bytes of labels are below 64 and so never letters. */
function mixCase(name: Buffer, bits: Uint8Array): void {
  let used = 0
  for (let index = 0; index < name.length; index++) {
    const byte = name[index] as number
    if (byte < 0x61 || byte > 0x7a) continue
    if ((((bits[used >> 3] ?? 0) >> (used & 7)) & 1) === 1) name[index] = byte - 0x20
    used++
  }
}
