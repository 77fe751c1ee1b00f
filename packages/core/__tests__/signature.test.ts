import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { importVerificationMethod } from '../src/keys/import-key.js'
import type { ImportedKey } from '../src/keys/imported-key.js'
import { keyTypeFor } from '../src/keys/key-type-for.js'
import { verifySignature } from '../src/keys/verify-signature.js'
import type { JsonObject } from '../src/types/json.js'

const algorithms = ['EdDSA', 'ES256', 'ES256K'] as const
type Algorithm = (typeof algorithms)[number]

function importJwk(publicKeyJwk: JsonObject): ImportedKey {
  const imported = importVerificationMethod({ type: 'JsonWebKey2020', publicKeyJwk })
  if (!imported.ok) throw new Error(imported.reason)
  return imported.key
}

/** Known answers: RFC 8037 appendix A.4, RFC 7515 appendix A.3, and one made with noble-curves for ES256K. */
const known: Record<Algorithm, { jwk: JsonObject; jws: string }> = {
  EdDSA: {
    jwk: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
    jws:
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.' +
      'hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
  },
  ES256: {
    jwk: {
      kty: 'EC',
      crv: 'P-256',
      x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
      y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
    },
    jws:
      'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0' +
      'cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q',
  },
  ES256K: {
    jwk: {
      kty: 'EC',
      crv: 'secp256k1',
      x: 'C327_GZRrTmG87gtkcNpSOcOH6S0w79-Bxmb2MSWIMo',
      y: '4HhWCkwvB-jviNCoO4qWegQuZinMSnSgt1VOMil32Hg',
    },
    jws: 'eyJhbGciOiJFUzI1NksifQ.RXhhbXBsZSBvZiBzZWNwMjU2azEgc2lnbmluZw.0NHEMcLdpzs7eOOFsyixlv0QFI4dbyMGyzLHg92oiIoh1NUL2XR0eQsmA2UFbftzoSziSc7o0bDH_EYGUk-6xA',
  },
}

const split = (jws: string): { input: string; signature: Buffer } => {
  const cut = jws.lastIndexOf('.')
  return { input: jws.slice(0, cut), signature: Buffer.from(jws.slice(cut + 1), 'base64url') }
}

const keyPair = (alg: Algorithm): { key: ImportedKey; sign: (input: string) => Buffer } => {
  const pair =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: alg === 'ES256' ? 'P-256' : 'secp256k1' })
  return {
    key: importJwk(pair.publicKey.export({ format: 'jwk' }) as JsonObject),
    sign: (input) =>
      sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(input), { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }),
  }
}

const flipped = (bytes: Uint8Array, bit: number): Uint8Array =>
  Uint8Array.from(bytes, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))

