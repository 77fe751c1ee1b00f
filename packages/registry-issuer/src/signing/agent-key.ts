import { ECDH } from 'node:crypto'
import { importVerificationMethod, type JsonObject } from '@trustchains/core'
import type { IKey } from '@veramo/core-types'

/** The JOSE algorithm that Veramo signs a JWT with for a key of this type; undefined for one that can't sign any. */
export function joseAlgorithm(key: IKey): 'EdDSA' | 'ES256' | 'ES256K' | undefined {
  if (key.type === 'Ed25519') return 'EdDSA'
  if (key.type === 'Secp256r1') return 'ES256'
  return key.type === 'Secp256k1' ? 'ES256K' : undefined
}

/** The JWK thumbprint (RFC 7638) of an agent's key, to find it in a DID document; undefined where it has none. */
export function fingerprintOfKey(key: IKey): string | undefined {
  const method = verificationMethodOf(key)
  const imported = method && importVerificationMethod(method)
  return imported?.ok === true ? imported.key.fingerprint : undefined
}

function verificationMethodOf(key: IKey): JsonObject | undefined {
  const bytes = Buffer.from(key.publicKeyHex, 'hex')
  switch (key.type) {
    case 'Ed25519':
      return { type: 'JsonWebKey2020', publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') } }
    case 'Secp256k1':
      return { type: 'EcdsaSecp256k1VerificationKey2019', publicKeyHex: key.publicKeyHex }
    case 'Secp256r1':
      return p256Method(bytes)
    default:
      return undefined
  }
}

function p256Method(point: Buffer): JsonObject | undefined {
  try {
    const raw = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed') as Buffer
    const [x, y] = [raw.subarray(1, 33), raw.subarray(33)].map((part) => part.toString('base64url'))
    return { type: 'JsonWebKey2020', publicKeyJwk: { kty: 'EC', crv: 'P-256', x: x as string, y: y as string } }
  } catch {
    // A key whose public part is no point is not in any DID document.
    return undefined
  }
}
