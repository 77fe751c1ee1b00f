import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { mintChain } from '@trustchains/test-kit'
import type { MintOptions } from '@trustchains/test-kit'
import { TrustChainError, validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence, ResourceEvidence, TrustPolicy } from '../src/index.js'
import { caseOf } from './support/judge.js'

// Bounded, so that the whole takes seconds; a failure prints its seed.
const runs = { numRuns: 250 }
const memo = new ValidationMemo()

/** Whether two texts are the same JSON: white space and escapes that say the same are the only harmless changes. */
function sameMeaning(a: string, b: string): boolean {
  try {
    return JSON.stringify(JSON.parse(a)) === JSON.stringify(JSON.parse(b))
  } catch {
    return false
  }
}

const changeAt = (text: string, position: number, insert: string): string => {
  const index = position % text.length
  return `${text.slice(0, index)}${insert}${text.slice(index + 1)}`
}
const character = fc.oneof(
  fc.constantFrom('A', 'B', 'Q', '-', '_', '.', '=', ' ', '"', ':', '0', '\n', '\0', ''),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const position = fc.nat({ max: 1_000_000 })

describe('one character changed anywhere in the leaf: never trusted, unless it means the same', () => {
  it.each<[string, MintOptions]>([
    ['a JWT', {}],
    ['a JWT without kid, ES256', { kid: false, algorithm: 'ES256' }],
    ['a JWT, ES256K', { algorithm: 'ES256K' }],
    ['JSON', { leafForm: 'json' }],
    ['VCDM 2.0', { dataModel: '2.0' }],
  ])('%s', (_name, options) => {
    const { evidence, policy } = caseOf(options)
    const leaf = evidence.leaf.credential ?? ''
    fc.assert(
      fc.property(position, character, (at, insert) => {
        const changed = changeAt(leaf, at, insert)
        fc.pre(changed !== leaf)
        const { verdict } = validateChain({ ...evidence, leaf: { credential: changed } }, policy, { memo })
        const harmless = changed.trim() === leaf || (options.leafForm === 'json' && isSameCredential(changed, leaf))
        expect(verdict === 'trusted' && !harmless).toBe(false)
      }),
      runs,
    )
  })
})

/** Veramo's proof.type decides nothing, and an instant within a second is the same; all else must be as it was. */
function isSameCredential(changed: string, original: string): boolean {
  const plain = (text: string): string => {
    const { proof, ...rest } = JSON.parse(text) as Record<string, unknown> & { proof: { jwt: string } }
    return JSON.stringify({ ...rest, proof: proof.jwt }, (name, value: unknown) =>
      typeof value === 'string' && /Date$/.test(name) ? Math.floor(Date.parse(value) / 1000) : value,
    )
  }
  try {
    return plain(changed) === plain(original)
  } catch {
    return false
  }
}

describe('one byte changed anywhere in a published accreditation', () => {
  const { evidence, policy, chain } = caseOf({ leafForm: 'json' })
  const links = ['root', 'a1', 'a2'] as const
  const withContent = (url: string, change: (item: ResourceEvidence) => ResourceEvidence): Evidence => ({
    ...evidence,
    resources: evidence.resources.map((item) => (item.metadata?.resourceURI === url ? change(item) : item)),
  })

  it('without its checksum adjusted: never trusted', () => {
    fc.assert(
      fc.property(fc.constantFrom(...links), position, fc.integer({ min: 1, max: 255 }), (link, at, flip) => {
        const bundle = withContent(chain.url(link).pinned, (item) => {
          const bytes = Buffer.from(item.content ?? '', 'base64')
          bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ flip
          return { ...item, content: bytes.toString('base64') }
        })
        expect(validateChain(bundle, policy, { memo }).verdict).not.toBe('trusted')
      }),
      runs,
    )
  })

  it('with its checksum adjusted: never trusted, unless it means the same', () => {
    fc.assert(
      fc.property(fc.constantFrom(...links), position, character, (link, at, insert) => {
        let harmless = false
        const bundle = withContent(chain.url(link).pinned, (item) => {
          const text = Buffer.from(item.content ?? '', 'base64').toString()
          const changed = changeAt(text, at, insert)
          harmless = sameMeaning(changed, text) || isSameCredential(changed, text)
          const bytes = Buffer.from(changed)
          const checksum = createHash('sha256').update(bytes).digest('hex')
          return {
            ...item,
            content: bytes.toString('base64'),
            metadata: { ...(item.metadata as NonNullable<typeof item.metadata>), checksum },
          }
        })
        const { verdict } = validateChain(bundle, policy, { memo })
        expect(verdict === 'trusted' && !harmless).toBe(false)
      }),
      runs,
    )
  })

  it('one character changed in its checksum: never trusted, but for its case', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...links),
        fc.nat(63),
        fc.constantFrom(...'0123456789abcdefg'.split(/(?:)/u)),
        (link, at, digit) => {
          let same = false
          const bundle = withContent(chain.url(link).pinned, (item) => {
            const metadata = item.metadata as NonNullable<typeof item.metadata>
            const checksum = changeAt(metadata.checksum, at, digit)
            same = checksum === metadata.checksum
            return { ...item, metadata: { ...metadata, checksum } }
          })
          expect(validateChain(bundle, policy, { memo }).verdict === 'trusted').toBe(same)
        },
      ),
      runs,
    )
  })
})

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
      { numRuns: 60 },
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
      { numRuns: 60 },
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
      { numRuns: 60 },
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
      { numRuns: 600 },
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
