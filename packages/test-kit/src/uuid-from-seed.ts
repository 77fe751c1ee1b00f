import { createHash } from 'node:crypto'

/** A UUID (version 4 in form) that is the same for the same seed. */
export function uuidFromSeed(seed: string): string {
  const bytes = createHash('sha256').update(`uuid/${seed}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
