import type { DomainName } from '../wire/domain-name.js'
import type { ResourceRecord } from '../wire/dns-message.js'
import { recordType } from '../wire/record-type.js'

/** Classes of an update's records (RFC 2136 section 2.5): add, and delete exactly this record. */
const classes = { add: 1, remove: 254 } as const

/**
 * Encodes an update that adds or removes records one by one, and nothing else at their names (RFC 2136 sections 2.5.1 and
 * 2.5.4). A server makes all of it or nothing (section 3.4).
 *
 * @param id - 0 to 65535
 */
export function encodeUpdate(
  id: number,
  zone: DomainName,
  action: keyof typeof classes,
  records: readonly ResourceRecord[],
): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(id, 0)
  // Opcode 5.
  head.writeUInt16BE(0x2800, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 8)
  const zoneTail = Buffer.of(0, recordType.SOA, 0, 1)
  return Buffer.concat([head, zone.toWire(), zoneTail, ...records.map((record) => encodeRecord(record, action))])
}

function encodeRecord({ name, type, ttl, rdata }: ResourceRecord, action: keyof typeof classes): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(classes[action], 2)
  // Section 2.5.4: zero where a record is removed.
  fixed.writeUInt32BE(action === 'add' ? ttl : 0, 4)
  fixed.writeUInt16BE(rdata.length, 8)
  return Buffer.concat([name.toWire(), fixed, rdata])
}
