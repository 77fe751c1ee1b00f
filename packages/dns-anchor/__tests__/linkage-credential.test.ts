import type { JsonObject } from '@trustchains/core'
import { judgeLinkageJwt, type LinkageExpectation } from '../src/linkage/judge-linkage-jwt.js'
import { maxLinkedDids, readDidConfiguration } from '../src/linkage/read-did-configuration.js'
import type { DidDocumentObject } from '../src/index.js'
import { exampleDocument, rootDid } from './support/example-dids.js'
import { didConfiguration, goodLinkage, linkageClaims, linkageJwt } from './support/linkage.js'

const origin = 'https://rtao.test'
const document: DidDocumentObject = exampleDocument(rootDid)
const expected: LinkageExpectation = { did: rootDid, origin, at: Date.UTC(2026, 5, 1), answer: { document } }

/** The code that a good credential gets after a change. */
function afterChange(
  change: (claims: ReturnType<typeof linkageClaims>) => { header?: JsonObject; payload?: JsonObject; vc?: JsonObject },
  expectation: Partial<LinkageExpectation> = {},
): string {
  const claims = linkageClaims(origin)
  const { header = claims.header, payload = claims.payload, vc = claims.vc } = change(claims)
  return judgeLinkageJwt(linkageJwt(header, { ...payload, vc: payload.vc === claims.vc ? vc : payload.vc! }), {
    ...expected,
    ...expectation,
  }).code
}

const without = (object: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([member]) => member !== name))

it('A credential that keeps every rule links the DID, with an origin as people write it too', () => {
  expect(judgeLinkageJwt(goodLinkage(origin), expected)).toEqual({ code: 'ok', expiresAt: '2090-01-01T00:00:00Z' })
  for (const written of ['https://rtao.test/', 'https://RTAO.test', 'https://rtao.test:443']) {
    expect(judgeLinkageJwt(goodLinkage(written), expected).code).toBe('ok')
  }
  expect(afterChange(({ vc }) => ({ vc: { ...vc, issuer: { id: rootDid } } }))).toBe('ok')
})

describe('A credential for another place does not link this one, or any tenant of a host could speak for it', () => {
  it.each([
    'http://rtao.test',
    'https://rtao.test:8443',
    'https://www.rtao.test',
    'https://rtao.test.evil.test',
    'https://evil-rtao.test',
    'https://rtao.test/path',
    'https://rtao.test/?x',
    'https://rtao.test/#x',
    'https://user@rtao.test',
    'rtao.test',
    '',
    'null',
    `https://rtao.test/${' '.repeat(1000)}`,
  ])('%j', (other) => {
    expect(judgeLinkageJwt(goodLinkage(other), expected).code).toBe('linkage_origin')
  })

  it('where the port differs', () => {
    const at8443 = { ...expected, origin: 'https://rtao.test:8443' }
    expect(judgeLinkageJwt(goodLinkage('https://rtao.test:8443'), at8443).code).toBe('ok')
    expect(judgeLinkageJwt(goodLinkage('https://rtao.test'), at8443).code).toBe('linkage_origin')
  })

  it('where it names none', () => {
    expect(afterChange(({ vc }) => ({ vc: { ...vc, credentialSubject: { id: rootDid } } }))).toBe('linkage_origin')
    expect(afterChange(({ vc }) => ({ vc: { ...vc, credentialSubject: { id: rootDid, origin: [origin] } } }))).toBe(
      'linkage_origin',
    )
  })
})

