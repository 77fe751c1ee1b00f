import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto'
import type { VerificationMethod } from '../proto/did-types.js'
import { parseJwk } from './jwk.js'
import { decodeBase58, decodeMultibaseKey } from './verification-material.js'

/**
 * Whether a signature over a payload verifies under a verification method (x/did/types VerifySignature): Ed25519 over
 * the bytes; ECDSA in ASN.1 DER over their SHA-256 (so the raw r‖s that the SDK's P-256 signer makes is refused, as on
 * the chain); RSA-PSS with SHA-256.
 */
export function verifyPayloadSignature(method: VerificationMethod, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKey(method)
  if (key === undefined) return false
  try {
    switch (key.asymmetricKeyType) {
      case 'ed25519':
        return verify(null, bytes, key, signature)
      case 'ec':
        return verify('sha256', bytes, { key, dsaEncoding: 'der' }, signature)
      case 'rsa':
        return verify(
          'sha256',
          bytes,
          { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
          signature,
        )
      default:
        return false
    }
  } catch {
    return false
  }
}

function publicKey(method: VerificationMethod): KeyObject | undefined {
  if (method.verificationMethodType === 'JsonWebKey2020') {
    const key = parseJwk(method.verificationMaterial)
    return typeof key === 'string' ? undefined : key
  }
  const of2020 = method.verificationMethodType === 'Ed25519VerificationKey2020'
  const bytes = of2020 ? decodeMultibaseKey(method.verificationMaterial) : decodeBase58(method.verificationMaterial)
  if (typeof bytes === 'string') return undefined
  const raw = of2020 ? bytes.subarray(2) : bytes
  if (raw.length !== 32) return undefined
  return createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
    format: 'jwk',
  })
}
