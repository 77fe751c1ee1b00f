import { createPublicKey, type KeyObject } from 'node:crypto'
import { ed25519PointRule } from './ed25519-point.js'

/** Reads a JWK that may stand in a DID document: RSA, EC on a NIST curve, or Ed25519; the private part is refused. */
export function parseJwk(text: string): KeyObject | string {
  const jwk = parseObject(text)
  // unverified against the chain: the words of jwx behind "can't parse jwk"
  if (jwk === undefined) return "can't parse jwk: failed to parse key"
  const { kty, crv } = jwk
  const known =
    kty === 'RSA' ||
    (kty === 'EC' && (crv === 'P-256' || crv === 'P-384' || crv === 'P-521')) ||
    (kty === 'OKP' && crv === 'Ed25519')
  // unverified against the chain: jwx reads secp256k1 only with a build tag that cheqd's Makefile does not set
  if (kty === 'EC' && !known) return "can't parse jwk: failed to parse key"
  if (!known) return unsupported(kty === 'OKP' ? 'PublicKey' : '')
  if (jwk.d !== undefined) return unsupported(kty === 'OKP' ? 'PrivateKey' : '')
  try {
    return createPublicKey({ key: jwk, format: 'jwk' })
  } catch {
    return "can't parse jwk: failed to parse key"
  }
}

/** Whether a verification method may carry this JWK (x/did/utils/crypto.go ValidateJWK). */
export function jwkRule(text: string): string | undefined {
  const key = parseJwk(text)
  if (typeof key === 'string') return key
  if (key.asymmetricKeyType !== 'ed25519') return undefined
  return ed25519PointRule(Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url'))
}

function unsupported(type: string): string {
  return `unsupported jwk type: ${type}. supported types are: rsa/pub, ecdsa/pub, ed25519/pub`
}

function parseObject(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, string>)
      : undefined
  } catch {
    return undefined
  }
}
