/**
 * The y coordinates, little-endian hex without sign bit, of the points of order 1, 2, 4 and 8. Under such a key
 * anybody can make signatures, and OpenSSL does not refuse it.
 */
const lowOrder: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

/**
 * Whether an Ed25519 public key is of low order, or not in the one form that RFC 8032 section 5.1.3 allows (y below p).
 *
 * @param bytes - 32 bytes
 */
export function isWeakEd25519Key(bytes: Uint8Array): boolean {
  const y = Buffer.from(bytes)
  y[31] = (y[31] as number) & 0x7f
  // p is 2^255 - 19: y is too large exactly where all bytes above the first are full and the first is 0xed or more.
  if ((y[0] as number) >= 0xed && y[31] === 0x7f && y.subarray(1, 31).every((byte) => byte === 0xff)) return true
  return lowOrder.has(y.toString('hex'))
}
