import { base58 } from '@scure/base'
import type { VerificationMethod } from 'did-resolver'
import type { KeyPair, PublicJwk } from './keys.js'
import { TestKitError } from './test-kit-error.js'

/** The form in which a DID document shows a key. */
export type KeyForm = 'JsonWebKey2020' | 'Ed25519VerificationKey2018' | 'Ed25519VerificationKey2020' | 'Multikey'

// The varint codes of multicodec's table: ed25519-pub, p256-pub, secp256k1-pub.
const multicodec: Record<PublicJwk['crv'], number[]> = {
  Ed25519: [0xed, 0x01],
  'P-256': [0x80, 0x24],
  secp256k1: [0xe7, 0x01],
}

/**
 * The verification method of a key, as it stands in a DID document.
 *
 * @param id - the whole id, `did:…#key-1`
 * @throws TestKitError `invalid_argument` for an Ed25519 form of another key
 */
export function verificationMethod(
  pair: KeyPair,
  id: string,
  form: KeyForm = defaultKeyForm(pair),
): VerificationMethod {
  const { publicJwk } = pair
  const controller = id.slice(0, id.indexOf('#'))
  if (form.startsWith('Ed25519') && publicJwk.crv !== 'Ed25519') {
    throw new TestKitError(
      'invalid_argument',
      `an ${pair.algorithm} key has no form ${form}: use JsonWebKey2020 or Multikey`,
    )
  }
  switch (form) {
    case 'JsonWebKey2020':
      return { id, type: form, controller, publicKeyJwk: { ...publicJwk } }
    case 'Ed25519VerificationKey2018':
      return { id, type: form, controller, publicKeyBase58: base58.encode(publicBytes(publicJwk)) }
    case 'Ed25519VerificationKey2020':
    case 'Multikey':
      return { id, type: form, controller, publicKeyMultibase: multibase(publicJwk) }
  }
}

/** The form that cheqd's tools use for the algorithm. */
export function defaultKeyForm(pair: KeyPair): KeyForm {
  return pair.algorithm === 'EdDSA' ? 'Ed25519VerificationKey2020' : 'JsonWebKey2020'
}

function multibase(jwk: PublicJwk): string {
  return `z${base58.encode(Buffer.from([...multicodec[jwk.crv], ...publicBytes(jwk)]))}`
}

// Ed25519: the 32 bytes. EC: the compressed point (SEC 1, 2.3.3).
function publicBytes({ x, y }: PublicJwk): Uint8Array {
  const abscissa = Buffer.from(x, 'base64url')
  if (y === undefined) return abscissa
  const odd = (Buffer.from(y, 'base64url').at(-1) ?? 0) & 1
  return Buffer.from([2 + odd, ...abscissa])
}
