import { createHash } from 'node:crypto'
import type { DomainName } from '../wire/domain-name.js'
import { WireReader } from '../wire/wire-reader.js'
import { readTypeBitmap, type TypeSet } from './type-bitmap.js'

/** A record that says which hashed name is next in its zone, and which types its own has (RFC 5155 section 3). */
export interface Nsec3 {
  /** The hash that is the first label of its owner. */
  readonly hash: Buffer
  readonly next: Buffer
  readonly optOut: boolean
  readonly iterations: number
  readonly salt: Buffer
  readonly types: TypeSet
}

/**
 * @param apex - of the zone that signed it; the owner is one label below (RFC 5155 section 3)
 * @returns undefined where it is malformed, or to be ignored: another hash than SHA-1 (RFC 5155 section 8.1) or flags
 *   that are not known (section 8.2)
 */
export function readNsec3(owner: DomainName, apex: DomainName, rdata: Buffer): Nsec3 | undefined {
  const hash = owner.parent.equals(apex) ? decodeBase32Hex(owner.labels[0]?.toString('latin1') ?? '') : undefined
  if (hash?.length !== 20) return undefined
  try {
    const reader = new WireReader(rdata)
    const algorithm = reader.uint8()
    const flags = reader.uint8()
    const iterations = reader.uint16()
    const salt = reader.take(reader.uint8())
    const next = reader.take(reader.uint8())
    const types = readTypeBitmap(reader.take(reader.remaining))
    if (algorithm !== 1 || flags > 1 || next.length !== 20 || types === undefined) return undefined
    return { hash, next, optOut: flags === 1, iterations, salt, types }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** The hash of a name (RFC 5155 section 5). */
export function hashName(name: DomainName, { iterations, salt }: Pick<Nsec3, 'iterations' | 'salt'>): Buffer {
  let hash = createHash('sha1').update(name.toWire()).update(salt).digest()
  for (let round = 0; round < iterations; round++) hash = createHash('sha1').update(hash).update(salt).digest()
  return hash
}

/** RFC 4648 section 7, without padding, 32 characters for 20 bytes; letters are in lower case here. */
function decodeBase32Hex(text: string): Buffer | undefined {
  if (!/^[0-9a-v]{32}$/.test(text)) return undefined
  const bytes = Buffer.alloc(20)
  let bits = 0
  let value = 0
  let offset = 0
  for (const character of text) {
    value = ((value << 5) | parseInt(character, 32)) & 0xfff
    bits += 5
    if (bits >= 8) bytes[offset++] = (value >> (bits -= 8)) & 0xff
  }
  return bytes
}
