import { checkResource } from '../src/checks/check-resource.js'
import type { Finding } from '../src/checks/finding.js'
import { isWhatWasAsked } from '../src/checks/is-what-was-asked.js'
import { parseResourceReference } from '../src/index.js'
import { linkOf } from './support/link-of.js'

const noon = Date.UTC(2026, 5, 1, 12)
const skew = 60_000
const endOf = (finding: Finding | undefined): unknown[] | undefined =>
  finding && [finding.status, finding.code, ...(finding.details === undefined ? [] : [finding.details])]

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
