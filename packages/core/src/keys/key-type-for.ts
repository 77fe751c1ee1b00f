import type { SignatureAlgorithm } from '../types/policy.js'
import type { KeyType } from './imported-key.js'

const keyTypes: ReadonlyMap<string, KeyType> = new Map<SignatureAlgorithm, KeyType>([
  ['EdDSA', 'Ed25519'],
  ['ES256', 'P-256'],
  ['ES256K', 'secp256k1'],
])

/**
 * The type of key that a JOSE algorithm needs (RFC 8037, RFC 7518, RFC 8812).
 *
 * @param alg - the `alg` of a JWS header, as written
 * @returns undefined for every algorithm that is not implemented, `none` and `HS256` among them
 */
export function keyTypeFor(alg: string): KeyType | undefined {
  return keyTypes.get(alg)
}