describe('The header has alg and kid and nothing else, or one reader could take it for a token of another kind', () => {
  it.each([
    ['typ', { typ: 'JWT' }],
    ['a key of its own', { jwk: {} }],
    ['crit', { crit: ['b64'], b64: false }],
    ['cty', { cty: 'vc' }],
  ])('not %s', (_title, more) => {
    expect(afterChange(({ header }) => ({ header: { ...header, ...more } }))).toBe('linkage_malformed')
  })

  it.each(['alg', 'kid'])('not without %s', (name) => {
    expect(afterChange(({ header }) => ({ header: without(header, name) }))).toBe('linkage_malformed')
  })

  it.each(['none', 'HS256', 'ES256', 'ES256K', 'eddsa', ''])('not with the algorithm %j', (alg) => {
    expect(afterChange(({ header }) => ({ header: { ...header, alg } }))).toBe('linkage_signature')
  })
})

describe('Claims and credential say the same, or each reader would believe another part', () => {
  it.each<[string, JsonObject]>([
    ['jti', { jti: 'urn:uuid:1' }],
    ['iat', { iat: 1767225600 }],
    ['aud', { aud: 'https://rtao.test' }],
  ])('no claim %s, which the specification does not have', (_title, more) => {
    expect(afterChange(({ payload }) => ({ payload: { ...payload, ...more } }))).toBe('linkage_malformed')
  })

  it.each(['nbf', 'exp', 'vc'])('none of its claims missing: %s', (name) => {
    const claims = linkageClaims(origin)
    expect(judgeLinkageJwt(linkageJwt(claims.header, without(claims.payload, name)), expected).code).toBe(
      'linkage_malformed',
    )
  })

  it.each(['issuanceDate', 'expirationDate', '@context', 'type', 'credentialSubject'])(
    'the credential has %s',
    (name) => {
      expect(afterChange(({ vc }) => ({ vc: without(vc, name) }))).toBe('linkage_malformed')
    },
  )

  it.each<[string, JsonObject]>([
    ['an id', { id: 'urn:uuid:1' }],
    ['a proof of its own', { proof: {} }],
    ['a status, which nobody looks at', { credentialStatus: {} }],
    ['another type', { type: ['VerifiableCredential', 'Other'] }],
    ['one type only', { type: 'DomainLinkageCredential' }],
    ['another first context', { '@context': ['https://identity.foundation/.well-known/did-configuration/v1'] }],
    ['a list of subjects', { credentialSubject: [{ id: rootDid, origin }] }],
    ['a date without time', { issuanceDate: '2026-01-01' }],
    ['an end other than exp', { expirationDate: '2091-01-01T00:00:00Z' }],
    ['a beginning other than nbf', { issuanceDate: '2026-01-01T00:00:01Z' }],
  ])('the credential has not %s', (_title, more) => {
    expect(afterChange(({ vc }) => ({ vc: { ...vc, ...more } }))).toBe('linkage_malformed')
  })

  it.each<[string, JsonObject, JsonObject]>([
    ['sub', { sub: 'did:example:other' }, {}],
    ['issuer', {}, { issuer: 'did:example:other' }],
    ['no issuer', {}, { issuer: [] }],
    ['no sub', { sub: 7 }, {}],
  ])('iss, sub, issuer and subject are one DID: %s', (_title, claims, more) => {
    expect(afterChange(({ payload, vc }) => ({ payload: { ...payload, ...claims }, vc: { ...vc, ...more } }))).toBe(
      'linkage_subject',
    )
  })

  it('a DID, not a part of its document', () => {
    const subject = { id: `${rootDid}#key-1`, origin }
    expect(afterChange(({ vc }) => ({ vc: { ...vc, credentialSubject: subject } }))).toBe('linkage_subject')
  })
})

it('What is clearly of another DID is none of our business', () => {
  expect(judgeLinkageJwt(goodLinkage(origin, 'did:example:other'), expected).code).toBe('other')
  const { header, payload } = linkageClaims(origin, 'did:example:other')
  expect(judgeLinkageJwt(linkageJwt(header, { ...payload, jti: '1' }), expected).code).toBe('other')
})

