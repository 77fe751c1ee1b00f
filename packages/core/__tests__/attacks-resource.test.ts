import type { MintedChain } from '@trustchains/test-kit'
import type { ResourceEvidence } from '../src/index.js'
import { itemFor } from './support/item-for.js'
import { judgeBundle, outcome, judge } from './support/judge.js'
import { outcomeOf } from './support/tamper.js'
import type { Row } from './support/tamper.js'

describe('H10: a resource that is not what its DID URL names would be believed', () => {
  const rows: Row[] = [
    [
      'a1 hosted under a stranger’s DID',
      {
        tamper: {
          a1: { resource: (resource, { did }) => ({ ...resource, collection: did('mallory') }) },
          a2: {
            payload: (draft, { did, url }) => {
              draft.termsOfUse.parentAccreditation = url('a1').pinned.replace(did('root'), did('mallory'))
            },
          },
        },
      },
      'untrusted: resource resource_issuer_mismatch 2',
    ],
    [
      'a resourceType that is not the credential’s type',
      { tamper: { a2: { resource: (resource) => ({ ...resource, type: 'VerifiableAccreditationToAccredit' }) } } },
      'untrusted: resource resource_type_mismatch 1',
    ],
    [
      'a checksum of other bytes',
      { tamper: { a1: { resource: (resource) => ({ ...resource, checksum: '0'.repeat(64) }) } } },
      'untrusted: resource checksum_mismatch 2',
    ],
    [
      'an empty checksum',
      { tamper: { a1: { resource: (resource) => ({ ...resource, checksum: '' }) } } },
      'untrusted: resource checksum_mismatch 2',
    ],
    [
      'bytes changed behind the checksum',
      {
        tamper: {
          a2: {
            resource: (resource) => ({
              ...resource,
              content: `${String(resource.content)} `,
              checksum: '0'.repeat(64),
            }),
          },
        },
      },
      'untrusted: resource checksum_mismatch 1',
    ],
    [
      'white space with its own checksum',
      { tamper: { a2: { resource: (resource) => ({ ...resource, content: ` ${String(resource.content)}\n` }) } } },
      'trusted',
    ],
    [
      'the bare JWT',
      {
        tamper: {
          a2: {
            document: ({ proof }) => proof.jwt as never,
            resource: (resource) => ({ ...resource, content: JSON.parse(String(resource.content)) as string }),
          },
        },
      },
      'trusted',
    ],
    [
      'HTML instead of JSON',
      {
        tamper: {
          a2: { resource: (resource) => ({ ...resource, content: '<!doctype html><title>Not found</title>' }) },
        },
      },
      'untrusted: format malformed 1',
    ],
    [
      'nothing',
      { tamper: { a2: { resource: (resource) => ({ ...resource, content: '' }) } } },
      'untrusted: format malformed 1',
    ],
    [
      'bytes that are no UTF-8',
      { tamper: { a2: { resource: (resource) => ({ ...resource, content: new Uint8Array([0xff, 0xfe, 0x7b]) }) } } },
      'untrusted: format malformed 1',
    ],
    [
      'a parent published only after the time of evaluation',
      { published: { a2: '2026-06-02T00:00:00Z' } },
      'untrusted: resource resource_not_found 1',
    ],
    [
      'a parent published within the skew',
      { published: { a2: '2026-06-01T00:01:00Z' }, policy: { superseded: 'accept' } },
      'trusted',
    ],
    [
      'a parent published beyond the skew',
      { published: { a2: '2026-06-01T00:01:01Z' } },
      'untrusted: resource resource_not_found 1',
    ],
    [
      'a parent that is no DID URL',
      {
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.termsOfUse.parentAccreditation = 'https://example.org/a2'
            },
          },
        },
      },
      'untrusted: resource resource_not_found 1',
    ],
    [
      'a parent that is a DID',
      {
        tamper: {
          leaf: {
            payload: (draft, { did }) => {
              draft.termsOfUse.parentAccreditation = did('p1')
            },
          },
        },
      },
      'untrusted: resource resource_not_found 1',
    ],
    [
      'a parent that nobody published',
      {
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.termsOfUse.parentAccreditation = draft.termsOfUse.parentAccreditation?.replace(
                /[^/]*$/,
                'ffffffff-ffff-4fff-bfff-ffffffffffff',
              )
            },
          },
        },
      },
      'untrusted: resource resource_not_found 1',
    ],
    [
      'a parent with a lone surrogate in its name',
      {
        tamper: {
          leaf: {
            payload: (draft, { did }) => {
              draft.termsOfUse.parentAccreditation = `${did('p1')}?resourceName=\ud800&resourceType=x`
            },
          },
        },
      },
      'untrusted: resource resource_not_found 1',
    ],
    [
      'a root with a lone surrogate in its name',
      {
        tamper: {
          leaf: {
            payload: (draft, { did }) => {
              draft.termsOfUse.rootAuthorization = `${did('p1')}?resourceName=\ud800&resourceType=x`
            },
          },
        },
      },
      'untrusted: root-binding root_mismatch chain',
    ],
    [
      'a schemaId with a lone surrogate in it',
      {
        tamper: {
          a2: {
            payload: (draft, { did }) => {
              draft.credentialSubject.accreditedFor = [
                { schemaId: `${did('root')}?resourceName=\ud800&resourceType=x`, types: ['DiplomaCredential'] },
              ]
            },
          },
        },
      },
      'untrusted: scope scope_exceeded 0',
    ],
    [
      'a parent URL of 3,000 characters',
      {
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.termsOfUse.parentAccreditation = `${String(draft.termsOfUse.parentAccreditation)}?${'a'.repeat(3000)}=1`
            },
          },
        },
      },
      'untrusted: resource resource_not_found 1',
    ],
  ]
  it.each(rows)('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })

  it('metadata of another collection, another id, another name', () => {
    const lie = (
      change: (metadata: NonNullable<ResourceEvidence['metadata']>, chain: MintedChain) => void,
      reference: 'pinned' | 'named',
    ) =>
      outcome(
        judgeBundle({ reference }, (bundle, chain) => {
          const { metadata } = itemFor(bundle, chain.url('a2')[reference === 'named' ? 'latest' : 'pinned'])
          if (metadata !== undefined) change(metadata, chain)
        }),
      )
    const lied = 'untrusted: resource resource_not_found 1'
    expect(lie((metadata) => (metadata.resourceCollectionId = 'other'), 'pinned')).toBe(lied)
    expect(lie((metadata) => (metadata.resourceCollectionId = ''), 'pinned')).toBe(lied)
    expect(lie((metadata) => (metadata.resourceId = 'other'), 'pinned')).toBe(lied)
    expect(lie((metadata) => (metadata.resourceName = 'other'), 'named')).toBe(lied)
    expect(lie((metadata) => (metadata.resourceType = 'other'), 'named')).toBe(lied)
    expect(lie((metadata, { did }) => (metadata.resourceCollectionId = did('p1')), 'named')).toBe('trusted')
    expect(lie((metadata) => (metadata.checksum = metadata.checksum.toUpperCase()), 'named')).toBe('trusted')
    expect(lie((metadata) => (metadata.created = 'soon'), 'pinned')).toBe(
      'indeterminate: resource resource_unavailable 1',
    )
  })

  it('a resource named as of a time, answered with a version that came later', () => {
    const asOf = (time: string) =>
      outcome(
        judge({
          tamper: {
            leaf: {
              payload: (draft, { url }) => {
                draft.termsOfUse.parentAccreditation = `${url('a2').latest}&resourceVersionTime=${encodeURIComponent(time)}`
              },
            },
          },
        }),
      )
    expect(asOf('2026-01-10T00:00:00Z')).toBe('trusted')
    expect(asOf('2026-01-09T23:59:59Z')).toBe('untrusted: resource resource_not_found 1')
    const forged = (time: string) =>
      judgeBundle(
        {
          tamper: {
            leaf: {
              payload: (draft, { url }) => {
                draft.termsOfUse.parentAccreditation = `${url('a2').latest}&resourceVersionTime=${encodeURIComponent(time)}`
              },
            },
          },
        },
        (bundle, { url }) => {
          const asked = bundle.resources.find((candidate) =>
            candidate.url.includes('resourceVersionTime'),
          ) as ResourceEvidence
          Object.assign(asked, { ...itemFor(bundle, url('a2').latest), url: asked.url, error: undefined })
          delete asked.error
        },
      )
    expect(outcome(forged('2026-01-09T00:00:00Z'))).toBe('untrusted: resource resource_not_found 1')
    expect(outcome(forged('yesterday'))).toBe('untrusted: resource resource_not_found 1')
  })
})
