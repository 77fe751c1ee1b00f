import type { JsonObject, JsonValue } from '../types/json.js'
import type { KeyType } from './imported-key.js'

/** Key material as a verification method writes it: checked in form, not decoded. */
export interface KeyMaterial {
  encoding: 'jwk' | 'base58' | 'multibase' | 'hex'
  /** Absent for a Multikey, whose prefix says it. */
  type?: KeyType
  /** The material's own characters, all within its alphabet; for an elliptic-curve JWK `x.y`. */
  text: string
}

/** The material of a verification method, or a sentence that says why it can't be used. */
export type KeyMaterialResult = { ok: true; material: KeyMaterial } | { ok: false; reason: string }

// 32 bytes in base64url without padding (RFC 7515 section 2): the last character carries 4 bits, its low two are zero.
const base64url32 = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/
// Decoding base58 takes time quadratic in its length. 65 bytes are at most 89 characters; a Multikey has 36 at most,
// which are 50, so that an uncompressed point, which it must not hold, is too long.
const base58 = /^[1-9A-HJ-NP-Za-km-z]{1,96}$/
const multibase58 = /^z[1-9A-HJ-NP-Za-km-z]{1,64}$/
const hexPoint = /^(?:0[23][0-9A-Fa-f]{64}|04[0-9A-Fa-f]{128})$/

const algorithmsOf: Record<KeyType, readonly string[]> = {
  // RFC 9864 gives EdDSA over this curve the name `Ed25519` too.
  Ed25519: ['EdDSA', 'Ed25519'],
  'P-256': ['ES256'],
  secp256k1: ['ES256K'],
}

const refused = (reason: string): { ok: false; reason: string } => ({ ok: false, reason })

/**
 * Finds the one piece of key material in a verification method and checks its form: the members that its `type`
 * defines, lengths and alphabets. Nothing is decoded here, so that a {@link KeyCache} can look it up cheaply.
 *
 * @param method - a verification method of a DID document (DID Core 5.2)
 */
export function readKeyMaterial(method: JsonObject): KeyMaterialResult {
  let member: string | undefined
  for (const name of Object.keys(method)) {
    if (!name.startsWith('publicKey')) continue
    // DID Core 5.2.1: a method must not hold one key in several properties; two keys would leave open which one counts.
    if (member !== undefined) return refused('The verification method has more than one public key member.')
    member = name
  }
  if (member === undefined) return refused('The verification method has no public key.')
  const value = method[member]
  switch (method.type) {
    case 'JsonWebKey2020':
    case 'JsonWebKey':
      return member === 'publicKeyJwk' ? readJwk(value) : wrongMember(member)
    case 'Ed25519VerificationKey2018':
      return member === 'publicKeyBase58' ? readText('base58', base58, value, 'Ed25519') : wrongMember(member)
    case 'Ed25519VerificationKey2020':
      return member === 'publicKeyMultibase'
        ? readText('multibase', multibase58, value, 'Ed25519')
        : wrongMember(member)
    case 'Multikey':
      return member === 'publicKeyMultibase' ? readText('multibase', multibase58, value) : wrongMember(member)
    case 'EcdsaSecp256k1VerificationKey2019':
      if (member === 'publicKeyJwk') return readJwk(value, 'secp256k1')
      if (member === 'publicKeyHex') return readText('hex', hexPoint, value, 'secp256k1')
      return member === 'publicKeyBase58' ? readText('base58', base58, value, 'secp256k1') : wrongMember(member)
    default:
      return refused('The type of the verification method is not supported.')
  }
}

function wrongMember(member: string): KeyMaterialResult {
  return refused(`The type of the verification method does not define its member ${member.slice(0, 32)}.`)
}

function readText(
  encoding: KeyMaterial['encoding'],
  form: RegExp,
  value: JsonValue | undefined,
  type?: KeyType,
): KeyMaterialResult {
  // The bound on the length is in the form, and a match of it stops there.
  if (typeof value !== 'string' || !form.test(value))
    return refused(`The public key is not ${encoding} of a key's length.`)
  return { ok: true, material: type === undefined ? { encoding, text: value } : { encoding, type, text: value } }
}

function readJwk(jwk: JsonValue | undefined, expected?: KeyType): KeyMaterialResult {
  if (typeof jwk !== 'object' || jwk === null || Array.isArray(jwk))
    return refused('The publicKeyJwk is not an object.')
  const type = typeOfJwk(jwk)
  if (type === undefined) return refused('The JWK is of no supported kty and crv.')
  if (expected !== undefined && type !== expected) return refused(`The JWK's crv is not ${expected}.`)
  const contradiction = contradictionIn(jwk, type)
  if (contradiction !== undefined) return refused(contradiction)
  if (typeof jwk.x !== 'string' || !base64url32.test(jwk.x)) return refused("The JWK's x is not base64url of 32 bytes.")
  if (type === 'Ed25519') return { ok: true, material: { encoding: 'jwk', type, text: jwk.x } }
  if (typeof jwk.y !== 'string' || !base64url32.test(jwk.y)) return refused("The JWK's y is not base64url of 32 bytes.")
  return { ok: true, material: { encoding: 'jwk', type, text: `${jwk.x}.${jwk.y}` } }
}

function typeOfJwk(jwk: JsonObject): KeyType | undefined {
  if (jwk.kty === 'OKP') return jwk.crv === 'Ed25519' ? 'Ed25519' : undefined
  if (jwk.kty !== 'EC') return undefined
  return jwk.crv === 'P-256' || jwk.crv === 'secp256k1' ? jwk.crv : undefined
}

/** What of RFC 7517 sections 4.2 to 4.4 forbids to verify with the key. */
function contradictionIn(jwk: JsonObject, type: KeyType): string | undefined {
  if (jwk.use !== undefined && jwk.use !== 'sig') return "The JWK's use is not sig."
  if (jwk.alg !== undefined && !algorithmsOf[type].includes(jwk.alg as string))
    return "The JWK's alg does not fit its crv."
  if (jwk.key_ops === undefined) return undefined
  const operations = jwk.key_ops
  if (!Array.isArray(operations) || operations.length > 16 || !operations.includes('verify')) {
    return "The JWK's key_ops do not contain verify."
  }
  return new Set(operations).size < operations.length ? "The JWK's key_ops name an operation twice." : undefined
}
