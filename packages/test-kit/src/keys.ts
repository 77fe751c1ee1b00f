import { createECDH, createHash, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import type { SignatureAlgorithm } from '@trustchains/core'

/** A public key as a JWK (RFC 7517, RFC 8037, RFC 8812), in the members that a DID document shows. */
export interface PublicJwk {
  kty: 'OKP' | 'EC'
  crv: 'Ed25519' | 'P-256' | 'secp256k1'
  x: string
  y?: string
}

/** A key pair for tests; it signs deterministically, so that a seed gives the same tokens every time. */
export interface KeyPair {
  algorithm: SignatureAlgorithm
  publicKey: KeyObject
  privateKey: KeyObject
  publicJwk: PublicJwk
  /** The signature over the input, of a text over its UTF-8: base64url, in JOSE form (RFC 7518 3.4: R and S for ECDSA). */
  sign(input: string | Uint8Array): string
}

interface Curve {
  crv: 'P-256' | 'secp256k1'
  /** OpenSSL's name. */
  openssl: string
  order: bigint
  // did-jwt signs ES256K with the lower S, and verifies no other.
  lowS: boolean
}

const curves: Record<'ES256' | 'ES256K', Curve> = {
  ES256: {
    crv: 'P-256',
    openssl: 'prime256v1',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    lowS: false,
  },
  ES256K: {
    crv: 'secp256k1',
    openssl: 'secp256k1',
    order: 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n,
    lowS: true,
  },
}

// RFC 8410: PrivateKeyInfo of an Ed25519 key, up to its 32 bytes.
const ed25519Pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Makes the key pair of a seed; not for use outside tests, since whoever knows the seed has the key. */
export function createKeyPair(algorithm: SignatureAlgorithm, seed: string): KeyPair {
  const secret = createHash('sha256').update(`${algorithm}/${seed}`).digest()
  return algorithm === 'EdDSA' ? createEdKeyPair(secret) : createEcKeyPair(algorithm, curves[algorithm], secret)
}

function createEdKeyPair(secret: Buffer): KeyPair {
  const privateKey = createPrivateKey({ key: Buffer.concat([ed25519Pkcs8, secret]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(privateKey)
  const { x } = publicKey.export({ format: 'jwk' })
  return {
    algorithm: 'EdDSA',
    privateKey,
    publicKey,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x: x as string },
    sign: (input) => sign(null, bytesOf(input), privateKey).toString('base64url'),
  }
}

function createEcKeyPair(algorithm: SignatureAlgorithm, curve: Curve, secret: Buffer): KeyPair {
  const scalar = toScalar(secret, curve)
  const [x, y] = multiplyBase(scalar, curve)
  const publicJwk: PublicJwk = { kty: 'EC', crv: curve.crv, x: x.toString('base64url'), y: y.toString('base64url') }
  const key = { ...publicJwk, d: toBytes(scalar).toString('base64url') }
  const privateKey = createPrivateKey({ key, format: 'jwk' })
  return {
    algorithm,
    privateKey,
    publicKey: createPublicKey(privateKey),
    publicJwk,
    sign: (input) => signEcdsa(input, scalar, curve).toString('base64url'),
  }
}

// node:crypto draws a random nonce for ECDSA, which would make every minted world different. This is FIPS 186-5
// section 6.4.1 with a nonce that is derived from key and message, and OpenSSL's point multiplication.
function signEcdsa(input: string | Uint8Array, scalar: bigint, curve: Curve): Buffer {
  const { order, lowS } = curve
  const digest = createHash('sha256').update(bytesOf(input)).digest()
  const nonce = toScalar(createHmac('sha256', toBytes(scalar)).update(digest).digest(), curve)
  const r = toBigInt(multiplyBase(nonce, curve)[0]) % order
  const s = (invert(nonce, order) * (toBigInt(digest) + r * scalar)) % order
  return Buffer.concat([toBytes(r), toBytes(lowS && s > order / 2n ? order - s : s)])
}

const bytesOf = (input: string | Uint8Array): Uint8Array => (typeof input === 'string' ? Buffer.from(input) : input)

function multiplyBase(scalar: bigint, { openssl }: Curve): [x: Buffer, y: Buffer] {
  const ecdh = createECDH(openssl)
  ecdh.setPrivateKey(toBytes(scalar))
  const point = ecdh.getPublicKey()
  return [point.subarray(1, 33), point.subarray(33, 65)]
}

// Fermat: the order is prime.
function invert(value: bigint, order: bigint): bigint {
  let result = 1n
  let base = value
  for (let exponent = order - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % order
    base = (base * base) % order
  }
  return result
}

function toScalar(bytes: Buffer, { order }: Curve): bigint {
  return (toBigInt(bytes) % (order - 1n)) + 1n
}

function toBigInt(bytes: Buffer): bigint {
  return BigInt(`0x${bytes.toString('hex')}`)
}

function toBytes(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex')
}
