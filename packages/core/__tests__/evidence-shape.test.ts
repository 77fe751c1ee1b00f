import { TrustChainError, validateChain, validateDraft, ValidationMemo } from '../src/index.js'
import type { Evidence, ResourceEvidence } from '../src/index.js'
import { codeThrown } from './support/code-thrown.js'
import { caseOf, outcome } from './support/judge.js'

const { evidence, policy } = caseOf()

/** What validating says of a bundle: a verdict, or the message of the error. */
function verdictOf(bundle: unknown): string {
  try {
    return outcome(validateChain(bundle as Evidence, policy, { memo: new ValidationMemo() }))
  } catch (error) {
    if (!(error instanceof TrustChainError)) throw error
    return `${error.code}: ${error.message}`
  }
}

const changed = (change: (bundle: Evidence) => void): unknown => {
  const bundle = structuredClone(evidence)
  change(bundle)
  return bundle
}
const first = (bundle: Evidence): Record<string, unknown> => bundle.resources[0] as unknown as Record<string, unknown>
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

describe('evidence of a wrong shape, as JSON from a stranger may be: never a TypeError, always where it is wrong', () => {
  it.each([
    ['null', null, 'evidence is no object'],
    ['a string', 'x', 'evidence is no object'],
    ['an array', [], 'evidence is no object'],
    ['an empty object', {}, 'evidence.version is not 1'],
    ['another version', changed((bundle) => Object.assign(bundle, { version: 2 })), 'evidence.version is not 1'],
    ['no time', changed((bundle) => Reflect.deleteProperty(bundle, 'at')), 'evidence.at is no RFC 3339 time'],
    [
      'a time that is a number',
      changed((bundle) => Object.assign(bundle, { at: 7 })),
      'evidence.at is no RFC 3339 time',
    ],
    ['a date without time', changed((bundle) => (bundle.at = '2026-06-01')), 'evidence.at is no RFC 3339 time'],
    ['no leaf', changed((bundle) => Reflect.deleteProperty(bundle, 'leaf')), 'evidence.leaf is no object'],
    [
      'a leaf that is an object',
      changed((bundle) => (bundle.leaf = { credential: {} as never })),
      'evidence.leaf.credential is no string',
    ],
    [
      'a leaf URL that is a number',
      changed((bundle) => (bundle.leaf = { url: 7 as never })),
      'evidence.leaf.url is no string',
    ],
    [
      'no resources',
      changed((bundle) => Reflect.deleteProperty(bundle, 'resources')),
      'evidence.resources is no array',
    ],
    [
      'resources as an object',
      changed((bundle) => Object.assign(bundle, { resources: {} })),
      'evidence.resources is no array',
    ],
    [
      'a resource that is null',
      changed((bundle) => bundle.resources.unshift(null as never)),
      'evidence.resources[0] is no object',
    ],
    ['a URL that is a number', changed((bundle) => (first(bundle).url = 7)), 'evidence.resources[0].url is no string'],
    [
      'content that is an object',
      changed((bundle) => (first(bundle).content = {})),
      'evidence.resources[0].content is no string',
    ],
    [
      'no asOf',
      changed((bundle) => Reflect.deleteProperty(first(bundle), 'asOf')),
      'evidence.resources[0].asOf is no string',
    ],
    [
      'metadata that is null',
      changed((bundle) => (first(bundle).metadata = null)),
      'evidence.resources[0].metadata is no object',
    ],
    [
      'metadata without checksum',
      changed((bundle) => Reflect.deleteProperty(first(bundle).metadata as object, 'checksum')),
      'evidence.resources[0].metadata.checksum is no string',
    ],
    [
      'a resourceId that is a list',
      changed((bundle) => Object.assign(first(bundle).metadata as object, { resourceId: [] })),
      'evidence.resources[0].metadata.resourceId is no string',
    ],
    [
      'an error without code',
      changed((bundle) => {
        first(bundle).error = { message: '' }
        delete first(bundle).content
      }),
      'evidence.resources[0].error.code is none that is known',
    ],
    [
      'an error of an unknown code',
      changed((bundle) => {
        first(bundle).error = { code: 'fine', message: '' }
        delete first(bundle).content
      }),
      'evidence.resources[0].error.code is none that is known',
    ],
    [
      'an error without message',
      changed((bundle) => {
        first(bundle).error = { code: 'notFound' }
        delete first(bundle).content
      }),
      'evidence.resources[0].error.message is no string',
    ],
    [
      'content and an error',
      changed((bundle) => (first(bundle).error = { code: 'notFound', message: '' })),
      'evidence.resources[0] has both an answer and an error',
    ],
    [
      'a schema that is a number',
      changed((bundle) => bundle.schemas.unshift(7 as never)),
      'evidence.schemas[0] is no object',
    ],
    [
      'a status list that is a number',
      changed((bundle) => bundle.statusLists.unshift(7 as never)),
      'evidence.statusLists[0] is no object',
    ],
    [
      'a DID that is a number',
      changed((bundle) => Object.assign(bundle.didDocuments[0] as object, { did: 7 })),
      'evidence.didDocuments[0].did is no string',
    ],
    [
      'a document that is an array',
      changed((bundle) => Object.assign(bundle.didDocuments[0] as object, { document: [] })),
      'evidence.didDocuments[0].document is no object',
    ],
    [
      'deactivated as a string',
      changed((bundle) => Object.assign(bundle.didDocuments[0]?.metadata as object, { deactivated: 'true' })),
      'evidence.didDocuments[0].metadata.deactivated is neither true nor false',
    ],
    [
      'updated as a number',
      changed((bundle) => Object.assign(bundle.didDocuments[0]?.metadata as object, { updated: 7 })),
      'evidence.didDocuments[0].metadata.updated is no string',
    ],
    [
      'no limitsHit',
      changed((bundle) => Reflect.deleteProperty(bundle, 'limitsHit')),
      'evidence.limitsHit is no array',
    ],
    [
      'a limit that is a string',
      changed((bundle) => bundle.limitsHit.push('x' as never)),
      'evidence.limitsHit[0] is no object',
    ],
    [
      'a limit without message',
      changed((bundle) => bundle.limitsHit.push({ limit: 'maxLinks' } as never)),
      'evidence.limitsHit[0].message is no string',
    ],
    [
      '5,000 resources',
      changed(
        (bundle) =>
          (bundle.resources = Array.from({ length: 5000 }, () => first(bundle) as unknown as ResourceEvidence)),
      ),
      'evidence has more than 4096 items',
    ],
  ])('%s', (_name, bundle, message) => {
    expect(verdictOf(bundle)).toBe(`invalid_evidence: ${message}`)
  })

  it('a draft is judged by the same evidence, with a leaf that nobody looks at', () => {
    expect(() => validateDraft({ ...evidence, resources: 7 as never }, {}, policy)).toThrow(
      'evidence.resources is no array',
    )
  })

  it.each([[null], [undefined], ['x'], [[]], [7]])(
    'a draft that is %j must not let the leaf of the evidence be judged in its place',
    (draft) => {
      const call = (): unknown => validateDraft(evidence, draft as never, policy)
      expect(codeThrown(call)).toBe('invalid_argument')
    },
  )

  it('a leaf that is neither a credential nor a URL is reported', () => {
    expect(verdictOf(changed((bundle) => (bundle.leaf = {})))).toBe('untrusted: resource resource_not_found 0')
    expect(verdictOf(changed((bundle) => (bundle.leaf = { url: 'https://example.org/' })))).toBe(
      'untrusted: resource resource_not_found 0',
    )
  })

  it('a DID document of 10,000 levels does no harm, and two of them are never the same', () => {
    const deepen = (items: Evidence['didDocuments']): Evidence['didDocuments'] =>
      items.map((item) => ({ ...item, document: { ...item.document, deep: nested(10_000) as never } }))
    const deep = { ...evidence, didDocuments: deepen(evidence.didDocuments) }
    expect(verdictOf(deep)).toBe('trusted')
    const twice = { ...deep, didDocuments: [...deep.didDocuments, ...deepen(evidence.didDocuments)] }
    expect(verdictOf(twice)).toBe('indeterminate: did-state did_unresolvable 0')
  })

  it('members that nobody knows do no harm', () => {
    expect(verdictOf(changed((bundle) => Object.assign(bundle, { extra: nested(10_000) })))).toBe('trusted')
  })
})
