/** The types that a name has, of an NSEC or NSEC3 record. */
export type TypeSet = ReadonlySet<number>

/**
 * Reads a type bit map (RFC 4034 section 4.1.2), strictly: windows in rising order, 1 to 32 bytes each.
 *
 * @returns undefined where it is malformed
 */
export function readTypeBitmap(bytes: Buffer): TypeSet | undefined {
  const types = new Set<number>()
  let previous = -1
  for (let offset = 0; offset < bytes.length;) {
    const window = bytes[offset] as number
    const length = bytes[offset + 1] ?? 0
    if (window <= previous || length < 1 || length > 32 || offset + 2 + length > bytes.length) return undefined
    for (let index = 0; index < length * 8; index++) {
      const byte = bytes[offset + 2 + (index >> 3)] as number
      if ((byte & (0x80 >> (index & 7))) !== 0) types.add(window * 256 + index)
    }
    previous = window
    offset += 2 + length
  }
  return types
}
