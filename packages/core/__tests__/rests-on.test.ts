import { validateChain, ValidationMemo, type Evidence, type UnprovenFact } from '../src/index.js'
import { chainWith } from './support/chain-with-status.js'
import { caseOf, caseOfChain } from './support/judge.js'

const kinds = (facts: UnprovenFact[] | undefined): string[] => [...new Set(facts?.map(({ what }) => what))]
const itemsOf = (facts: UnprovenFact[] | undefined, kind: string): string[] =>
  facts?.filter(({ what }) => what === kind).flatMap(({ items }) => items) ?? []

describe('A relying party that is shown a verdict is told on whose word it rests, or it would take words for proof', () => {
  it('names every DID document, resource, schema and newest version that was taken on a word', () => {
    const { chain, evidence, policy } = caseOf()
    const { restsOn } = validateChain(evidence, policy)
    expect(kinds(restsOn)).toEqual(['did-document', 'newest-version', 'resource-metadata', 'schema'])
    expect(itemsOf(restsOn, 'did-document')).toEqual(['root', 'p1', 'p2'].map(chain.did).sort())
    expect(itemsOf(restsOn, 'newest-version')).toEqual(
      ['root', 'a1', 'a2', 'leaf']
        .filter((name) => name !== 'leaf')
        .map((name) => chain.url(name).latest)
        .concat(chain.schemaUrl)
        .sort(),
    )
    for (const name of ['root', 'a1', 'a2']) {
      expect(itemsOf(restsOn, 'resource-metadata')).toContain(chain.url(name).pinned)
    }
    expect(itemsOf(restsOn, 'schema')).toEqual([chain.schemaUrl])
  })

  it('names a status list', () => {
    const { evidence, policy } = caseOfChain(chainWith({}))
    const report = validateChain(evidence, policy)
    expect(report.verdict).toBe('trusted')
    expect(itemsOf(report.restsOn, 'status-list')).toEqual([evidence.statusLists[0]?.url])
  })

  it('names what is said not to exist: whoever hides a resource says so too', () => {
    const { chain, evidence, policy } = caseOf()
    const url = chain.url('a1').pinned
    const hidden: Evidence = {
      ...evidence,
      resources: evidence.resources.map((item) => {
        const { url: asked, source, readAt, asOf } = item
        return asked === url
          ? { url: asked, source, readAt, asOf, error: { code: 'notFound', message: 'not found' } }
          : item
      }),
    }
    const report = validateChain(hidden, policy)
    expect(report.verdict).toBe('untrusted')
    expect(itemsOf(report.restsOn, 'absence')).toEqual([url])
  })

  it('names neither what was not looked at nor what there was no answer for', () => {
    const { chain, evidence, policy } = caseOf()
    const [document] = evidence.didDocuments
    if (document === undefined) throw new Error('no DID document')
    const noisy: Evidence = {
      ...evidence,
      didDocuments: [...evidence.didDocuments, { ...document, did: chain.did('mallory') }],
    }
    expect(validateChain(noisy, policy).restsOn).toEqual(validateChain(evidence, policy).restsOn)
    const empty: Evidence = { ...evidence, resources: [], schemas: [], statusLists: [], didDocuments: [] }
    expect(validateChain(empty, policy)).not.toHaveProperty('restsOn')
  })

  it('tells sources and times of reading apart', () => {
    const { chain, evidence, policy } = caseOf()
    const did = chain.did('p1')
    const other: Evidence = {
      ...evidence,
      didDocuments: evidence.didDocuments.map((item) =>
        item.did === did ? { ...item, source: 'another', readAt: '2026-06-01T12:00:00+02:00' } : item,
      ),
    }
    expect(validateChain(other, policy).restsOn).toContainEqual({
      what: 'did-document',
      source: 'another',
      readAt: '2026-06-01T10:00:00Z',
      items: [did],
    })
  })

  it('lets no bundle write into the report with the name of its source', () => {
    const { evidence, policy } = caseOf()
    const spoilt: Evidence = {
      ...evidence,
      // What is pinned is believed whenever it was read.
      resources: evidence.resources.map((item) => ({
        ...item,
        source: `\u001b[31m\u202e${'a'.repeat(10_000)}`,
        readAt: `\u0000${'b'.repeat(10_000)}`,
      })),
    }
    const fact = validateChain(spoilt, policy).restsOn?.find(({ what }) => what === 'resource-metadata')
    expect(fact?.source).toMatch(/^ \[31m a{290,}…$/)
    expect(fact?.readAt).toMatch(/^ b+$/)
    expect(fact?.readAt.length).toBeLessThanOrEqual(64)
  })

  it('says the same of the same evidence in any order, whatever times it was read at', () => {
    const { evidence, policy } = caseOf()
    const again = evidence.didDocuments.map((item) => ({ ...item, readAt: '2026-07-01T00:00:00Z' }))
    const one = { ...evidence, didDocuments: [...evidence.didDocuments, ...again] }
    const other = { ...evidence, didDocuments: [...again, ...evidence.didDocuments] }
    const reportOf = (bundle: Evidence): string =>
      JSON.stringify(validateChain(bundle, policy, { memo: new ValidationMemo() }))
    expect(reportOf(other)).toBe(reportOf(one))
  })
})

it.each(['source', 'readAt'] as const)('evidence that does not say its %s is refused, naming the place', (name) => {
  const { evidence, policy } = caseOf()
  const [first, ...others] = structuredClone(evidence.didDocuments)
  Reflect.deleteProperty(first as object, name)
  const bundle = { ...evidence, didDocuments: [first, ...others] } as Evidence
  expect(() => validateChain(bundle, policy)).toThrow(`evidence.didDocuments[0].${name} is no string`)
})
