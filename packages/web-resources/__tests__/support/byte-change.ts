import fc from 'fast-check'

/** Something that happens to bytes on their way. */
export interface ByteChange {
  how: 'flip' | 'set' | 'remove' | 'insert' | 'cut' | 'double' | 'swap'
  /** Where, of all places there are. */
  at: number
  /** Another place. */
  to: number
  by: number
}

/** Any change of bytes. */
export const byteChange: fc.Arbitrary<ByteChange> = fc.record({
  how: fc.constantFrom('flip', 'set', 'remove', 'insert', 'cut', 'double', 'swap'),
  at: fc.nat(),
  to: fc.nat(),
  by: fc.nat({ max: 255 }),
})

/** Changed bytes; the same where there is nothing to change. */
export function changedBytes(bytes: Buffer, { how, at, to, by }: ByteChange): Buffer {
  const place = at % (bytes.length + 1)
  const other = to % (bytes.length + 1)
  const [from, until] = [Math.min(place, other), Math.max(place, other)]
  const before = bytes.subarray(0, from)
  const after = bytes.subarray(until)
  if (how === 'cut') return Buffer.from(before)
  if (how === 'remove') return Buffer.concat([before, after])
  if (how === 'double') return Buffer.concat([bytes.subarray(0, until), bytes.subarray(from)])
  if (how === 'insert') return Buffer.concat([bytes.subarray(0, place), Buffer.from([by]), bytes.subarray(place)])
  const copy = Buffer.from(bytes)
  const byte = copy[place]
  if (byte === undefined) return copy
  if (how === 'flip') copy[place] = byte ^ (1 << (by % 8))
  else if (how === 'set') copy[place] = by
  else [copy[place], copy[other]] = [copy[other] ?? byte, byte]
  return copy
}
