import { checkAudience } from '../src/checks/check-audience.js'
import { checkOwnDate } from '../src/checks/check-own-date.js'
import { checkProofEnd } from '../src/checks/check-proof-end.js'
import { checkResource } from '../src/checks/check-resource.js'
import { checkValidity } from '../src/checks/check-validity.js'
import { pass, type Finding } from '../src/checks/finding.js'
import { isWhatWasAsked } from '../src/checks/is-what-was-asked.js'
import { plainMessage } from '../src/checks/plain-message.js'
import { outsideWindow } from '../src/checks/verify-data-integrity.js'
import type { Link } from '../src/chain/link.js'
import { parseResourceReference } from '../src/index.js'
import { linkOf } from './support/link-of.js'

const noon = Date.UTC(2026, 5, 1, 12)
const skew = 60_000
const dated = (ms: number, from = 'nbf') => ({ ms, from, text: new Date(ms).toISOString() }) as never
const textAt = (ms: number): string => new Date(ms).toISOString()
const endOf = (finding: Finding | undefined): unknown[] | undefined =>
  finding && [finding.status, finding.code, ...(finding.details === undefined ? [] : [finding.details])]

describe('the dates of a credential, to the millisecond', () => {
  const judged = (notBefore: number[], notAfter: number[], expiry: 'required' | 'optional' = 'optional') =>
    endOf(
      checkValidity({ policy: { expiry } } as never, {
        credential: { notBefore: notBefore.map((ms) => dated(ms)), notAfter: notAfter.map((ms) => dated(ms)) },
        heldAt: noon,
      }),
    )
  it.each<[string, number[], number[], unknown[]]>([
    ['a clock that is slow by all of the skew', [noon + skew], [], ['pass', 'ok']],
    ['by more', [noon + skew + 1], [], ['fail', 'not_yet_valid', { validFrom: textAt(noon + skew + 1) }]],
    ['an end that is the skew ago', [], [noon - skew], ['pass', 'ok', { validUntil: textAt(noon - skew) }]],
    ['one before that', [], [noon - skew - 1], ['fail', 'expired', { validUntil: textAt(noon - skew - 1) }]],
    ['an end at its beginning', [noon], [noon], ['pass', 'ok', { validUntil: textAt(noon) }]],
    ['an end before its beginning', [noon], [noon - 1], ['fail', 'dates_disagree']],
    ['two starts of one second', [noon, noon - 999], [], ['pass', 'ok']],
    ['two starts a second apart', [noon, noon - 1000], [], ['fail', 'dates_disagree']],
    ['two ends a second apart', [], [noon, noon + 1000], ['fail', 'dates_disagree']],
    ['no dates at all', [], [], ['pass', 'ok']],
  ])('%s', (_name, notBefore, notAfter, end) => {
    expect(judged(notBefore, notAfter)).toEqual(end)
  })

  it('whoever must know the end refuses what has none', () => {
    expect(judged([], [], 'required')).toEqual(['fail', 'expiry_required'])
    expect(judged([], [noon], 'required')).toEqual(['pass', 'ok', { validUntil: textAt(noon) }])
  })

  it('of dates that disagree both are told: an issuer could not find the fault', () => {
    const credential = { notBefore: [dated(0), dated(noon, 'validFrom')], notAfter: [] }
    expect(checkValidity({ policy: { expiry: 'optional' } } as never, { credential, heldAt: noon }).message).toContain(
      `nbf ${textAt(0)}, validFrom ${textAt(noon)}`,
    )
  })
})

