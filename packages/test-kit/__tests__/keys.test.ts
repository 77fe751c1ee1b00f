import { createPublicKey, verify } from 'node:crypto'
import type { JsonWebKey } from 'node:crypto'
import { base58 } from '@scure/base'
import type { SignatureAlgorithm } from '@trustchains/core'
import { createKeyPair, TestKitError, verificationMethod } from '../src/index.js'

const algorithms: SignatureAlgorithm[] = ['EdDSA', 'ES256', 'ES256K']
const did = 'did:cheqd:testnet:0f2c6ef4-6a25-4f6b-8a8d-7d9b3a5e2b11'

const isValid = (jwk: object, algorithm: SignatureAlgorithm, input: string, signature: string): boolean => {
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })
  const bytes = Buffer.from(signature, 'base64url')
  return algorithm === 'EdDSA'
    ? verify(null, Buffer.from(input), key, bytes)
    : verify('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }, bytes)
}

describe.each(algorithms)('a key pair for %s', (algorithm) => {
  const pair = createKeyPair(algorithm, 'seed')

  it('signs what node:crypto verifies, and no other text', () => {
    for (let round = 0; round < 32; round++) {
      const input = `text ${round}`
      expect(isValid(pair.publicJwk, algorithm, input, pair.sign(input))).toBe(true)
      expect(isValid(pair.publicJwk, algorithm, `${input}!`, pair.sign(input))).toBe(false)
    }
  })

  it('is the same for the same seed, so that minted worlds can be compared', () => {
    const again = createKeyPair(algorithm, 'seed')
    expect(again.publicJwk).toEqual(pair.publicJwk)
    expect(again.sign('text')).toBe(pair.sign('text'))
  })

  it('is another for another seed, so that a stranger can never sign for the issuer', () => {
    expect(createKeyPair(algorithm, 'other').publicJwk).not.toEqual(pair.publicJwk)
  })

  it('shows the JWK that node:crypto derives from the private key', () => {
    expect(createPublicKey(pair.privateKey).export({ format: 'jwk' })).toEqual(pair.publicJwk)
    expect(verificationMethod(pair, `${did}#key-1`, 'JsonWebKey2020')).toEqual({
      id: `${did}#key-1`,
      type: 'JsonWebKey2020',
      controller: did,
      publicKeyJwk: pair.publicJwk,
    })
  })
})

it('signs ES256K with the lower S, the only one that did-jwt takes', () => {
  const half = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0n
  const pair = createKeyPair('ES256K', 'seed')
  for (let round = 0; round < 32; round++) {
    const s = Buffer.from(pair.sign(`text ${String(round)}`), 'base64url').subarray(32)
    expect(BigInt(`0x${s.toString('hex')}`)).toBeLessThanOrEqual(half)
  }
})

it('writes Multikey as the specification does: multicodec, then the raw or compressed key', () => {
  const bytesOf = (algorithm: SignatureAlgorithm): Buffer => {
    const { publicKeyMultibase = '' } = verificationMethod(createKeyPair(algorithm, 's'), `${did}#k`, 'Multikey')
    expect(publicKeyMultibase[0]).toBe('z')
    return Buffer.from(base58.decode(publicKeyMultibase.slice(1)))
  }
  const rawX = (algorithm: SignatureAlgorithm): Buffer =>
    Buffer.from(createKeyPair(algorithm, 's').publicJwk.x, 'base64url')
  expect(bytesOf('EdDSA')).toEqual(Buffer.concat([Buffer.from('ed01', 'hex'), rawX('EdDSA')]))
  expect(bytesOf('ES256').toString('hex')).toMatch(new RegExp(`^80240[23]${rawX('ES256').toString('hex')}$`))
  expect(bytesOf('ES256K').toString('hex')).toMatch(new RegExp(`^e7010[23]${rawX('ES256K').toString('hex')}$`))
})

it('writes the Ed25519 forms that cheqd DID documents show', () => {
  const pair = createKeyPair('EdDSA', 's')
  const raw = new Uint8Array(Buffer.from(pair.publicJwk.x, 'base64url'))
  expect(
    base58.decode(verificationMethod(pair, `${did}#k`, 'Ed25519VerificationKey2018').publicKeyBase58 ?? ''),
  ).toEqual(raw)
  expect(verificationMethod(pair, `${did}#k`).publicKeyMultibase).toMatch(/^z6Mk/)
})

it('refuses to write an EC key in an Ed25519 form', () => {
  expect(() => verificationMethod(createKeyPair('ES256', 's'), `${did}#k`, 'Ed25519VerificationKey2020')).toThrow(
    TestKitError,
  )
})