describe.each(algorithms)('%s', (alg) => {
  const { input, signature } = split(known[alg].jws)
  const key = importJwk(known[alg].jwk)

  it('verifies the known answer, given as text or as bytes', () => {
    expect(verifySignature(alg, key, input, signature)).toBe(true)
    expect(verifySignature(alg, key, Buffer.from(input), signature)).toBe(true)
    expect(verifySignature(alg, key, new Uint8Array(Buffer.from(input)), new Uint8Array(signature))).toBe(true)
  })

  it('verifies what node signs, and not under another key of the same type', () => {
    const [mine, other] = [keyPair(alg), keyPair(alg)]
    const made = mine.sign('header.payload')
    expect(verifySignature(alg, mine.key, 'header.payload', made)).toBe(true)
    expect(verifySignature(alg, other.key, 'header.payload', made)).toBe(false)
  })

  it('refuses the signature with any one bit changed', () => {
    const accepted = Array.from({ length: 512 }, (_, bit) => bit).filter((bit) =>
      verifySignature(alg, key, input, flipped(signature, bit)),
    )
    expect(accepted).toEqual([])
  })

  it('refuses the signed bytes with any one bit changed', () => {
    const bytes = Buffer.from(input)
    const accepted = Array.from({ length: bytes.length }, (_, index) => index * 8 + (index % 8)).filter((bit) =>
      verifySignature(alg, key, flipped(bytes, bit), signature),
    )
    expect(accepted).toEqual([])
    expect(verifySignature(alg, key, '', signature)).toBe(false)
    expect(verifySignature(alg, key, `${input} `, signature)).toBe(false)
  })

  it('refuses a signature of any other length', () => {
    for (let length = 0; length < 64; length++) {
      expect(verifySignature(alg, key, input, signature.subarray(0, length))).toBe(false)
    }
    expect(verifySignature(alg, key, input, Buffer.concat([signature, Buffer.of(0)]))).toBe(false)
    expect(verifySignature(alg, key, input, Buffer.alloc(64))).toBe(false)
  })

  it('refuses its signature under every other algorithm, and every other key under it', () => {
    for (const other of algorithms.filter((name) => name !== alg)) {
      expect(verifySignature(other, key, input, signature)).toBe(false)
      expect(verifySignature(alg, importJwk(known[other].jwk), input, signature)).toBe(false)
    }
    for (const name of [alg.toLowerCase(), `${alg} `, 'none', '', 'HS256', 'RS256', 'ES384', 'Ed25519', '__proto__']) {
      expect(verifySignature(name, key, input, signature)).toBe(false)
    }
  })
})

it.each(['P-256', 'secp256k1'])('refuses a %s signature in DER, which is not what JOSE signs with', (namedCurve) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve })
  const key = importJwk(publicKey.export({ format: 'jwk' }) as JsonObject)
  const alg = namedCurve === 'P-256' ? 'ES256' : 'ES256K'
  const data = Buffer.from('header.payload')
  expect(verifySignature(alg, key, data, sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }))).toBe(
    true,
  )
  expect(verifySignature(alg, key, data, sign('sha256', data, privateKey))).toBe(false)
})

it('refuses a MAC made with the public key as the secret (algorithm confusion)', () => {
  const key = importJwk(known.ES256.jwk)
  for (const secret of [
    key.key.export({ format: 'pem', type: 'spki' }),
    key.key.export({ format: 'der', type: 'spki' }),
  ]) {
    const mac = createHmac('sha256', secret).update('header.payload').digest()
    for (const alg of ['HS256', ...algorithms]) {
      expect(verifySignature(alg, key, 'header.payload', mac)).toBe(false)
      expect(verifySignature(alg, key, 'header.payload', Buffer.concat([mac, mac]))).toBe(false)
    }
  }
})

it('tells the key that an algorithm needs, and none for algorithms that are not implemented', () => {
  expect(algorithms.map(keyTypeFor)).toEqual(['Ed25519', 'P-256', 'secp256k1'])
  for (const alg of ['none', 'HS256', 'RS256', 'ES384', 'eddsa', 'constructor', '__proto__', 'toString', '']) {
    expect(keyTypeFor(alg)).toBeUndefined()
  }
})

it('is false, not an exception, where 32 bytes are no Ed25519 point', () => {
  // y = 2: (y² - 1) / (d y² + 1) is no square.
  const key = importJwk({
    kty: 'OKP',
    crv: 'Ed25519',
    x: Buffer.from('02'.padEnd(64, '0'), 'hex').toString('base64url'),
  })
  expect(verifySignature('EdDSA', key, 'header.payload', Buffer.alloc(64, 1))).toBe(false)
})

it('is false, not an exception, where a key is not of the type it is labelled with', () => {
  const label = (type: ImportedKey['type'], key: KeyObject): ImportedKey => ({ key, type, fingerprint: '' })
  const x25519 = generateKeyPairSync('x25519').publicKey
  const rsa = createPublicKey(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)
  for (const key of [x25519, rsa]) {
    expect(verifySignature('EdDSA', label('Ed25519', key), 'a.b', Buffer.alloc(64, 1))).toBe(false)
    expect(verifySignature('ES256', label('P-256', key), 'a.b', Buffer.alloc(64, 1))).toBe(false)
  }
})