describe('the window of a proof, to the millisecond', () => {
  it.each<[string, object, unknown]>([
    ['made the skew from now', { created: dated(noon + skew) }, undefined],
    [
      'made after that',
      { created: dated(noon + skew + 1) },
      ['fail', 'not_yet_valid', { created: textAt(noon + skew + 1) }],
    ],
    ['ended the skew ago', { expires: dated(noon - skew) }, undefined],
    [
      'ended before that',
      { expires: dated(noon - skew - 1) },
      ['fail', 'expired', { expires: textAt(noon - skew - 1) }],
    ],
    ['without dates', {}, undefined],
  ])('%s', (_name, proof, end) => {
    expect(endOf(outsideWindow(proof, noon))).toEqual(end)
  })

  const heldBy = (proof: object | undefined) =>
    endOf(checkProofEnd({ ...linkOf({ ...(proof && { proof }) }), heldAt: noon }))
  const ended = { expires: dated(noon - skew - 1) }
  const expired = ['fail', 'expired', { expires: textAt(noon - skew - 1) }]
  it.each<[string, object | undefined, unknown]>([
    ['a JWT has no proof that ends', undefined, undefined],
    ['an external proof that ended', { kind: 'external', ...ended }, expired],
    ['one that did not', { kind: 'external', expires: dated(noon) }, undefined],
    ['one without end, though it was made later', { kind: 'external', created: dated(noon + 2 * skew) }, undefined],
    ['a set that ended', { kind: 'data-integrity', proofs: [ended, ended] }, expired],
    ['a set of which one holds still', { kind: 'data-integrity', proofs: [ended, {}] }, undefined],
  ])('as of the time at which a credential had to hold: %s', (_name, proof, end) => {
    expect(heldBy(proof)).toEqual(end)
  })
})

describe('what a leaf says of its own date, where the ledger’s clock counts', () => {
  const parent = (issuedAt: number, more: object = {}, notBefore: number[] = []): Link => ({
    ...linkOf({ kind: 'attest', notBefore: notBefore.map((ms) => dated(ms)) }),
    issuedAt,
    ...more,
  })
  const leaf = (stated: number | undefined, issuedAt: number, more: object = {}): Link => ({
    ...linkOf({ kind: 'attestation', jws: {}, notBefore: stated === undefined ? [] : [dated(stated)], ...more }),
    issuedAt,
  })
  const unsigned = { signature: { status: 'fail' } } as never
  const judged = (child: Link, above: Link | undefined) => endOf(checkOwnDate({} as never, child, above, unsigned))
  const older = (stated: number, since: number) => [
    'fail',
    'not_yet_valid',
    { validFrom: textAt(stated), parentSince: textAt(since).replace('.000Z', 'Z') },
  ]
  const ledger = { provenBy: { by: 'ledger' } }
  it.each<[string, Link, Link | undefined, unknown]>([
    ['older than its parent on the ledger', leaf(0, noon + 1e9), parent(noon, ledger), older(0, noon)],
    ['by no more than the skew', leaf(noon - skew, noon + 1e9), parent(noon, ledger), undefined],
    ['by more', leaf(noon - skew - 1, noon + 1e9), parent(noon, ledger), older(noon - skew - 1, noon)],
    ['a parent that is on no ledger has no such time', leaf(0, noon + 1e9), parent(noon), undefined],
    ['the parent’s own start, where that is later', leaf(0, noon + 1e9), parent(0, ledger, [noon]), older(0, noon)],
    ['the ledger’s time, where that is later', leaf(0, noon + 1e9), parent(noon, ledger, [0]), older(0, noon)],
    ['it existed before its parent, as is proven', leaf(0, 0), parent(noon, ledger), undefined],
    ['without a parent', leaf(0, noon), undefined, undefined],
    ['without a date', leaf(undefined, noon), parent(noon, ledger), undefined],
    [
      'an attestation of which a resource holds the hash',
      { ...leaf(0, noon + 1e9), provenBy: { by: 'resource' } },
      parent(noon, ledger),
      older(0, noon),
    ],
    [
      'a draft of an attestation, which stands on no ledger',
      leaf(0, noon + 1e9, { jws: undefined }),
      parent(noon, ledger),
      older(0, noon),
    ],
    [
      'an accreditation on the ledger: only the ledger’s time counts',
      { ...leaf(0, noon + 1e9, { kind: 'attest' }), ...ledger } as Link,
      parent(noon, ledger),
      undefined,
    ],
    [
      'a draft of an accreditation',
      leaf(0, noon + 1e9, { kind: 'attest', jws: undefined }),
      parent(noon, ledger),
      undefined,
    ],
    [
      'an accreditation that is handed over, by JWT',
      leaf(0, noon + 1e9, { kind: 'attest' }),
      parent(noon, ledger),
      older(0, noon),
    ],
    [
      'an accreditation that is handed over, by another proof',
      leaf(0, noon + 1e9, { kind: 'attest', jws: undefined, proof: {} }),
      parent(noon, ledger),
      older(0, noon),
    ],
  ])('%s', (_name, child, above, end) => {
    expect(judged(child, above)).toEqual(end)
  })
})

