import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../src/index.js'
import { codesOf, judge, judgeBundle, outcome } from './support/judge.js'

describe('a leaf that is published', () => {
  const published = (options: MintOptions, form: 'pinned' | 'latest' = 'pinned') => {
    const chain = mintChain({ publishLeaf: true, ...options })
    return outcome(
      validateChain(evidenceFromWorld(chain.world, chain.url('leaf')[form], chain.at), chain.policy, {
        memo: new ValidationMemo(),
      }),
    )
  }
  it.each(['pinned', 'latest'] as const)('by its %s DID URL', (form) => {
    expect(published({}, form)).toBe('trusted')
  })
  it('under the DID of another', () => {
    const chain = mintChain({
      publishLeaf: true,
      tamper: { leaf: { resource: (resource, { did }) => ({ ...resource, collection: did('mallory') }) } },
    })
    const url = chain.url('leaf').pinned.replace(chain.did('p2'), chain.did('mallory'))
    expect(outcome(validateChain(evidenceFromWorld(chain.world, url, chain.at), chain.policy))).toBe(
      'untrusted: resource resource_issuer_mismatch 0',
    )
  })
  it('under a type that is none of its own', () => {
    expect(
      published({ tamper: { leaf: { resource: (resource) => ({ ...resource, type: 'DoctorateCredential' }) } } }),
    ).toBe('untrusted: resource resource_type_mismatch 0')
  })
})

