import { createECDH, generateKeyPairSync } from 'node:crypto'
import { base58 } from '@scure/base'
import { importVerificationMethod } from '../src/keys/import-key.js'
import type { ImportedKey } from '../src/keys/imported-key.js'
import type { JsonObject } from '../src/types/json.js'

// The examples of the did:key specification: one key as a JWK and as a Multikey.
const ed25519 = {
  jwk: { kty: 'OKP', crv: 'Ed25519', x: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik' },
  multikey: 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp',
}
const p256 = {
  jwk: {
    kty: 'EC',
    crv: 'P-256',
    x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
    y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
  },
  multikey: 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169',
}
const secp256k1 = {
  jwk: {
    kty: 'EC',
    crv: 'secp256k1',
    x: 'h0wVx_2iDlOcblulc8E5iEw1EYh5n1RYtLQfeSTyNc0',
    y: 'O2EATIGbu6DezKFptj5scAIRntgfecanVNXxat1rnwE',
  },
  multikey: 'zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme',
}

const raw = (coordinate: string): Buffer => Buffer.from(coordinate, 'base64url')
const point = ({ x, y }: { x: string; y: string }): Buffer => Buffer.concat([Buffer.of(4), raw(x), raw(y)])
const compressed = ({ x, y }: { x: string; y: string }): Buffer =>
  Buffer.concat([Buffer.of(2 + ((raw(y)[31] as number) & 1)), raw(x)])
const multibase = (prefix: string, bytes: Uint8Array): string =>
  `z${base58.encode(Buffer.concat([Buffer.from(prefix, 'hex'), bytes]))}`

function imported(method: JsonObject): ImportedKey {
  const result = importVerificationMethod(method)
  if (!result.ok) throw new Error(result.reason)
  return result.key
}

function reasonFor(method: JsonObject): string {
  const result = importVerificationMethod(method)
  if (result.ok) throw new Error('was imported')
  return result.reason
}

describe('a key is the same key in every encoding that a DID document may use', () => {
  const encodings: [name: string, jwk: JsonObject, method: JsonObject][] = [
    ['Ed25519 JsonWebKey2020', ed25519.jwk, { type: 'JsonWebKey2020', publicKeyJwk: ed25519.jwk }],
    ['Ed25519 JsonWebKey', ed25519.jwk, { type: 'JsonWebKey', publicKeyJwk: ed25519.jwk }],
    ['Ed25519 Multikey', ed25519.jwk, { type: 'Multikey', publicKeyMultibase: ed25519.multikey }],
    ['Ed25519 2020', ed25519.jwk, { type: 'Ed25519VerificationKey2020', publicKeyMultibase: ed25519.multikey }],
    [
      'Ed25519 2018',
      ed25519.jwk,
      { type: 'Ed25519VerificationKey2018', publicKeyBase58: base58.encode(raw(ed25519.jwk.x)) },
    ],
    ['P-256 JsonWebKey2020', p256.jwk, { type: 'JsonWebKey2020', publicKeyJwk: p256.jwk }],
    ['P-256 Multikey', p256.jwk, { type: 'Multikey', publicKeyMultibase: p256.multikey }],
    ['secp256k1 JsonWebKey2020', secp256k1.jwk, { type: 'JsonWebKey2020', publicKeyJwk: secp256k1.jwk }],
    ['secp256k1 Multikey', secp256k1.jwk, { type: 'Multikey', publicKeyMultibase: secp256k1.multikey }],
    ...(
      [
        ['JWK', { publicKeyJwk: secp256k1.jwk }],
        ['hex', { publicKeyHex: point(secp256k1.jwk).toString('hex') }],
        ['hex in capitals', { publicKeyHex: point(secp256k1.jwk).toString('hex').toUpperCase() }],
        ['compressed hex', { publicKeyHex: compressed(secp256k1.jwk).toString('hex') }],
        ['base58', { publicKeyBase58: base58.encode(point(secp256k1.jwk)) }],
        ['compressed base58', { publicKeyBase58: base58.encode(compressed(secp256k1.jwk)) }],
      ] as [string, JsonObject][]
    ).map(([name, material]): [string, JsonObject, JsonObject] => [
      `secp256k1 2019 ${name}`,
      secp256k1.jwk,
      { type: 'EcdsaSecp256k1VerificationKey2019', ...material },
    ]),
  ]

  it.each(encodings)('%s', (_, jwk, method) => {
    const key = imported({ id: 'did:example:1#key', controller: 'did:example:1', ...method })
    expect(key.key.export({ format: 'jwk' })).toEqual(jwk)
    expect(key.type).toBe(jwk.crv)
    expect(key.fingerprint).toBe(imported({ type: 'JsonWebKey2020', publicKeyJwk: jwk }).fingerprint)
  })

  it('has the thumbprint of RFC 8037 appendix A.3, so that logs and other software name it alike', () => {
    const publicKeyJwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    expect(imported({ type: 'JsonWebKey2020', publicKeyJwk }).fingerprint).toBe(
      'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    )
  })

  it.each([
    ['P-256', 'prime256v1', '8024'],
    ['secp256k1', 'secp256k1', 'e701'],
  ])('%s with either parity, and with coordinates that start with a zero byte', (type, curve, prefix) => {
    const wanted = new Set(['x starts with 0', 'y starts with 0', 'parity 2', 'parity 3'])
    for (let seed = 1; wanted.size > 0 && seed < 5000; seed++) {
      const ecdh = createECDH(curve)
      ecdh.setPrivateKey(Buffer.from(seed.toString(16).padStart(64, '0'), 'hex'))
      const uncompressed = ecdh.getPublicKey()
      const short = ecdh.getPublicKey(undefined, 'compressed')
      const found = [
        uncompressed[1] === 0 && wanted.delete('x starts with 0'),
        uncompressed[33] === 0 && wanted.delete('y starts with 0'),
        wanted.delete(`parity ${short[0]}`),
      ]
      if (!found.includes(true)) continue
      const { key } = imported({ type: 'Multikey', publicKeyMultibase: multibase(prefix, short) })
      const jwk = key.export({ format: 'jwk' }) as typeof p256.jwk
      expect(point(jwk).toString('hex')).toBe(uncompressed.toString('hex'))
      expect(imported({ type: 'JsonWebKey2020', publicKeyJwk: jwk }).type).toBe(type)
    }
    expect([...wanted]).toEqual([])
  })
})

describe('a JWK that says it must not verify this is refused', () => {
  const method = (members: JsonObject): JsonObject => ({
    type: 'JsonWebKey2020',
    publicKeyJwk: { ...p256.jwk, ...members },
  })

  it.each([
    ['use enc', { use: 'enc' }],
    ['use that is no string', { use: ['sig'] }],
    ['use null', { use: null }],
    ['alg of another curve', { alg: 'ES256K' }],
    ['alg of another family', { alg: 'EdDSA' }],
    ['alg for key agreement', { alg: 'ECDH-ES' }],
    ['alg that is no string', { alg: ['ES256'] }],
    ['key_ops only to sign', { key_ops: ['sign'] }],
    ['key_ops empty', { key_ops: [] }],
    ['key_ops that is no array', { key_ops: 'verify' }],
    ['key_ops naming verify twice', { key_ops: ['verify', 'verify'] }],
    ['key_ops without end', { key_ops: ['verify', ...Array.from({ length: 1000 }, (_, i) => `x${i}`)] }],
  ])('%s', (_, members) => {
    expect(importVerificationMethod(method(members)).ok).toBe(false)
  })

  it('but one that allows it is taken, whatever else it says', () => {
    const members = { use: 'sig', alg: 'ES256', key_ops: ['verify'], kid: 'k', ext: true, x5u: 'https://example.org' }
    expect(imported(method(members)).type).toBe('P-256')
    const ed = { ...ed25519.jwk, alg: 'Ed25519', key_ops: ['sign', 'verify'] }
    expect(imported({ type: 'JsonWebKey', publicKeyJwk: ed }).type).toBe('Ed25519')
  })

  it('never becomes a private key, even where a DID document leaks one', () => {
    for (const pair of [
      generateKeyPairSync('ed25519'),
      generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    ]) {
      const publicKeyJwk = pair.privateKey.export({ format: 'jwk' }) as JsonObject
      const { key } = imported({ type: 'JsonWebKey2020', publicKeyJwk })
      expect(key.type).toBe('public')
      expect(key.export({ format: 'jwk' })).not.toHaveProperty('d')
    }
  })
})

describe('material that is not exactly one key of its type is refused', () => {
  const jwk = (members: JsonObject): JsonObject => ({ type: 'JsonWebKey2020', publicKeyJwk: members })
  const secp = (members: JsonObject): JsonObject => ({ type: 'EcdsaSecp256k1VerificationKey2019', ...members })
  const multikey = (text: string): JsonObject => ({ type: 'Multikey', publicKeyMultibase: text })
  const ed2020 = (text: string): JsonObject => ({ type: 'Ed25519VerificationKey2020', publicKeyMultibase: text })
  const ed2018 = (bytes: Uint8Array): JsonObject => ({
    type: 'Ed25519VerificationKey2018',
    publicKeyBase58: base58.encode(bytes),
  })
  const edRaw = raw(ed25519.jwk.x)
  const offCurve = Buffer.from(point(secp256k1.jwk)).fill(1, 60)
  const notOnP256 = Buffer.from(compressed(p256.jwk)).fill(0xff, 1)

  it.each<[string, JsonObject]>([
    ['no member', { type: 'JsonWebKey2020' }],
    ['no type', { publicKeyJwk: ed25519.jwk }],
    ['a type that is an array', { type: ['JsonWebKey2020'], publicKeyJwk: ed25519.jwk }],
    ['a type of key agreement', { type: 'X25519KeyAgreementKey2019', publicKeyBase58: base58.encode(edRaw) }],
    ['two members that agree', { ...ed2020(ed25519.multikey), publicKeyBase58: base58.encode(edRaw) }],
    ['two members, one of no key', { ...jwk(ed25519.jwk), publicKeyPem: '' }],
    ['the member of another type', { type: 'JsonWebKey2020', publicKeyMultibase: ed25519.multikey }],
    ['a JWK as text', { type: 'JsonWebKey2020', publicKeyJwk: JSON.stringify(ed25519.jwk) }],
    ['a JWK null', { type: 'JsonWebKey2020', publicKeyJwk: null }],
    ['kty EC with an OKP curve', jwk({ ...ed25519.jwk, kty: 'EC' })],
    ['kty OKP with an EC curve', jwk({ ...p256.jwk, kty: 'OKP' })],
    ['an RSA key', jwk({ kty: 'RSA', n: ed25519.jwk.x, e: 'AQAB' })],
    ['a shared secret', jwk({ kty: 'oct', k: ed25519.jwk.x })],
    ['X25519', jwk({ ...ed25519.jwk, crv: 'X25519' })],
    ['P-384', jwk({ ...p256.jwk, crv: 'P-384' })],
    ['x padded', jwk({ ...ed25519.jwk, x: `${ed25519.jwk.x}=` })],
    ['x in plain base64', jwk({ ...p256.jwk, x: p256.jwk.x.replace('-', '+') })],
    ['x whose unused bits are set', jwk({ ...ed25519.jwk, x: ed25519.jwk.x.replace(/k$/, 'l') })],
    ['x too short', jwk({ ...ed25519.jwk, x: ed25519.jwk.x.slice(1) })],
    ['x too long', jwk({ ...ed25519.jwk, x: 'A'.repeat(1_000_000) })],
    ['y missing', jwk({ kty: 'EC', crv: 'P-256', x: p256.jwk.x })],
    ['a P-256 point off its curve', jwk({ ...p256.jwk, y: p256.jwk.x })],
    ['a secp256k1 point off its curve', jwk({ ...secp256k1.jwk, y: secp256k1.jwk.x })],
    ['a P-256 point said to be secp256k1', jwk({ ...p256.jwk, crv: 'secp256k1' })],
    ['a JWK of another curve under the 2019 type', secp({ publicKeyJwk: p256.jwk })],
    ['hex off the curve', secp({ publicKeyHex: offCurve.toString('hex') })],
    ['hex with 0x', secp({ publicKeyHex: `0x${compressed(secp256k1.jwk).toString('hex')}` })],
    ['hex with a line end', secp({ publicKeyHex: `${compressed(secp256k1.jwk).toString('hex')}\n` })],
    ['hex of a hybrid point', secp({ publicKeyHex: point(secp256k1.jwk).fill(7, 0, 1).toString('hex') })],
    ['hex of coordinates alone', secp({ publicKeyHex: point(secp256k1.jwk).subarray(1).toString('hex') })],
    ['base58 of 32 bytes under the 2019 type', secp({ publicKeyBase58: base58.encode(edRaw) })],
    ['base58 of a hybrid point', secp({ publicKeyBase58: base58.encode(point(secp256k1.jwk).fill(6, 0, 1)) })],
    ['31 bytes', ed2018(edRaw.subarray(1))],
    ['33 bytes', ed2018(Buffer.concat([edRaw, Buffer.of(0)]))],
    ['base58 with a character outside', { type: 'Ed25519VerificationKey2018', publicKeyBase58: '0'.repeat(44) }],
    ['base58 without end', { type: 'Ed25519VerificationKey2018', publicKeyBase58: '2'.repeat(1_000_000) }],
    ['multibase of another base', ed2020(`f${ed25519.multikey.slice(1)}`)],
    ['multibase without prefix', ed2020(multibase('', edRaw))],
    ['multibase with a private-key prefix', multikey(multibase('8026', edRaw))],
    ['multibase of an X25519 key', multikey(multibase('ec01', edRaw))],
    ['multibase of P-256 under an Ed25519 type', ed2020(p256.multikey)],
    ['a Multikey one byte short', multikey(multibase('ed01', edRaw.subarray(1)))],
    ['a Multikey one byte long', multikey(multibase('ed01', Buffer.concat([edRaw, Buffer.of(0)])))],
    ['a Multikey of an uncompressed point', multikey(multibase('e701', point(secp256k1.jwk)))],
    ['a Multikey off its curve', multikey(multibase('8024', notOnP256))],
    ['a Multikey prefix that is no shortest varint', multikey(multibase('ed8100', edRaw))],
    ['a Multikey without end', multikey(`z${'2'.repeat(1_000_000)}`)],
    ['an empty Multikey', multikey('z')],
  ])('%s', (_, method) => {
    // A reason helps its reader, and holds no key.
    expect(reasonFor(method)).toMatch(/^[A-Z][^\n]{15,120}\.$/)
  })
})

describe('an Ed25519 key under which anybody can sign is refused', () => {
  it.each([
    ['order 1', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['order 2', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['order 4', '0000000000000000000000000000000000000000000000000000000000000000'],
    ['order 4, negative', '0000000000000000000000000000000000000000000000000000000000000080'],
    ['order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['order 8, negative', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['order 8, other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['order 8, other, negative', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'],
    ['order 1, with the sign of zero', '0100000000000000000000000000000000000000000000000000000000000080'],
    ['order 4, written as p', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['y above p', 'f2ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  ])('%s', (_, hex) => {
    const publicKeyJwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') }
    expect(importVerificationMethod({ type: 'JsonWebKey2020', publicKeyJwk }).ok).toBe(false)
  })

  it('but the neighbours of those are not', () => {
    for (const hex of ['03', '04', '05']) {
      const x = Buffer.from(hex.padEnd(64, '0'), 'hex').toString('base64url')
      expect(imported({ type: 'JsonWebKey', publicKeyJwk: { kty: 'OKP', crv: 'Ed25519', x } }).type).toBe('Ed25519')
    }
  })
})