const did = 'did:cheqd:testnet:00000000-0000-4000-8000-00000000000a'
const collection = did.slice(-36)
const id = '00000000-0000-4000-8000-0000000000bb'
const created = '2026-06-01T12:00:00Z'
const metadata = {
  resourceCollectionId: collection,
  resourceId: id,
  resourceName: 'Name',
  resourceType: 'T',
  resourceURI: `${did}/resources/${id}`,
  mediaType: 'application/vc',
  created,
  checksum: 'ab',
}
const pinned = parseResourceReference(`${did}/resources/${id}`)!
const named = parseResourceReference(`${did}?resourceName=Name&resourceType=T`)!
const asOf = (time: string) =>
  parseResourceReference(`${did}?resourceName=Name&resourceType=T&resourceVersionTime=${time}`)!

describe('a resource is the one that was asked for, or another would be read in its place', () => {
  it.each<[string, typeof pinned, object, boolean]>([
    ['itself, pinned', pinned, {}, true],
    ['pinned, in capitals', pinned, { resourceId: id.toUpperCase() }, true],
    ['another id', pinned, { resourceId: id.replace('bb', 'bc') }, false],
    ['itself, by name', named, {}, true],
    ['another name', named, { resourceName: 'Other' }, false],
    ['a name in other capitals', named, { resourceName: 'NAME' }, false],
    ['another type', named, { resourceType: 'U' }, false],
    ['the collection as the DID itself', named, { resourceCollectionId: did }, true],
    ['the collection in capitals', named, { resourceCollectionId: collection.toUpperCase() }, true],
    ['another collection', named, { resourceCollectionId: collection.replace('0a', '0b') }, false],
    ['a part of the collection', named, { resourceCollectionId: collection.slice(1) }, false],
    ['no collection', named, { resourceCollectionId: '' }, false],
    ['more than the DID', named, { resourceCollectionId: `x${did}` }, false],
    ['as of the time of its publication', asOf(created), {}, true],
    ['as of a time before', asOf('2026-06-01T11:59:59Z'), {}, false],
    ['published at no time', asOf(created), { created: 'x' }, false],
  ])('%s', (_name, reference, more, is) => {
    expect(isWhatWasAsked(reference, { ...metadata, ...more })).toBe(is)
  })

  it('as of no time', () => {
    expect(isWhatWasAsked({ ...asOf(created), resourceVersionTime: 'x' } as never, metadata)).toBe(false)
  })
})