describe('superseded: whoever pins the older, wider version would escape the newer, narrower one', () => {
  const created = '2026-03-01T00:00:00Z'
  const withNewer = (
    link: string,
    hooks: Parameters<MintedChain['reissue']>[1] | { created?: string },
    options: MintOptions = {},
  ): string => outcome(judge(options, (chain) => void chain.reissue(link, { created, ...hooks })))
  const empty = {
    payload: (draft: { credentialSubject: { accreditedFor?: unknown[] } }) => {
      draft.credentialSubject.accreditedFor = []
    },
  } as never
  it.each(['root', 'a1', 'a2'])('%s, renewed as it was', (link) => {
    expect(withNewer(link, {})).toBe('trusted')
    expect(withNewer(link, {}, { policy: { superseded: 'refuse' } })).toMatch(/^untrusted: resource superseded \d$/)
    expect(withNewer(link, {}, { policy: { superseded: 'accept' } })).toBe('trusted')
  })
  it.each([
    ['root', 3],
    ['a1', 2],
    ['a2', 1],
  ] as const)('%s, narrowed to nothing', (link, place) => {
    expect(withNewer(link, empty)).toBe(`untrusted: resource superseded ${String(place)}`)
    expect(withNewer(link, empty, { policy: { superseded: 'accept' } })).toBe('trusted')
    expect(withNewer(link, empty, { reference: 'named' })).toMatch(/^untrusted: scope scope_empty/)
  })
  it.each([
    ['pinned', 'untrusted: resource superseded 2'],
    ['named', 'untrusted: schema schema_violation 2'],
  ] as const)('%s, renewed against its own schema', (reference, end) => {
    const againstSchema = (chain: MintedChain): void => {
      const name = 'AccreditationSchema'
      const content = JSON.stringify({ type: 'object', required: ['never'] })
      const id = '00000000-0000-4000-8000-000000000008'
      const type = 'JSONSchemaValidator2020'
      chain.world.publish({ collection: chain.did('root'), name, type, id, created: '2026-01-01T00:00:00Z', content })
      chain.reissue('a1', {
        created,
        payload: (draft, { schemaUrl }) =>
          void (draft.credentialSchema = { id: schemaUrl.replace('DiplomaSchema', name), type: 'JsonSchema' }),
      })
    }
    expect(outcome(judge({ reference }, againstSchema))).toBe(end)
  })
  it('a newer version that came after the time of evaluation does not count yet', () => {
    expect(withNewer('a2', { ...(empty as object), created: '2026-06-02T00:00:00Z' })).toBe('trusted')
  })
  it.each([
    [
      'expired',
      {
        payload: (draft: { expirationDate?: string }) => {
          draft.expirationDate = '2026-05-01T00:00:00Z'
        },
      },
      'untrusted',
    ],
    ['signed by a stranger', { signWith: 'mallory' }, 'untrusted'],
    [
      'for another subject',
      {
        payload: (draft: { credentialSubject: { id?: string } }) => {
          draft.credentialSubject.id = 'did:example:other'
        },
      },
      'untrusted',
    ],
    [
      'of a shorter path',
      {
        payload: (draft: { credentialSubject: { maxPathLength?: number } }) => {
          draft.credentialSubject.maxPathLength = 0
        },
      },
      'trusted',
    ],
    [
      'of another root',
      {
        payload: (draft: { termsOfUse: { rootAuthorization: string } }) => {
          const { termsOfUse } = draft
          termsOfUse.rootAuthorization = `${termsOfUse.rootAuthorization.split(/[/?]/)[0]!}?resourceName=Other&resourceType=VerifiableAuthorizationForTrustChain`
        },
      },
      'untrusted',
    ],
    ['that is no credential', { resource: (resource: object) => ({ ...resource, content: 'gone' }) }, 'untrusted'],
    [
      'whose checksum is wrong',
      { resource: (resource: object) => ({ ...resource, checksum: 'f'.repeat(64) }) },
      'untrusted',
    ],
    [
      'with a status of a kind that nobody knows',
      {
        payload: (draft: { credentialStatus?: unknown }) => {
          draft.credentialStatus = { id: 'urn:x', type: 'X' }
        },
      },
      'indeterminate',
    ],
    [
      'with a status that names no list',
      {
        payload: (draft: { credentialStatus?: unknown }) => {
          draft.credentialStatus = { id: 'urn:x', type: 'BitstringStatusListEntry' }
        },
      },
      'untrusted',
    ],
  ])('a1, with a newer version %s', (_name, hooks, verdict) => {
    expect(withNewer('a1', hooks as never).split(':')[0]).toBe(verdict)
  })
  it('a1, with a newer version that allows no accreditor below it', () => {
    const shorter = (maxPathLength: number) => ({
      payload: (draft: { credentialSubject: { maxPathLength?: number } }) => {
        draft.credentialSubject.maxPathLength = maxPathLength
      },
    })
    expect(withNewer('a1', shorter(1) as never, { depth: 3 })).toBe('trusted')
    expect(withNewer('a1', shorter(0) as never, { depth: 3 })).toBe('untrusted: resource superseded 3')
  })
  it('a1, with a newer version that holds elsewhere', () => {
    const limited = (place: string) => ({
      payload: (draft: { credentialSubject: { accreditedFor?: { limitJurisdiction?: string }[] } }) => {
        for (const entry of draft.credentialSubject.accreditedFor ?? []) entry.limitJurisdiction = place
      },
    })
    const policy = { jurisdiction: 'FI' }
    expect(withNewer('a1', limited('FI') as never, { policy })).toBe('trusted')
    expect(withNewer('a1', limited('DE') as never, { policy })).toBe('untrusted: resource superseded 2')
  })
  it('a root whose newer version names a framework that the policy refuses', () => {
    const policy = { trustFrameworks: ['Example Diploma Framework'] }
    const renamed = {
      payload: (draft: { termsOfUse: { trustFramework?: string; trustFrameworkId?: string } }) => {
        draft.termsOfUse.trustFrameworkId = 'Another'
        delete draft.termsOfUse.trustFramework
      },
    }
    expect(withNewer('root', {}, { policy })).toBe('trusted')
    expect(withNewer('root', renamed as never, { policy })).toBe('untrusted: resource superseded 3')
  })
  it('a leaf without schema, whose parent’s newer version asks for another that it violates', () => {
    const noSchema: MintOptions = {
      tamper: {
        leaf: {
          payload: (draft) => {
            delete draft.credentialSchema
          },
        },
      },
    }
    const strictly = (chain: MintedChain): void => {
      const strict = { collection: chain.did('root'), name: 'StrictSchema', type: 'JSONSchemaValidator2020' }
      chain.world.publish({
        ...strict,
        id: '00000000-0000-4000-8000-000000000001',
        created: '2025-01-01T00:00:00Z',
        content: '{"required":["thesis"]}',
      })
      const schemaId = `${strict.collection}?resourceName=${strict.name}&resourceType=${strict.type}`
      const types = ['DiplomaCredential']
      for (const link of ['root', 'a1', 'a2'])
        chain.reissue(link, {
          created,
          payload: (draft) => {
            draft.credentialSubject.accreditedFor =
              link === 'a2'
                ? [{ schemaId, types }]
                : [...(draft.credentialSubject.accreditedFor ?? []), { schemaId, types }]
          },
        })
    }
    expect(outcome(judge(noSchema))).toBe('trusted')
    expect(outcome(judge(noSchema, strictly))).toBe('untrusted: resource superseded 1')
  })
  it('whether a newer version exists could not be learnt', () => {
    const report = judgeBundle({}, (bundle, { url }) => {
      bundle.resources = bundle.resources.filter((candidate) => candidate.url !== url('a2').latest)
    })
    expect(outcome(report)).toBe('indeterminate: resource resource_unavailable 1')
  })
  it('the newest version is larger than the policy reads', () => {
    const big = {
      resource: (resource: { content: unknown }) => ({
        ...resource,
        content: `${String(resource.content)}${' '.repeat(9000)}`,
      }),
    }
    const report = judge(
      { policy: { limits: { maxResourceBytes: 8000 } } },
      (chain) => void chain.reissue('a2', { created, ...(big as object) }),
    )
    expect(report.verdict).toBe('untrusted')
    expect(codesOf(report)).toEqual(['limit_exceeded'])
  })
})
