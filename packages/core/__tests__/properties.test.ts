import fc from 'fast-check'
import { mintChain } from '@trustchains/test-kit'
import type { MintOptions } from '@trustchains/test-kit'
import { TrustChainError, validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence, ResourceEvidence, TrustPolicy } from '../src/index.js'
import { caseOf } from './support/judge.js'

// `ORACLE_RUNS=20000` looks longer, as in oracle.test.ts; a failure prints its seed.
const asked = Number(process.env.ORACLE_RUNS ?? 600)
const runs = { numRuns: Math.ceil(asked * 0.4) }
const fewRuns = { numRuns: Math.ceil(asked / 10) }
const memo = new ValidationMemo()

describe('evidence left out by whoever made the bundle', () => {
  const bad: [string, MintOptions][] = [
    ['another signer', { tamper: { a1: { signWith: 'mallory' } } }],
    ['an expired accreditation', { validUntil: { a1: '2026-02-01T00:00:00Z' } }],
    [
      'an empty scope',
      {
        tamper: {
          a2: {
            payload: (draft) => {
              draft.credentialSubject.accreditedFor = []
            },
          },
        },
      },
    ],
    ['a violated schema', { claims: {} }],
    ['another root', { policy: { anchors: [{ did: 'did:example:other' }] } }],
    ['a narrower renewal of what is named', { reference: 'named' }],
  ]
  it.each(bad)('removing any of it never makes an untrusted chain trusted: %s', (name, options) => {
    const { evidence, policy } = caseOf(options, (chain) => {
      if (name.startsWith('a narrower')) {
        chain.reissue('a2', {
          created: '2026-03-01T00:00:00Z',
          payload: (draft) => {
            draft.credentialSubject.accreditedFor = []
          },
        })
      }
    })
    expect(validateChain(evidence, policy, { memo }).verdict).toBe('untrusted')
    fc.assert(
      fc.property(
        fc.subarray(evidence.resources),
        fc.subarray(evidence.schemas),
        fc.subarray(evidence.didDocuments),
        (resources, schemas, didDocuments) => {
          const bundle: Evidence = { ...evidence, resources, schemas, didDocuments }
          expect(validateChain(bundle, policy, { memo }).verdict).not.toBe('trusted')
        },
      ),
      fewRuns,
    )
  })

  it('a single item that a trusted chain rests on: without it nothing is trusted', () => {
    const { evidence, policy, chain } = caseOf({ reference: 'named' })
    const needed = [...['root', 'a1', 'a2'].map((link) => chain.url(link).latest), chain.schemaUrl]
    for (const url of needed) {
      const keep = (items: ResourceEvidence[]): ResourceEvidence[] => items.filter((item) => item.url !== url)
      const bundle = { ...evidence, resources: keep(evidence.resources), schemas: keep(evidence.schemas) }
      expect([url, validateChain(bundle, policy, { memo }).verdict]).toEqual([url, 'indeterminate'])
    }
  })
})

describe('scopes only narrow', () => {
  const types = ['ACredential', 'BCredential', 'CCredential', 'DCredential']
  const someTypes = fc.subarray(types)

  it('a chain is trusted where each link’s types are within those above, and nowhere else', () => {
    fc.assert(
      fc.property(someTypes, someTypes, someTypes, someTypes, (root, a1, a2, leaf) => {
        const given: Record<string, string[]> = { root, a1, a2 }
        const tamper = Object.fromEntries(
          ['root', 'a1', 'a2', 'leaf'].map((link) => [
            link,
            {
              payload: (draft: { type: string[]; credentialSubject: { accreditedFor?: { types?: string[] }[] } }) => {
                if (link === 'leaf') draft.type = ['VerifiableCredential', ...leaf]
                for (const entry of draft.credentialSubject.accreditedFor ?? []) entry.types = given[link]
              },
            },
          ]),
        )
        const within = (inner: string[], outer: string[]): boolean =>
          inner.length > 0 && inner.every((type) => outer.includes(type))
        const honest = within(leaf, a2) && within(a2, a1) && within(a1, root)
        const { evidence, policy } = caseOf({ tamper })
        expect(validateChain(evidence, policy, { memo }).verdict).toBe(honest ? 'trusted' : 'untrusted')
      }),
      fewRuns,
    )
  })

  it('whatever a policy adds, it never makes trusted what was not', () => {
    const expired = '2026-02-01T00:00:00Z'
    const { evidence, policy } = caseOf({ kid: { leaf: false }, validUntil: { a1: expired } })
    // Under `chain` a1 need only have been valid when a2 was issued; the leaf's own parent must be
    // valid now, unless the leaf is proven to be older.
    const underChain = caseOf({ kid: { leaf: false }, validUntil: { a2: expired } }).evidence
    const more = fc.record(
      {
        status: fc.constantFrom('required', 'if-present', 'off'),
        expiry: fc.constantFrom('required', 'if-present'),
        maxPathLength: fc.nat(20),
        schema: fc.constantFrom('off', 'required', 'if-present'),
        superseded: fc.constantFrom('recheck', 'accept', 'refuse'),
        dialect: fc.constantFrom('strict', 'lenient'),
        validity: fc.constant('shell' as const),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(more, (extra) => {
        const asked: TrustPolicy = { ...policy, ...extra }
        expect(validateChain(evidence, asked, { memo }).verdict).toBe('untrusted')
        expect(validateChain(underChain, { ...asked, validity: 'chain' }, { memo }).verdict).not.toBe('trusted')
      }),
      fewRuns,
    )
  })
})

describe('arbitrary texts and bundles', () => {
  const chain = mintChain()
  it('no text is trusted, and none is an exception', () => {
    const { evidence, policy } = caseOf()
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.json(),
          fc.json().map((text) => `{"proof":{"jwt":${JSON.stringify(chain.leaf)}},"x":${text}}`),
        ),
        (credential) => {
          expect(validateChain({ ...evidence, leaf: { credential } }, policy, { memo }).verdict).not.toBe('trusted')
        },
      ),
      runs,
    )
  })

  it('a bundle with any one value replaced is a report or invalid_evidence, never another error', () => {
    const { evidence, policy } = caseOf({ reference: 'named' })
    const paths = pathsIn(evidence)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const bundle = structuredClone(evidence)
        set(bundle, path, value)
        expect(['trusted', 'untrusted', 'indeterminate', 'invalid_evidence']).toContain(endOf(bundle, policy))
      }),
      { numRuns: asked },
    )
  })
})

function endOf(bundle: Evidence, policy: TrustPolicy): string {
  try {
    return validateChain(bundle, policy, { memo }).verdict
  } catch (error) {
    if (error instanceof TrustChainError) return error.code
    throw error
  }
}

function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, name]))
  return path.length === 0 ? inner : [path, ...inner]
}

function set(target: unknown, path: string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], target)
  Object.assign(parent as object, { [path.at(-1) as string]: value })
}
