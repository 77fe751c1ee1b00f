import { mintChain } from '@trustchains/test-kit'
import { decodeCredential } from '../src/index.js'
import type { JsonObject, JsonValue } from '../src/index.js'
import { judge, outcome } from './support/judge.js'
import { accreditation, attestation, claimsOf, names, tokenOf } from './support/token.js'

/** The outer JSON that an honest wallet shows around a token. */
const shown = (vc: JsonObject, jwt: string): JsonObject => ({
  ...vc,
  issuer: { id: names.issuer },
  issuanceDate: '2026-01-01T00:00:00.000Z',
  expirationDate: '2027-01-01T00:00:00.000Z',
  proof: { type: 'JwtProof2020', jwt },
})
const codesOf = (document: JsonObject): string[] =>
  decodeCredential(JSON.stringify(document)).faults.map(({ code }) => code)

describe('the outer JSON around a genuine JWT: the holder would show a better credential than it has', () => {
  const status = { id: 'urn:s', type: 'BitstringStatusListEntry' }
  const vc: JsonObject = {
    ...attestation(),
    id: 'urn:x',
    credentialStatus: status,
    evidence: [{ type: 'Exam', mark: 1 }],
  }
  const token = tokenOf(JSON.stringify(claimsOf(vc)))
  const outer = shown(vc, token)

  it('as it was signed', () => {
    expect(codesOf(outer)).toEqual([])
  })

  const names_ = Object.keys(outer).filter((name) => name !== 'proof')
  const others: JsonValue[] = ['x', 7, null, true, [], {}, ['x'], { id: 'did:example:x' }]
  it.each(names_)('%s changed', (name) => {
    for (const value of others) expect(codesOf({ ...outer, [name]: value })).toContain('payload_mismatch')
  })
  it.each(names_)('%s removed', (name) => {
    const { [name]: _, ...rest } = outer
    expect(codesOf(rest)).toContain('payload_mismatch')
  })
  it.each(['validUntil', 'refreshService', 'constructor', 'toString', 'aud', '', 'Type', 'degree'])(
    '%j added',
    (name) => {
      for (const value of others) expect(codesOf({ ...outer, [name]: value })).toContain('payload_mismatch')
    },
  )

  it('what did-jwt-vc leaves in vc may say what was signed, and nothing else', () => {
    const left: JsonObject = { id: 'urn:x', issuer: names.issuer, issuanceDate: '2026-01-01T00:00:00Z' }
    expect(codesOf({ ...outer, vc: left })).toEqual([])
    const worse: JsonObject[] = [
      { ...left, id: 'urn:y' },
      { ...left, expirationDate: '2099-01-01T00:00:00Z' },
      { ...left, honours: true },
      { ...left, constructor: {} },
    ]
    for (const vc of [...worse, 'x', [left], null]) expect(codesOf({ ...outer, vc })).toEqual(['payload_mismatch'])
  })

  const subject = vc.credentialSubject as JsonObject
  it.each<[string, JsonObject]>([
    ['a claim changed', { ...subject, degree: 'PhD' }],
    ['a claim of another case', { ...subject, degree: 'msc' }],
    ['a claim added', { ...subject, honours: true }],
    ['a claim removed', { id: names.subject }],
    ['the holder replaced', { ...subject, id: 'did:example:thief' }],
  ])('%s', (_name, credentialSubject) => {
    expect(codesOf({ ...outer, credentialSubject })).toEqual(['payload_mismatch'])
  })

  it.each<[string, JsonValue]>([
    ['renamed', { type: 'Ed25519Signature2018', jwt: token }],
    ['left out', { jwt: token }],
    ['a number', { type: 7, jwt: token }],
  ])('proof.type %s decides nothing', (_name, proof) => {
    expect(codesOf({ ...outer, proof })).toEqual([])
    expect(codesOf({ ...outer, proof, credentialSubject: { ...subject, degree: 'PhD' } })).toEqual(['payload_mismatch'])
  })

  it('only the JWT is read: what the JSON says is never in the credential', () => {
    const { credential } = decodeCredential(
      JSON.stringify({
        ...outer,
        credentialSubject: { ...subject, degree: 'PhD' },
        type: ['VerifiableCredential', 'PhD'],
      }),
    )
    expect(credential?.types).toEqual(attestation().type)
    expect(JSON.stringify(credential?.document)).not.toContain('PhD')
  })

  it.each<[string, JsonObject]>([
    ['members in another order', Object.fromEntries(Object.entries(outer).reverse())],
    ['the issuer as a string', { ...outer, issuer: names.issuer }],
    ['one context outside of a list', { ...outer, '@context': (vc['@context'] as string[])[0] as string }],
    ['an instant written otherwise', { ...outer, issuanceDate: '2026-01-01T02:00:00+02:00' }],
    ['an instant of the same second', { ...outer, issuanceDate: '2026-01-01T00:00:00.999Z' }],
    ['claims that Veramo leaves beside it', { ...outer, sub: names.subject, nbf: 1_767_225_600, iss: names.issuer }],
    ['the vc claim beside it', { ...outer, vc }],
  ])('%s is the same credential', (_name, document) => {
    expect(codesOf(document)).toEqual([])
  })

  it.each<[string, JsonObject]>([
    ['an instant of the next second', { ...outer, issuanceDate: '2026-01-01T00:00:01Z' }],
    ['a later expiry', { ...outer, expirationDate: '2028-01-01T00:00:00Z' }],
    ['types in another order', { ...outer, type: [...(vc.type as string[])].reverse() }],
    ['a type added', { ...outer, type: [...(vc.type as string[]), 'PhD'] }],
    ['claims that are not those of the JWT', { ...outer, sub: 'did:example:thief' }],
    ['a vc claim that is not that of the JWT', { ...outer, vc: { ...vc, credentialSubject: { degree: 'PhD' } } }],
  ])('%s is another credential', (_name, document) => {
    expect(codesOf(document)).toEqual(['payload_mismatch'])
  })

  it('an accreditation whose limits are left out of the JSON', () => {
    const entry = { schemaId: names.schema, types: ['DiplomaCredential'], limitJurisdiction: 'FI' }
    const limited = {
      ...accreditation(),
      credentialSubject: { id: names.subject, maxPathLength: 0, accreditedFor: [entry] },
    }
    const jwt = tokenOf(JSON.stringify(claimsOf(limited)))
    expect(codesOf(shown(limited, jwt))).toEqual([])
    const { limitJurisdiction: _, ...wide } = entry
    expect(
      codesOf({ ...shown(limited, jwt), credentialSubject: { id: names.subject, accreditedFor: [entry] } }),
    ).toEqual(['payload_mismatch'])
    expect(
      codesOf({
        ...shown(limited, jwt),
        credentialSubject: { id: names.subject, maxPathLength: 0, accreditedFor: [wide] },
      }),
    ).toEqual(['payload_mismatch'])
  })
})

describe('the same in a whole chain', () => {
  it.each(['leaf', 'a2', 'a1', 'root'])('the JSON of %s tampered with', (link) => {
    const places = ['leaf', 'a2', 'a1', 'root']
    const report = judge({
      leafForm: 'json',
      tamper: {
        [link]: {
          document: (document) => {
            document.credentialSubject.note = 'x'
          },
        },
      },
    })
    expect(outcome(report)).toBe(`untrusted: format payload_mismatch ${String(places.indexOf(link))}`)
  })
  it('a JWT of another genuine credential inside', () => {
    const other = mintChain({ claims: { degree: 'BSc' } })
    const report = judge({
      leafForm: 'json',
      tamper: {
        leaf: {
          document: (document) => {
            document.proof.jwt = other.leaf
          },
        },
      },
    })
    expect(outcome(report)).toBe('untrusted: format payload_mismatch 0')
  })
  it('two proof members: the JSON is not read at all', () => {
    const { leaf } = mintChain({ leafForm: 'json' })
    const twice = leaf.replace('"proof":', '"proof":{"jwt":"x"},"proof":')
    expect(decodeCredential(twice).faults).toMatchObject([{ code: 'malformed' }])
  })
})
