import { createPublicKey, verify, type KeyObject } from 'node:crypto'

interface Algorithm {
  /** The name of the hash, or null where the signature scheme has its own. */
  readonly hash: 'sha256' | 'sha384' | 'sha512' | null
  /** @returns undefined where the bytes are no key of this algorithm */
  readonly importKey: (bytes: Buffer) => KeyObject | undefined
  /** Bytes of a signature, where all have the same. */
  readonly signatureLength?: number
}

const elliptic = (crv: string, size: number) => (bytes: Buffer) =>
  bytes.length === 2 * size
    ? importJwk({ kty: 'EC', crv, x: base64url(bytes.subarray(0, size)), y: base64url(bytes.subarray(size)) })
    : undefined

const edwards = (crv: string, size: number) => (bytes: Buffer) =>
  bytes.length === size ? importJwk({ kty: 'OKP', crv, x: base64url(bytes) }) : undefined

/** IANA's DNSSEC algorithm numbers; those that RFC 8624 section 3.1 does not say MUST NOT or SHOULD NOT of, and 16. */
const algorithms = new Map<number, Algorithm>([
  // RFC 5702
  [8, { hash: 'sha256', importKey: importRsa }],
  [10, { hash: 'sha512', importKey: importRsa }],
  // RFC 6605
  [13, { hash: 'sha256', importKey: elliptic('P-256', 32), signatureLength: 64 }],
  [14, { hash: 'sha384', importKey: elliptic('P-384', 48), signatureLength: 96 }],
  // RFC 8080
  [15, { hash: null, importKey: edwards('Ed25519', 32), signatureLength: 64 }],
])

// Not every build of Node has Ed448; without it, zones signed by nothing else count as unsigned (RFC 4035 section 5.2).
const ed448 = edwards('Ed448', 57)
if (ed448(Buffer.alloc(57, 1)) !== undefined) algorithms.set(16, { hash: null, importKey: ed448, signatureLength: 114 })

/** Whether this runtime can verify signatures of the algorithm. */
export function isSupportedAlgorithm(algorithm: number): boolean {
  return algorithms.has(algorithm)
}

/**
 * Imports a DNSKEY's public key.
 *
 * @returns undefined where the algorithm is not supported or the bytes are no key of it
 */
export function importDnskey(algorithm: number, publicKey: Buffer): KeyObject | undefined {
  return algorithms.get(algorithm)?.importKey(publicKey)
}

/** Verifies a signature of an RRSIG; false where the algorithm is not supported; never throws. */
export function verifyRrsigBytes(algorithm: number, key: KeyObject, data: Buffer, signature: Buffer): boolean {
  const known = algorithms.get(algorithm)
  if (known === undefined || (known.signatureLength ?? signature.length) !== signature.length) return false
  try {
    return verify(known.hash, data, { key, dsaEncoding: 'ieee-p1363' }, signature)
  } catch {
    return false
  }
}

/** RFC 3110 section 2: exponent length, exponent, modulus. */
function importRsa(bytes: Buffer): KeyObject | undefined {
  if (bytes.length < 3) return undefined
  const long = bytes.readUInt8(0) === 0
  const start = long ? 3 : 1
  const length = long ? bytes.readUInt16BE(1) : bytes.readUInt8(0)
  const modulus = bytes.subarray(start + length)
  // RFC 5702 section 2: 1024 to 4096 bits (512, which it allows too, can be factored). The bound on the exponent is on
  // the work that a key can ask for.
  if (length === 0 || length > 8 || modulus.length < 128 || modulus.length > 512 || modulus[0] === 0) return undefined
  return importJwk({ kty: 'RSA', e: base64url(bytes.subarray(start, start + length)), n: base64url(modulus) })
}

type PublicJwk =
  | { kty: 'EC'; crv: string; x: string; y: string }
  | { kty: 'OKP'; crv: string; x: string }
  | { kty: 'RSA'; e: string; n: string }

function importJwk(key: PublicJwk): KeyObject | undefined {
  try {
    return createPublicKey({ key, format: 'jwk' })
  } catch {
    return undefined
  }
}

function base64url(bytes: Buffer): string {
  return bytes.toString('base64url')
}
