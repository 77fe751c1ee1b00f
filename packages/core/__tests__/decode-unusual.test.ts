import { decodeCredential, validateChain } from '../src/index.js'
import type { Evidence, JsonValue } from '../src/index.js'
import { attestation, claimsOf, names, tokenOf } from './support/token.js'

describe('texts that are no credential: an error, a hang or trust would come of them', () => {
  const texts: [string, unknown][] = [
    ['an empty text', ''],
    ['white space', ' \n'],
    ['a NUL', '\0'],
    ['a BOM', '\ufeff'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['a number', '7'],
    ['null', 'null'],
    ['a string in JSON', '"x"'],
    ['a list of credentials', '[{"proof":{"jwt":"a.b.c"}}]'],
    ['an object without proof', JSON.stringify(attestation())],
    ['a proof whose jwt is no JWT', '{"proof":{"jwt":""}}'],
    ['a proof whose jwt is JSON', '{"proof":{"jwt":"{}"}}'],
    ['__proto__', '{"__proto__":{"proof":{"jwt":"a.b.c"}}}'],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate in JSON', '{"a":"\ud800"}'],
    ['a DID URL', 'did:cheqd:testnet:x?resourceName=a&resourceType=b'],
    ['a URL', 'https://example.org/credential'],
    ['5 MB of one letter', 'a'.repeat(5_000_000)],
    ['5 MB of dots', '.'.repeat(5_000_000)],
    ['5 MB of braces', '{'.repeat(5_000_000)],
    ['10,000 brackets', '['.repeat(10_000)],
    ['10,000 objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['undefined', undefined],
    ['null itself', null],
    ['an object itself', {}],
    ['a number itself', 7],
  ]
  it.each(texts)('%s', (_name, text) => {
    const { credential, faults } = decodeCredential(text as string)
    expect(credential).toBeUndefined()
    expect(faults).toMatchObject([{ status: 'fail', code: 'malformed' }])
    expect(JSON.stringify(faults).length).toBeLessThan(500)
  })

  it.each<[string, JsonValue]>([
    ['a Linked Data proof', { type: 'Ed25519Signature2018', jws: 'x..y' }],
    ['a Data Integrity proof of no cryptosuite', { type: 'DataIntegrityProof', proofValue: 'z' }],
    ['a Data Integrity proof of an unknown cryptosuite', { type: 'DataIntegrityProof', cryptosuite: 'none' }],
    ['a cryptosuite under another type', { type: 'Ed25519Signature2020', cryptosuite: 'eddsa-jcs-2022' }],
    ['a proof without type', {}],
  ])('%s can’t be judged, and is never trusted', (_name, proof) => {
    const text = JSON.stringify({ ...attestation(), issuer: names.issuer, issuanceDate: '2026-01-01T00:00:00Z', proof })
    expect(decodeCredential(text)).toMatchObject({ credential: { proof: { kind: 'external' } }, faults: [] })
    const evidence: Evidence = {
      version: 1,
      at: '2026-06-01T00:00:00Z',
      leaf: { credential: text },
      resources: [],
      schemas: [],
      statusLists: [],
      didDocuments: [],
      limitsHit: [],
    }
    expect(validateChain(evidence, { anchors: [{ did: names.issuer }] }).verdict).toBe('indeterminate')
  })

  it('a long member name of the outer JSON is cut in the message', () => {
    const token = tokenOf(JSON.stringify(claimsOf(attestation())))
    const { faults } = decodeCredential(JSON.stringify({ ['x'.repeat(100_000)]: 1, proof: { jwt: token } }))
    expect(faults.map(({ code }) => code)).toContain('payload_mismatch')
    expect(JSON.stringify(faults).length).toBeLessThan(1000)
  })
})
