import { createHash, createPublicKey, ECDH } from 'node:crypto'
import { base58 } from '@scure/base'
import type { JsonObject } from '../types/json.js'
import type { ImportedKey, KeyImport, KeyType } from './imported-key.js'
import { readKeyMaterial, type KeyMaterial } from './key-material.js'
import { isWeakEd25519Key } from './weak-ed25519-key.js'

/** Multicodec prefixes as unsigned varints, hex: ed25519-pub 0xed, p256-pub 0x1200, secp256k1-pub 0xe7. */
const multicodecs: Readonly<Record<string, KeyType>> = { ed01: 'Ed25519', '8024': 'P-256', e701: 'secp256k1' }

/** Node's names of the curves. */
const curveNames = { 'P-256': 'prime256v1', secp256k1: 'secp256k1' } as const

// SubjectPublicKeyInfo of an uncompressed secp256k1 point up to the point (RFC 5480). Node imports it in half the time
// of a JWK, and the two other types faster from a JWK.
const secp256k1Spki = Buffer.from('3056301006072a8648ce3d020106052b8104000a034200', 'hex')

/**
 * Imports the public key of a verification method, strictly: lengths, points on their curve, and a JWK's `use`,
 * `key_ops` and `alg` must allow to verify; material given twice is refused; a private part is not read.
 *
 * Types: JsonWebKey2020, JsonWebKey, Ed25519VerificationKey2018, Ed25519VerificationKey2020, Multikey (ed25519-pub,
 * p256-pub, secp256k1-pub) and EcdsaSecp256k1VerificationKey2019. Node's Ed25519 import does not decompress the
 * point: 32 bytes that are none are imported and verify nothing (RFC 8032 section 5.1.7 step 1).
 *
 * @param method - a verification method of a DID document (DID Core 5.2)
 * @returns the key, or why there is none; never throws
 * @example
 * ```ts
 * const imported = importVerificationMethod({
 *   type: 'Ed25519VerificationKey2020',
 *   publicKeyMultibase: 'z6MkrCD1csqtgdj8sjrsu8jxcbeyP6m7LiK87NzhfWqio5yr',
 * })
 * if (imported.ok) imported.key.type // 'Ed25519'
 * ```
 */
export function importVerificationMethod(method: JsonObject): KeyImport {
  const read = readKeyMaterial(method)
  return read.ok ? importKeyMaterial(read.material) : read
}

/** Decodes and imports key material whose form was checked by {@link readKeyMaterial}. */
export function importKeyMaterial(material: KeyMaterial): KeyImport {
  const decoded = decode(material)
  if (decoded === undefined)
    return { ok: false, reason: 'The public key does not have the length or the prefix of its type.' }
  try {
    return { ok: true, key: importBytes(decoded.type, decoded.bytes) }
  } catch {
    // OpenSSL's errors say no more than this, and differ between versions.
    return { ok: false, reason: `The public key is no usable point of ${decoded.type}.` }
  }
}

/** The type and the raw bytes: 32 of Ed25519, else a point as SEC 1 section 2.3.3 encodes it. */
function decode({ encoding, type, text }: KeyMaterial): { type: KeyType; bytes: Uint8Array } | undefined {
  switch (encoding) {
    case 'jwk':
      return type && { type, bytes: type === 'Ed25519' ? Buffer.from(text, 'base64url') : pointOf(text) }
    case 'hex':
      return type && { type, bytes: Buffer.from(text, 'hex') }
    case 'base58': {
      const bytes = base58.decode(text)
      return type && fits(type, bytes) ? { type, bytes } : undefined
    }
    case 'multibase': {
      const prefixed = Buffer.from(base58.decode(text.slice(1)))
      const named = multicodecs[prefixed.toString('hex', 0, 2)]
      const bytes = prefixed.subarray(2)
      if (named === undefined || (type !== undefined && type !== named)) return undefined
      return fits(named, bytes) ? { type: named, bytes } : undefined
    }
  }
}

const pointOf = (coordinates: string): Uint8Array =>
  Buffer.concat([Buffer.of(4), ...coordinates.split('.').map((coordinate) => Buffer.from(coordinate, 'base64url'))])

/** Whether the length, and for a point its first byte, are right; the hybrid forms 06 and 07 are not. */
function fits(type: KeyType, bytes: Uint8Array): boolean {
  if (type === 'Ed25519') return bytes.length === 32
  return bytes[0] === 4 ? bytes.length === 65 : (bytes[0] === 2 || bytes[0] === 3) && bytes.length === 33
}

/** @throws where the bytes are no point of the curve, or one that must not be used */
function importBytes(type: KeyType, bytes: Uint8Array): ImportedKey {
  if (type === 'Ed25519') {
    if (isWeakEd25519Key(bytes)) throw new RangeError('weak key')
    const x = Buffer.from(bytes).toString('base64url')
    const key = createPublicKey({ key: { kty: 'OKP', crv: type, x }, format: 'jwk' })
    return { key, type, fingerprint: thumbprint(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`) }
  }
  const point = bytes.length === 65 ? bytes : decompress(type, bytes)
  const x = Buffer.from(point.subarray(1, 33)).toString('base64url')
  const y = Buffer.from(point.subarray(33)).toString('base64url')
  const key =
    type === 'P-256'
      ? createPublicKey({ key: { kty: 'EC', crv: type, x, y }, format: 'jwk' })
      : createPublicKey({ key: Buffer.concat([secp256k1Spki, point]), format: 'der', type: 'spki' })
  return { key, type, fingerprint: thumbprint(`{"crv":"${type}","kty":"EC","x":"${x}","y":"${y}"}`) }
}

const decompress = (type: 'P-256' | 'secp256k1', bytes: Uint8Array): Uint8Array =>
  ECDH.convertKey(bytes, curveNames[type], undefined, undefined, 'uncompressed') as Buffer

/** RFC 7638 section 3; the argument is the canonical JSON of the required members. */
const thumbprint = (canonicalJwk: string): string => createHash('sha256').update(canonicalJwk).digest('base64url')
