/**
 * The value of an entry of a list.
 *
 * @param size - bits of an entry
 * @param order - which bit of a byte comes first: `left` in W3C lists, their values assembled from the first bit up as
 * the least significant; `right` in IETF token lists (docs/rules.md, Lists)
 * @returns undefined where the list has no such entry
 */
export function statusValue(
  bits: Uint8Array,
  index: number,
  size: number,
  order: 'left' | 'right',
): number | undefined {
  const start = index * size
  if (start + size > bits.length * 8) return undefined
  let value = 0
  for (let bit = 0; bit < size; bit += 1) {
    const position = start + bit
    const within = position % 8
    const byte = bits[Math.floor(position / 8)] as number
    value |= ((byte >> (order === 'left' ? 7 - within : within)) & 1) << bit
  }
  return value
}
