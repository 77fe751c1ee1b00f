import { verify } from 'node:crypto'
import type { ImportedKey } from './imported-key.js'
import { keyTypeFor } from './key-type-for.js'

/**
 * Verifies a JWS signature (RFC 7515 section 5.2): EdDSA over Ed25519, ES256 and ES256K. An ECDSA signature is r and s,
 * 32 bytes each (RFC 7518 section 3.4, RFC 8812 section 3.2); either of its two values of s is taken, as JOSE asks.
 *
 * False also stands for an algorithm that is not implemented or does not fit the key: {@link keyTypeFor} tells these
 * apart beforehand.
 *
 * @param alg - the `alg` of the JWS header
 * @param key - a key from {@link importVerificationMethod} or {@link KeyCache}
 * @param signingInput - what was signed: for a JWS the ASCII `BASE64URL(header).BASE64URL(payload)`
 * @param signature - 64 bytes
 * @returns whether it verifies; never throws
 */
export function verifySignature(
  alg: string,
  key: ImportedKey,
  signingInput: string | Uint8Array,
  signature: Uint8Array,
): boolean {
  if (keyTypeFor(alg) !== key.type || signature.length !== 64) return false
  const data = typeof signingInput === 'string' ? Buffer.from(signingInput) : signingInput
  try {
    return key.type === 'Ed25519'
      ? verify(null, data, key.key, signature)
      : verify('sha256', data, { key: key.key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    // Node throws where the key is not of the kind that its label says: nothing was verified.
    return false
  }
}
