import { gzipSync } from 'node:zlib'
import { statusValue } from '@trustchains/core'

/** The bits of a W3C list, of entries of some bits each; the leftmost bit of a byte comes first. */
export interface ListBits {
  bits: Uint8Array
  /** Bits of an entry. */
  size: number
}

/** The value of an entry; undefined where the list has no such entry. */
export const valueAt = ({ bits, size }: ListBits, index: number): number | undefined =>
  statusValue(bits, index, size, 'left')

/** Puts an entry's value into the bits, as {@link valueAt} reads it: its first bit is the least significant. */
export function putValue({ bits, size }: ListBits, index: number, value: number): void {
  for (let bit = 0; bit < size; bit += 1) {
    const position = index * size + bit
    const mask = 0x80 >> (position % 8)
    const byte = bits[Math.floor(position / 8)] as number
    bits[Math.floor(position / 8)] = (value >> bit) & 1 ? byte | mask : byte & ~mask
  }
}

/** Entries that differ, each with its value in `after`. Lists of different length differ in nothing else. */
export function differences(before: ListBits, after: ListBits): { index: number; value: number }[] {
  const found: { index: number; value: number }[] = []
  const bytes = Math.min(before.bits.length, after.bits.length)
  for (let byte = 0; byte < bytes; byte += 1) {
    if (before.bits[byte] === after.bits[byte]) continue
    // An entry never crosses a byte where its size divides 8; others are looked at from the byte that they begin in.
    const first = Math.max(0, Math.floor((byte * 8) / before.size))
    const last = Math.floor((byte * 8 + 7) / before.size)
    for (let index = first; index <= last; index += 1) {
      const value = valueAt(after, index)
      if (value === undefined || value === valueAt(before, index) || found.at(-1)?.index === index) continue
      found.push({ index, value })
    }
  }
  return found
}

/** The bits as a list carries them: gzip in base64url (Bitstring Status List 1.0 section 3.3), without multibase prefix. */
export const encodeBits = ({ bits }: ListBits): string =>
  gzipSync(bits, { level: 9, memLevel: 9 }).toString('base64url')
