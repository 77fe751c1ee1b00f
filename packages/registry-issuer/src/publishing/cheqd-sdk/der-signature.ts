/**
 * An ECDSA signature of 64 bytes, r and s, as ASN.1 DER (RFC 3279 section 2.2.3): the form in which the ledger verifies
 * P-256 (x/did/utils VerifyASN1), while JOSE and so the agent's key managers write r and s side by side.
 */
export function derSignature(raw: Uint8Array): Uint8Array {
  if (raw.length !== 64) throw new RangeError(`an ECDSA P-256 signature has 64 bytes, not ${String(raw.length)}`)
  const parts = [derInteger(raw.subarray(0, 32)), derInteger(raw.subarray(32))]
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return Buffer.concat([Buffer.from([0x30, length]), ...parts])
}

/** Without leading zeros, but for the one that keeps the number positive. */
function derInteger(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const digits = first < 0 ? bytes.subarray(-1) : bytes.subarray(first)
  const sign = (digits[0] ?? 0) >= 0x80 ? [0] : []
  return Buffer.from([0x02, digits.length + sign.length, ...sign, ...digits])
}
