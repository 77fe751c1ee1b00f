import type { DnsMessage, DnsQuestion, ResourceRecord } from '../../src/wire/dns-message.js'

/** Writes a response to wire form, without compression. */
export function encodeMessage(
  question: DnsQuestion,
  { rcode = 0, answer = [], authority = [], id = 0 }: Partial<Omit<DnsMessage, 'question'>> = {},
): Buffer {
  const head = Buffer.alloc(12)
  head.writeUInt16BE(id, 0)
  head.writeUInt16BE(0x8180 | rcode, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(answer.length, 6)
  head.writeUInt16BE(authority.length, 8)
  return Buffer.concat([
    head,
    question.name.toWire(),
    numbers(2, question.type, 1),
    ...[...answer, ...authority].map(encodeRecord),
  ])
}

function encodeRecord({ name, type, ttl, rdata }: ResourceRecord): Buffer {
  return Buffer.concat([name.toWire(), numbers(2, type, 1), numbers(4, ttl), numbers(2, rdata.length), rdata])
}

/** Big-endian numbers of `size` bytes each. */
export function numbers(size: number, ...values: number[]): Buffer {
  return Buffer.concat(
    values.map((value) => {
      const bytes = Buffer.alloc(size)
      bytes.writeUIntBE(value, 0, size)
      return bytes
    }),
  )
}
