import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import type { CredentialDraft, MintOptions, ScopeDraft, WorldDid } from '@trustchains/test-kit'
import { codesOf, judge, judgeBundle, outcome } from './support/judge.js'
import { outcomeOf, payload, scopes } from './support/tamper.js'

const typed = (entries: number, types: number): ScopeDraft[] =>
  Array.from({ length: entries }, (_, index) => ({
    schemaId: `urn:s${String(index)}`,
    types: Array.from({ length: types }, (__, type) => `T${String(type)}`),
  }))

const sizeOf = (options: MintOptions, link: string): number => Math.max(...judgeSizes(options, link))
function judgeSizes(options: MintOptions, link: string): number[] {
  const sizes: number[] = []
  judgeBundle(options, (bundle, { url }) => {
    for (const { url: asked, content } of bundle.resources) {
      if (asked === url(link).pinned) sizes.push(Buffer.from(content ?? '', 'base64').length)
    }
  })
  return sizes
}

describe('limits: a stranger would make a verifier work for ever', () => {
  it('a resource of exactly as many bytes as the policy reads, and of one byte more', () => {
    const most = Math.max(...['root', 'a1', 'a2'].map((link) => sizeOf({}, link)))
    expect(outcomeOf({ policy: { limits: { maxResourceBytes: most } } })).toBe('trusted')
    expect(outcomeOf({ policy: { limits: { maxResourceBytes: most - 1 } } })).toMatch(
      /^untrusted: (?:limits|resource) limit_exceeded/,
    )
  })

  it('a resource of 10 MB', () => {
    const report = judge({
      tamper: {
        a1: {
          resource: (resource) => ({ ...resource, content: `${String(resource.content)}${' '.repeat(10_000_000)}` }),
        },
      },
    })
    expect(report.verdict).toBe('untrusted')
    expect(codesOf(report)).toEqual(['limit_exceeded'])
  })

  it('evidence of exactly as many bytes as the policy reads, and of more', () => {
    let total = 0
    judgeBundle({}, ({ resources, schemas, statusLists }) => {
      for (const { content } of [...resources, ...schemas, ...statusLists]) total += ((content?.length ?? 0) * 3) / 4
    })
    expect(outcomeOf({ policy: { limits: { maxTotalBytes: Math.ceil(total) } } })).toBe('trusted')
    const report = judge({ policy: { limits: { maxTotalBytes: Math.floor(total) - 1 } } })
    expect(outcome(report)).toBe('untrusted: limits limit_exceeded chain')
    expect(report.chain).toEqual([])
  })

  it('a schema of more bytes than the policy reads', () => {
    const schema = { description: 'x'.repeat(20_000) }
    expect(outcomeOf({ schema, policy: { limits: { maxResourceBytes: 10_000 } } })).toBe(
      'untrusted: schema limit_exceeded 0',
    )
  })

  it('a leaf of more than 2 MiB', () => {
    expect(outcomeOf({ claims: { degree: 'x'.repeat(1_700_000) } })).toBe('untrusted: format malformed 0')
  })

  it('a leaf that is nested 10,000 deep', () => {
    const deepen = (token: string): string => {
      const [header, claims, signature] = token.split('.') as [string, string, string]
      const text = Buffer.from(claims, 'base64url').toString()
      const deep = text.replace('"MSc"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`)
      return `${header}.${Buffer.from(deep).toString('base64url')}.${signature}`
    }
    expect(outcomeOf({ tamper: { leaf: { token: deepen } } })).toBe('untrusted: format malformed 0')
  })

  it.each<[string, MintOptions, string]>([
    [
      'an accreditation of 1,024 types',
      scopes('a2', ([entry]) => [...typed(255, 4), { ...entry, types: ['DiplomaCredential', 'a', 'b', 'c'] }]),
      'untrusted: scope scope_exceeded 1',
    ],
    [
      'an accreditation of 1,028 types',
      scopes('a2', ([entry]) => [...typed(256, 4), { ...entry }]),
      'untrusted: format malformed 1',
    ],
    ['an accreditation of 1,025 types', scopes('a2', () => typed(41, 25)), 'untrusted: format malformed 1'],
    [
      'a leaf of 64 types',
      payload('leaf', (draft) => {
        draft.type = ['VerifiableCredential', ...Array.from({ length: 63 }, () => 'DiplomaCredential')]
      }),
      'trusted',
    ],
    [
      'a leaf of 65 types',
      payload('leaf', (draft) => {
        draft.type = ['VerifiableCredential', ...Array.from({ length: 64 }, () => 'DiplomaCredential')]
      }),
      'untrusted: format malformed 0',
    ],
  ])('%s: the work would grow with the square of it', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })

  it('a leaf without schema, covered by more entries than anybody has schemas', () => {
    const many = (count: number): MintOptions => ({
      tamper: Object.fromEntries(
        ['root', 'a1', 'a2', 'leaf'].map((link) => [
          link,
          {
            payload: (draft: CredentialDraft) => {
              delete draft.credentialSchema
              const [entry] = draft.credentialSubject.accreditedFor ?? []
              if (entry === undefined) return
              const others = Array.from({ length: count }, (_, index) => ({
                ...entry,
                schemaId: `urn:s${String(index)}`,
                types: ['DiplomaCredential'],
              }))
              draft.credentialSubject.accreditedFor = [...others, entry]
            },
          },
        ]),
      ),
    })
    expect(outcomeOf(many(15))).toBe('trusted')
    expect(outcomeOf(many(16))).toBe('untrusted: schema limit_exceeded 0')
  })

  it.each([
    ['ES256K keys before the issuer’s own Ed25519 key', 300, 'untrusted: signature limit_exceeded 0'],
    ['ES256K keys before the issuer’s own Ed25519 key', 200, 'trusted'],
  ])('%s: %i, none of which fits', (_name, count, end) => {
    const crowd = (entry: WorldDid): void => {
      const method = verificationMethod(createKeyPair('ES256K', 'crowd'), `${entry.did}#crowd`)
      const ids = Array.from({ length: count }, (_, index) => `${entry.did}#crowd-${String(index)}`)
      entry.document.verificationMethod?.unshift(...ids.map((id) => ({ ...method, id })))
      entry.document.assertionMethod?.unshift(...ids)
    }
    expect(outcomeOf({ kid: { leaf: false }, tamper: { leaf: { didDocument: crowd } } })).toBe(end)
  })

  it.each([
    ['maxFetches', 'untrusted: limits limit_exceeded chain'],
    ['deadlineMs', 'indeterminate: limits limit_exceeded chain'],
    ['something new', 'untrusted: limits limit_exceeded chain'],
  ])('the collection stopped at %s', (limit, end) => {
    expect(outcome(judgeBundle({}, (bundle) => bundle.limitsHit.push({ limit, message: 'x' })))).toBe(end)
  })

  it('an issuer of 2,000 keys', () => {
    const report = judge({
      kid: { leaf: false },
      tamper: {
        leaf: {
          didDocument: (entry) => {
            const [own] = entry.document.verificationMethod ?? []
            entry.document.verificationMethod = Array.from(
              { length: 2000 },
              (_, index) => ({ ...own, id: `${entry.did}#${String(index)}` }) as never,
            )
          },
        },
      },
    })
    expect(outcome(report)).toBe('untrusted: key-purpose key_not_authorized 0')
  })

  it('a status of a kind, a policy that asks for what this version can’t judge: never trusted', () => {
    const open: [MintOptions, string][] = [
      [
        payload('leaf', (draft) => {
          draft.credentialStatus = { id: 'urn:s', type: 'BitstringStatusListEntry' }
        }),
        'untrusted: status status_list_invalid 0',
      ],
      [
        payload('root', (draft) => {
          draft.credentialStatus = { id: 'urn:s', type: 'X' }
        }),
        'indeterminate: status status_unavailable 3',
      ],
      [{ policy: { status: 'required' } }, 'untrusted: status status_required 0'],
      ...(['dns', 'dnssec', 'bidirectional', 'high'] as const).map((dns): [MintOptions, string] => [
        { policy: { dns } },
        'indeterminate: dns dns_unreachable chain',
      ]),
    ]
    expect(open.map(([options]) => outcomeOf(options))).toEqual(open.map(([, end]) => end))
  })

  it('a status that the policy does not look at, and DNS that is off or only reported', () => {
    const status = payload('leaf', (draft) => {
      draft.credentialStatus = { id: 'urn:s', type: 'X' }
    })
    expect(outcomeOf({ ...status, policy: { status: 'off' } })).toBe('trusted')
    expect(outcomeOf({ policy: { dns: 'off' } })).toBe('trusted')
    expect(outcomeOf({ policy: { dns: 'report' } })).toBe('trusted')
  })

  it('what can’t be judged does not hide what is wrong', () => {
    expect(outcomeOf({ policy: { validity: 'chain' }, tamper: { leaf: { signWith: 'mallory' } } })).toBe(
      'untrusted: signature signature_invalid 0',
    )
  })
})
