import { generateKeyPairSync } from 'node:crypto'
import { KeyCache } from '../src/keys/key-cache.js'
import type { JsonObject } from '../src/types/json.js'

const newMethod = (): { type: string; publicKeyJwk: JsonObject } => ({
  type: 'JsonWebKey2020',
  publicKeyJwk: generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }) as JsonObject,
})

it('imports a key once, however often and from whichever document it comes', () => {
  const cache = new KeyCache()
  const method = newMethod()
  const first = cache.import({ id: 'did:example:1#a', ...method })
  expect(first.ok).toBe(true)
  expect(cache.import(JSON.parse(JSON.stringify({ ...method, id: 'did:example:2#b' })) as JsonObject)).toBe(first)
  expect(cache.size).toBe(1)
})

it('gives the new key where a method object was changed in place, never the key it had before', () => {
  const cache = new KeyCache()
  const method = newMethod()
  const before = cache.import(method)
  method.publicKeyJwk.x = newMethod().publicKeyJwk.x as string
  const after = cache.import(method)
  expect(before.ok && after.ok && before.key.fingerprint !== after.key.fingerprint).toBe(true)
})

it('refuses a known key where the method around it forbids it', () => {
  const cache = new KeyCache()
  const method = newMethod()
  expect(cache.import(method).ok).toBe(true)
  expect(cache.import({ ...method, publicKeyJwk: { ...method.publicKeyJwk, use: 'enc' } }).ok).toBe(false)
  expect(cache.import({ ...method, publicKeyBase58: '1' }).ok).toBe(false)
  expect(cache.import({ ...method, type: 'Multikey' }).ok).toBe(false)
})

it('keeps keys of equal bytes but different types apart', () => {
  const cache = new KeyCache()
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }) as {
    x: string
    y: string
  }
  const method = (crv: string): JsonObject => ({ type: 'JsonWebKey2020', publicKeyJwk: { kty: 'EC', crv, x, y } })
  expect(cache.import(method('P-256')).ok).toBe(true)
  expect(cache.import(method('secp256k1')).ok).toBe(false)
})

it('does not grow without end, and forgets the key that was used longest ago', () => {
  const cache = new KeyCache(2)
  const [a, b, c] = [newMethod(), newMethod(), newMethod()]
  const importOfA = cache.import(a)
  const importOfB = cache.import(b)
  expect(cache.import(a)).toBe(importOfA)
  cache.import(c)
  expect(cache.size).toBe(2)
  expect(cache.import(a)).toBe(importOfA)
  expect(cache.import(b)).not.toBe(importOfB)
})

it('remembers material that is no key, so that it costs a stranger more than us', () => {
  const cache = new KeyCache()
  const method = { type: 'EcdsaSecp256k1VerificationKey2019', publicKeyHex: `02${'f'.repeat(64)}` }
  const refused = cache.import(method)
  expect(refused.ok).toBe(false)
  expect(cache.import(method)).toBe(refused)
})
