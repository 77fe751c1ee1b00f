import { knownPolicy } from '../src/chain/known-policy.js'
import { decodeJws } from '../src/decode/decode-jws.js'
import type { TrustPolicy } from '../src/index.js'
import { kept } from './support/kept.js'

const mebibyte = 1024 * 1024

describe('headers of tokens are remembered, and strangers write them: they would fill the memory', () => {
  const headerOf = (token: string): unknown => {
    const decoded = decodeJws(token)
    return decoded.ok ? decoded.jws.header : undefined
  }
  const tokenOf = (header: object): string => `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.AA`
  const usual = (number: number): string =>
    tokenOf({
      alg: 'EdDSA',
      typ: 'JWT',
      kid: `did:cheqd:testnet:00000000-0000-4000-8000-${String(number).padStart(12, '0')}#key-1`,
    })
  /** As many members as a header has room for that is remembered at all. */
  const crowded = (number: number): string =>
    tokenOf(Object.fromEntries(Array.from({ length: 80 }, (_, at) => [`${at.toString(36)}${number.toString(36)}`, 1])))

  it('some hundred usual ones are', () => {
    expect(kept(headerOf, usual, 4_000)).toBeGreaterThan(500)
  })

  it('of crowded ones only as many as 4 MiB hold', () => {
    expect(crowded(1_000).length).toBeGreaterThan(850)
    // Measured: 13 bytes for each character.
    expect(kept(headerOf, (number) => crowded(1_000 + number), 4_000) * 13 * 850).toBeLessThan(4 * mebibyte)
  })
})

describe('policies are remembered, and services have one for each of their customers: they would fill the memory', () => {
  const policyOf = (anchors: number, number: number): TrustPolicy => ({
    anchors: Array.from({ length: anchors }, (_, at) => ({
      did: `did:x:${String(number)}-${String(at).padStart(40, '0')}`,
    })),
  })
  const read = (text: string): unknown => knownPolicy(JSON.parse(text) as TrustPolicy)

  it('some dozens of usual ones are', () => {
    expect(kept(read, (number) => JSON.stringify(policyOf(1, number)), 300)).toBeGreaterThan(60)
  })

  it('of large ones only as many as 16 MiB hold', () => {
    const text = (number: number): string => JSON.stringify(policyOf(900, number))
    expect(text(100).length).toBeGreaterThan(50_000)
    expect(kept(read, text, 60) * 16 * 50_000).toBeLessThan(16 * mebibyte)
  })
})
