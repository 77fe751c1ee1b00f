import { decodeCredential } from '../src/index.js'
import type { JsonObject, JsonValue } from '../src/index.js'
import { accreditation, attestation, claimsOf, names, rootAuthorization, tokenOf } from './support/token.js'

const decode = (claims: JsonObject, header?: string) => decodeCredential(tokenOf(JSON.stringify(claims), header))
const codes = (claims: JsonObject, header?: string): string[] => decode(claims, header).faults.map(({ code }) => code)
const contextV2 = 'https://www.w3.org/ns/credentials/v2'
const v2 = (): JsonObject => ({
  ...attestation(),
  '@context': [contextV2],
  issuer: { id: names.issuer },
  validFrom: '2026-01-01T00:00:00Z',
})

describe('a credential of VCDM 1.1 as a JWT: its claims in their places', () => {
  it('an attestation', () => {
    const { credential, faults } = decode(claimsOf(attestation(), { jti: 'urn:x' }))
    expect(faults).toEqual([])
    expect(credential).toMatchObject({
      kind: 'attestation',
      dataModel: '1.1',
      id: 'urn:x',
      issuer: names.issuer,
      subject: names.subject,
      conflicts: [],
      dialects: [],
      status: [],
      parents: [{ parentAccreditation: names.parent, rootAuthorization: names.root }],
      document: {
        issuer: { id: names.issuer },
        issuanceDate: '2026-01-01T00:00:00.000Z',
        expirationDate: '2027-01-01T00:00:00.000Z',
      },
    })
    expect(credential?.notBefore.map(({ from }) => from)).toEqual(['nbf', 'issuanceDate'])
  })

  it('a date beside vc, where Veramo leaves what it does not know', () => {
    const { credential } = decode(claimsOf(attestation(), { validUntil: '2026-02-01T00:00:00Z' }))
    expect(credential?.notAfter.map(({ from }) => from)).toEqual(['exp', 'expirationDate', 'validUntil'])
  })

  it('an accreditation and a root', () => {
    const scope = [{ schemaId: names.schema, types: ['DiplomaCredential'] }]
    expect(decode(claimsOf(accreditation())).credential).toMatchObject({
      kind: 'attest',
      accreditedFor: scope,
      parent: { parentAccreditation: names.parent },
    })
    expect(decode(claimsOf(rootAuthorization())).credential).toMatchObject({
      kind: 'root',
      accreditedFor: scope,
      framework: { trustFramework: 'https://example.org/f', trustFrameworkId: 'F' },
    })
  })

  it.each<[string, JsonObject]>([
    ['iss', { iss: 'did:example:other' }],
    ['sub', { sub: 'did:example:other' }],
  ])('%s against the credential is a conflict, not overwritten', (_name, more) => {
    const vc = { ...attestation(), issuer: { id: names.issuer } }
    const { credential } = decode(claimsOf(vc, more))
    expect(credential?.conflicts).toHaveLength(1)
    expect(credential).toMatchObject({ issuer: names.issuer, subject: names.subject })
  })

  it.each<[string, JsonObject, string[]]>([
    ['jti that is another id', claimsOf({ ...attestation(), id: 'urn:a' }, { jti: 'urn:b' }), ['payload_mismatch']],
    ['jti that is a number', claimsOf(attestation(), { jti: 7 }), ['malformed']],
    ['iss that is an object', claimsOf(attestation(), { iss: {} }), ['malformed', 'malformed']],
    ['iss that is no DID', claimsOf(attestation(), { iss: 'https://example.org' }), ['malformed']],
    ['iss that is a DID URL', claimsOf(attestation(), { iss: `${names.issuer}#key-1` }), ['malformed']],
    ['an issuer that is a list', claimsOf({ ...attestation(), issuer: [names.issuer] }), ['malformed']],
    ['sub that is a list', claimsOf(attestation(), { sub: [names.subject] }), ['malformed']],
    ['nbf that is a string', claimsOf(attestation(), { nbf: '1767225600' }), ['malformed', 'malformed']],
    ['exp beyond any calendar', claimsOf(attestation(), { exp: 1e300 }), ['malformed']],
    ['exp that is null', claimsOf(attestation(), { exp: null }), ['malformed']],
    ['expirationDate that is a number', claimsOf({ ...attestation(), expirationDate: 1_798_761_600 }), ['malformed']],
    ['expirationDate without time', claimsOf({ ...attestation(), expirationDate: '2027-01-01' }), ['malformed']],
    ['expirationDate that is null', claimsOf({ ...attestation(), expirationDate: null }), ['malformed']],
    [
      'validUntil that is no date of the calendar',
      claimsOf({ ...attestation(), validUntil: '2027-02-30T00:00:00Z' }),
      ['malformed'],
    ],
    ['vc that is a string', claimsOf('x' as never), ['malformed']],
    ['vc that is null', { ...claimsOf(attestation()), vc: null }, ['malformed']],
    ['vc beside a second credential', claimsOf(attestation(), v2()), ['malformed']],
    ['no credential', { iss: names.issuer, sub: names.subject }, ['malformed']],
    [
      'a presentation',
      {
        iss: names.issuer,
        vp: { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiablePresentation'] },
      },
      ['malformed'],
    ],
    ['a 1.1 credential without vc', { ...attestation(), iss: names.issuer }, ['malformed']],
    ['no context', claimsOf({ ...attestation(), '@context': [] }), ['malformed']],
    [
      'another context first',
      claimsOf({ ...attestation(), '@context': ['https://example.org', 'https://www.w3.org/2018/credentials/v1'] }),
      ['malformed'],
    ],
    ['a type that is a number', claimsOf({ ...attestation(), type: [7, 'VerifiableCredential'] }), ['malformed']],
    ['no type', claimsOf({ ...attestation(), type: [] }), ['malformed']],
    ['a subject that is a string', claimsOf({ ...attestation(), credentialSubject: names.subject }), ['malformed']],
    ['a subject that is an empty list', claimsOf({ ...attestation(), credentialSubject: [] }), ['malformed']],
    [
      'an id of the subject that is a number',
      claimsOf({ ...attestation(), credentialSubject: { id: 7 } }),
      ['malformed'],
    ],
    [
      'an accreditation of a subject that is no DID',
      claimsOf({ ...accreditation(), credentialSubject: { id: 'urn:x', accreditedFor: [] } }),
      ['malformed'],
    ],
    ['termsOfUse that is null', claimsOf({ ...attestation(), termsOfUse: null }), ['malformed']],
    ['termsOfUse that is a string', claimsOf({ ...attestation(), termsOfUse: 'AttestationPolicy' }), ['malformed']],
    ['termsOfUse that is an empty list', claimsOf({ ...attestation(), termsOfUse: [] }), ['policy_missing']],
    [
      'a policy without type',
      claimsOf({ ...attestation(), termsOfUse: { parentAccreditation: names.parent, rootAuthorization: names.root } }),
      ['malformed'],
    ],
    [
      'accreditedFor that is an object',
      claimsOf({ ...accreditation(), credentialSubject: { id: names.subject, accreditedFor: { types: ['x'] } } }),
      ['malformed'],
    ],
    [
      'limitJurisdiction that is null',
      claimsOf({
        ...accreditation(),
        credentialSubject: {
          id: names.subject,
          accreditedFor: [{ schemaId: 'x', types: ['x'], limitJurisdiction: null }],
        },
      }),
      ['malformed'],
    ],
    [
      'limitJurisdiction that is a number',
      claimsOf({
        ...accreditation(),
        credentialSubject: {
          id: names.subject,
          accreditedFor: [{ schemaId: 'x', types: ['x'], limitJurisdiction: [7] }],
        },
      }),
      ['malformed'],
    ],
    [
      '257 entries',
      claimsOf({
        ...accreditation(),
        credentialSubject: { id: names.subject, accreditedFor: Array.from({ length: 257 }, () => ({})) },
      }),
      ['malformed'],
    ],
    ['no date of issuance', { ...claimsOf(attestation()), nbf: undefined } as never, ['malformed']],
  ])('%s', (_name, claims, expected) => {
    expect([...new Set(codes(claims))]).toEqual([...new Set(expected)])
  })

  it.each<[string, JsonObject]>([
    ['credentialStatus in vc', claimsOf({ ...attestation(), credentialStatus: { id: 'urn:s', type: 'X' } })],
    ['credentialStatus as a list', claimsOf({ ...attestation(), credentialStatus: [{ id: 'urn:s', type: 'X' }] })],
    ['credentialStatus that is null', claimsOf({ ...attestation(), credentialStatus: null })],
    ['credentialStatus beside vc', claimsOf(attestation(), { credentialStatus: { id: 'urn:s', type: 'X' } })],
    [
      'the claim status of an IETF Token Status List',
      claimsOf(attestation(), { status: { status_list: { idx: 1, uri: 'urn:s' } } }),
    ],
  ])('%s is seen as a status', (_name, claims) => {
    expect(decode(claims).credential?.status).toHaveLength(1)
  })
})

describe('a credential of VCDM 2.0', () => {
  it('as the payload itself', () => {
    const { credential, faults } = decode(
      { ...v2(), iss: names.issuer, sub: names.subject, iat: 1 },
      '{"alg":"EdDSA","typ":"vc+jwt","kid":"#k"}',
    )
    expect(faults).toEqual([])
    expect(credential).toMatchObject({ dataModel: '2.0', issuer: names.issuer, subject: names.subject, dialects: [] })
    expect(credential?.document).not.toHaveProperty('iss')
    expect(credential?.document).not.toHaveProperty('iat')
  })
  it('without dates', () => {
    const { validFrom: _, ...undated } = v2()
    expect(codes(undated)).toEqual([])
  })
  it('with a status claim', () => {
    expect(decode({ ...v2(), status: { status_list: { idx: 1, uri: 'urn:s' } } }).credential?.status).toHaveLength(1)
  })
  it('nbf and exp are dates of it too', () => {
    const { credential } = decode({ ...v2(), nbf: 1, exp: 2 })
    expect([credential?.notBefore.length, credential?.notAfter.length]).toEqual([2, 1])
  })
})

describe('the header of the JWS', () => {
  const header = (members: JsonObject): string => JSON.stringify({ alg: 'EdDSA', kid: '#key-1', ...members })
  it.each<[JsonValue, string[]]>([
    ['JWT', []],
    ['jwt', []],
    ['vc+jwt', []],
    ['application/vc+jwt', []],
    ['vc+ld+jwt', []],
    ['vp+jwt', ['malformed']],
    ['kb+jwt', ['malformed']],
    ['at+jwt', ['malformed']],
    ['openid4vci-proof+jwt', ['malformed']],
    ['statuslist+jwt', ['malformed']],
    ['', ['malformed']],
    [null, ['malformed']],
    [['JWT'], ['malformed']],
  ])('typ %j', (typ, expected) => {
    expect(codes(claimsOf(attestation()), header({ typ }))).toEqual(expected)
  })
  it('no typ', () => {
    expect(codes(claimsOf(attestation()), header({}))).toEqual([])
  })
  it.each<[JsonValue]>([[[]], [['exp']], [['b64']], [['unknown']], ['exp'], [null], [{}], [false]])(
    'crit %j is refused in any dialect',
    (crit) => {
      expect(codes(claimsOf(attestation()), header({ crit }))).toEqual(['crit_unknown'])
    },
  )
  it.each<[JsonValue]>([[7], [null], [['#key-1']], [{}]])('kid %j', (kid) => {
    expect(codes(claimsOf(attestation()), header({ kid }))).toEqual(['malformed'])
  })
})