it('A credential counts from nbf to exp, with a minute for clocks, at the time of the report', () => {
  const at = (time: string): string => judgeLinkageJwt(goodLinkage(origin), { ...expected, at: Date.parse(time) }).code
  expect([at('2025-12-31T23:58:59Z'), at('2025-12-31T23:59:00Z')]).toEqual(['linkage_not_yet_valid', 'ok'])
  expect([at('2090-01-01T00:00:59Z'), at('2090-01-01T00:01:00Z')]).toEqual(['ok', 'linkage_expired'])
})

describe('Only a key that the DID document has under assertionMethod signs for it', () => {
  const { verificationMethod } = document
  const judge = (other: DidDocumentObject): string =>
    judgeLinkageJwt(goodLinkage(origin), { ...expected, answer: { document: { id: rootDid, ...other } } }).code

  it('not one that is only listed', () => {
    expect(judge({ verificationMethod })).toBe('linkage_key')
  })

  it('not one for another purpose', () => {
    for (const purpose of ['authentication', 'keyAgreement', 'capabilityInvocation', 'capabilityDelegation']) {
      expect(judge({ verificationMethod, [purpose]: [`${rootDid}#key-1`] })).toBe('linkage_key')
    }
  })

  it('one that stands in it itself', () => {
    expect(judge({ assertionMethod: verificationMethod })).toBe('ok')
  })

  it.each(['#key-1', `${rootDid}#key-2`, 'did:example:other#key-1', rootDid, ''])(
    'not one that kid %j names',
    (kid) => {
      expect(afterChange(({ header }) => ({ header: { ...header, kid } }))).toBe('linkage_key')
    },
  )

  it('not another key, nor other bytes', () => {
    const [key] = verificationMethod as [JsonObject]
    const jwk = { ...(key.publicKeyJwk as JsonObject), x: 'PUAXw-hDiVqStwqnTRt-vJyYLM8uxJaMwM1V8Sr0Zgw' }
    expect(judge({ assertionMethod: [{ ...key, publicKeyJwk: jwk }] })).toBe('linkage_signature')
    const [header, , signature] = goodLinkage(origin).split('.') as [string, string, string]
    const [, payload] = goodLinkage('https://rtao.test:443').split('.') as [string, string]
    expect(judgeLinkageJwt(`${header}.${payload}.${signature}`, expected).code).toBe('linkage_signature')
  })

  it('and none where the document could not be had', () => {
    expect(judgeLinkageJwt(goodLinkage(origin), { ...expected, answer: { reason: 'no answer' } }).code).toBe(
      'linkage_did_unresolved',
    )
  })
})

it.each(['', 'a.b', 'a.b.c.d', '..', 'not a token', `${goodLinkage(origin)}=`])('No JWT: %j', (token) => {
  expect(judgeLinkageJwt(token, expected).code).toBe('linkage_malformed')
})

describe('A DID configuration is what the specification says, or a page of any kind would be read as one', () => {
  it('with its entries', () => {
    expect(readDidConfiguration(Buffer.from(didConfiguration('a', {})))).toEqual(['a', {}])
  })

  it.each([
    ['no JSON', '<html>'],
    ['a list', '[]'],
    ['without @context', '{"linked_dids":[]}'],
    ['without linked_dids', '{"@context":"x"}'],
    ['linked_dids is no list', '{"@context":"x","linked_dids":{}}'],
    ['with another member', '{"@context":"x","linked_dids":[],"entries":[]}'],
    ['a member twice', '{"@context":"x","linked_dids":[],"linked_dids":["y"]}'],
    ['too deep', `{"@context":"x","linked_dids":${'['.repeat(100)}${']'.repeat(100)}}`],
    ['too many entries', didConfiguration(...Array.from({ length: maxLinkedDids + 1 }, () => ''))],
  ])('%s', (_title, text) => {
    expect(typeof readDidConfiguration(Buffer.from(text))).toBe('string')
  })

  it('not UTF-8', () => {
    expect(typeof readDidConfiguration(Buffer.from([0x22, 0xff, 0x22]))).toBe('string')
  })
})
