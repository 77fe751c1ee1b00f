import { createHmac, timingSafeEqual } from 'node:crypto'
import type { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'
import { WireReader } from '../wire/wire-reader.js'

/** A key that signs messages between us and one name server. */
export interface TsigKey {
  readonly name: DomainName
  readonly algorithm: 'sha256' | 'sha512'
  /** `hmac-sha256.` or `hmac-sha512.` (RFC 8945 section 6). */
  readonly algorithmName: DomainName
  readonly secret: Buffer
}

/** How far the clocks may differ, seconds (RFC 8945 section 10 recommends it). */
const fudge = 300

/** A signed message, and the signature that the answer's depends on. */
export interface SignedMessage {
  readonly message: Buffer
  readonly mac: Buffer
}

/**
 * Signs a message (RFC 8945 section 4.3).
 *
 * @param message - without a TSIG record
 * @param now - milliseconds since 1970
 */
export function signMessage(message: Buffer, key: TsigKey, now: number): SignedMessage {
  const time = time48(Math.floor(now / 1000))
  const mac = hmac(key, message, variables(key, time, uint16(fudge), uint16(0), Buffer.alloc(0)))
  const rdata = Buffer.concat([
    ...[key.algorithmName.toWire(), time, uint16(fudge), uint16(mac.length), mac],
    ...[message.subarray(0, 2), uint16(0), uint16(0)],
  ])
  const record = Buffer.concat([
    key.name.toWire(),
    uint16(recordType.TSIG),
    uint16(255),
    Buffer.alloc(4),
    uint16(rdata.length),
    rdata,
  ])
  const signed = Buffer.concat([message, record])
  signed.writeUInt16BE(signed.readUInt16BE(10) + 1, 10)
  return { message: signed, mac }
}

/** What the signature of an answer is worth; `error` is the server's TSIG error (RFC 8945 section 3), 0 for none. */
export interface AnswerSignature {
  readonly valid: boolean
  readonly error: number
}

/**
 * Verifies the signature of an answer (RFC 8945 section 5.3).
 *
 * @param requestMac - of the message that it answers
 * @param now - milliseconds since 1970
 */
export function verifyAnswer(answer: Buffer, requestMac: Buffer, key: TsigKey, now: number): AnswerSignature {
  try {
    const found = readTsig(answer)
    if (found === undefined) return { valid: false, error: 0 }
    const { start, name, algorithm, time, allowed, mac, error, other } = found
    const unsigned = Buffer.from(answer.subarray(0, start))
    unsigned.writeUInt16BE(unsigned.readUInt16BE(10) - 1, 10)
    const signed = [uint16(requestMac.length), requestMac, unsigned]
    const expected = hmac(key, Buffer.concat(signed), variables(key, time, allowed, uint16(error), other))
    const inTime = Math.abs(now / 1000 - time.readUIntBE(0, 6)) <= allowed.readUInt16BE(0)
    const sameKey = name.equals(key.name) && algorithm.equals(key.algorithmName)
    const valid = sameKey && inTime && mac.length === expected.length && timingSafeEqual(mac, expected)
    return { valid: valid && error === 0, error }
  } catch (error) {
    if (error instanceof RangeError) return { valid: false, error: 0 }
    throw error
  }
}

/** The TSIG record, which is the last of the message (RFC 8945 section 5.1). */
function readTsig(message: Buffer) {
  const reader = new WireReader(message)
  reader.take(4)
  const counts = [reader.uint16(), reader.uint16(), reader.uint16(), reader.uint16()] as const
  for (let index = 0; index < counts[0]; index++) {
    reader.name()
    reader.take(4)
  }
  const records = counts[1] + counts[2] + counts[3]
  for (let index = 1; index < records; index++) {
    reader.name()
    reader.take(8)
    reader.take(reader.uint16())
  }
  if (counts[3] === 0) return undefined
  const start = reader.offset
  const name = reader.name()
  if (reader.uint16() !== recordType.TSIG) return undefined
  reader.take(8)
  const algorithm = reader.name()
  const [time, allowed] = [reader.take(6), reader.take(2)]
  const mac = reader.take(reader.uint16())
  reader.take(2)
  const error = reader.uint16()
  return { start, name, algorithm, time, allowed, mac, error, other: reader.take(reader.uint16()) }
}

/** RFC 8945 section 4.3.3. */
const variables = (key: TsigKey, time: Buffer, allowed: Buffer, error: Buffer, other: Buffer): Buffer =>
  Buffer.concat([
    ...[key.name.toWire(), uint16(255), Buffer.alloc(4), key.algorithmName.toWire()],
    ...[time, allowed, error, uint16(other.length), other],
  ])

const hmac = ({ algorithm, secret }: TsigKey, ...parts: Buffer[]): Buffer =>
  createHmac(algorithm, secret).update(Buffer.concat(parts)).digest()

function time48(seconds: number): Buffer {
  const bytes = Buffer.alloc(6)
  bytes.writeUIntBE(seconds, 0, 6)
  return bytes
}

function uint16(value: number): Buffer {
  return Buffer.of(value >> 8, value & 0xff)
}
