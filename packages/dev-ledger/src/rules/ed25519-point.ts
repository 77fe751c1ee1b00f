const p = 2n ** 255n - 19n
const d = 37095705934669439343138083508754565189542113879843219016388785533085940283555n

/** Whether 32 bytes encode a point of the curve, as edwards25519's SetBytes judges it; undefined means that they do. */
export function ed25519PointRule(key: Uint8Array): string | undefined {
  if (key.length !== 32) return `ed25519: bad public key length: ${key.length}`
  const bytes = Uint8Array.from(key).reverse()
  bytes[0] = (bytes[0] ?? 0) & 0x7f
  const y = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) % p
  const u = mod(y * y - 1n)
  const v = mod(d * y * y + 1n)
  // x² = u/v has a root exactly when u·v is a square (Euler's criterion); v is never 0 on this curve.
  const euler = power(mod(u * v), (p - 1n) / 2n)
  return euler <= 1n ? undefined : 'edwards25519: invalid point encoding'
}

function mod(value: bigint): bigint {
  const rest = value % p
  return rest < 0n ? rest + p : rest
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  for (let factor = base, rest = exponent; rest > 0n; rest >>= 1n, factor = mod(factor * factor))
    if (rest & 1n) result = mod(result * factor)
  return result
}