describe('a credential is what its DID URL names, without any other check before it', () => {
  const index = {
    timeOf: (text: string) => (Number.isNaN(Date.parse(text)) ? -Infinity : Date.parse(text)),
    skewAt: (time: number) => (time === noon ? skew : 0),
  }
  const url = `${did}?resourceName=Name&resourceType=T`
  const judged = (more: object, credential: object, heldAt: number) =>
    endOf(
      checkResource({ index } as never, {
        ...linkOf({ issuer: did, types: ['T'], ...credential }),
        heldAt,
        source: {
          reference: named,
          evidence: { metadata: { ...metadata, ...more } },
          sha256: 'ab',
        } as never,
      }),
    )
  const fine = ['pass', 'ok', { url, resourceId: id, created }]
  it.each<[string, object, object, number, unknown]>([
    ['it is', {}, {}, noon, fine],
    [
      'under a DID of somebody else',
      {},
      { issuer: 'did:x:y' },
      noon,
      ['fail', 'resource_issuer_mismatch', { url, issuer: 'did:x:y' }],
    ],
    ['another resource', { resourceName: 'x' }, {}, noon, ['fail', 'resource_not_found', { url }]],
    ['other bytes', { checksum: 'ac' }, {}, noon, ['fail', 'checksum_mismatch', { url, sha256: 'ab' }]],
    ['the checksum in capitals', { checksum: 'AB' }, {}, noon, fine],
    ['published at no time', { created: 'x' }, {}, noon, ['indeterminate', 'resource_unavailable', { url }]],
    ['published after it had to hold', {}, {}, noon - 1, ['fail', 'resource_not_found', { url }]],
    [
      'published a minute from now, by another clock',
      { created: '2026-06-01T12:01:00Z' },
      {},
      noon,
      ['pass', 'ok', { url, resourceId: id, created: '2026-06-01T12:01:00Z' }],
    ],
    [
      'published after that',
      { created: '2026-06-01T12:01:00.001Z' },
      {},
      noon,
      ['fail', 'resource_not_found', { url }],
    ],
  ])('%s', (_name, more, credential, heldAt, expected) => {
    expect(judged(more, credential, heldAt)).toEqual(expected)
  })

  it('nothing says what it is', () => {
    const link = { ...linkOf({ issuer: did }), source: { reference: named, evidence: {}, sha256: '' } as never }
    expect(endOf(checkResource({ index } as never, link))).toEqual(['indeterminate', 'resource_unavailable', { url }])
    expect(endOf(checkResource({ index } as never, linkOf({})))).toEqual(['skipped', 'not_applicable'])
  })

  it.each<[string, string[], string, boolean]>([
    [
      'the type of its role',
      ['VerifiableCredential', 'VerifiableAccreditationToAttest'],
      'VerifiableAccreditationToAttest',
      true,
    ],
    ['a type that says nothing of its role', ['T', 'VerifiableAccreditationToAttest'], 'T', false],
    ['another role', ['VerifiableAccreditationToAttest'], 'VerifiableAccreditationToAccredit', false],
    [
      'the root’s, in either spelling',
      ['VerifiableAuthorizationForTrustChain'],
      'VerifiableAuthorisationForTrustChain',
      true,
    ],
    ['the other way round', ['VerifiableAuthorisationForTrustChain'], 'VerifiableAuthorizationForTrustChain', true],
    ['any type of an attestation', ['VerifiableCredential', 'Diploma'], 'Diploma', true],
    ['no type of an attestation', ['VerifiableCredential', 'Diploma'], 'Degree', false],
  ])('is called after %s', (_name, types, resourceType, is) => {
    const reference = parseResourceReference(`${did}?resourceName=Name&resourceType=${resourceType}`)!
    const link = {
      ...linkOf({ issuer: did, types }),
      heldAt: noon,
      source: { reference, evidence: { metadata: { ...metadata, resourceType } }, sha256: 'ab' } as never,
    }
    expect(checkResource({ index } as never, link).code).toBe(is ? 'ok' : 'resource_type_mismatch')
  })

  it('a type of a megabyte is not repeated in the report', () => {
    const resourceType = 'x'.repeat(100)
    const reference = parseResourceReference(`${did}?resourceName=Name&resourceType=${resourceType}`)!
    const link = {
      ...linkOf({ issuer: did, types: ['T'] }),
      heldAt: noon,
      source: { reference, evidence: { metadata: { ...metadata, resourceType } }, sha256: 'ab' } as never,
    }
    expect(checkResource({ index } as never, link).details).toMatchObject({ resourceType: 'x'.repeat(64) })
  })
})

describe('for whom a token is made', () => {
  it('is repeated in the report, bounded: a token could fill the log', () => {
    const many = Array.from({ length: 20 }, (_, index) => `${String(index).padStart(2, '0')}${'x'.repeat(300)}`)
    const audience = many.slice(0, 16).map((name) => name.slice(0, 256))
    expect(endOf(checkAudience(many, ['us']))).toEqual(['fail', 'audience_mismatch', { audience }])
    expect(endOf(checkAudience(many, undefined))).toEqual(['indeterminate', 'audience_mismatch', { audience }])
    expect(checkAudience(many, [many[19]!])).toBeUndefined()
  })
})

it('a finding without details has no such member: reports are compared as they are', () => {
  expect(pass('x')).toStrictEqual({ status: 'pass', code: 'ok', message: 'x' })
})

describe('a message out of evidence', () => {
  it.each([
    ['is as it was, up to its limit', 'x'.repeat(300), 'x'.repeat(300)],
    ['is cut behind it, and shows that', 'x'.repeat(301), `${'x'.repeat(300)}…`],
    ['moves no cursor and hides no text', 'a\r\n\u001B[2Jb\u202Ec', 'a [2Jb c'],
  ])('%s', (_name, message, plain) => {
    expect(plainMessage(message)).toBe(plain)
  })
})
