import { EvidenceLists } from '../src/chain/evidence-lists.js'
import { KnownLists } from '../src/chain/known-lists.js'
import { knownPolicy, policyNumber } from '../src/chain/known-policy.js'
import type { Trunk } from '../src/chain/trunk.js'
import { trunkBytes, TrunkShelf, type KnownTrunk } from '../src/chain/trunk-shelf.js'
import { freezeData } from '../src/freeze-data.js'
import { RecentMap } from '../src/recent-map.js'

describe('lists of evidence that were read before: taken for others, they would answer what those do not say', () => {
  const names = ['resources', 'schemas', 'statusLists', 'didDocuments'] as const
  const lists = () => ({
    resources: freezeData([]),
    schemas: freezeData([]),
    statusLists: freezeData([]),
    didDocuments: freezeData([]),
  })

  it('are known again where each is the very same and can’t change', () => {
    const known = new KnownLists()
    const evidence = lists()
    expect(known.has(evidence)).toBe(false)
    const first = known.of(evidence)
    expect([first.areFrozen, known.has(evidence), known.of({ ...evidence }).lists === first.lists]).toEqual([
      true,
      true,
      true,
    ])
    expect(known.of(evidence).areFrozen).toBe(true)
  })

  it.each(names)('are others where only %s are', (name) => {
    const known = new KnownLists()
    const evidence = lists()
    const first = known.of(evidence)
    const changed = { ...evidence, [name]: freezeData([]) }
    expect(known.has(changed)).toBe(false)
    expect(known.of(changed).lists).not.toBe(first.lists)
  })

  it.each(names)('are read anew where %s could change', (name) => {
    const known = new KnownLists()
    const evidence = { ...lists(), [name]: [] }
    expect(known.of(evidence).areFrozen).toBe(false)
    expect(known.has(evidence)).toBe(false)
    expect(known.of(evidence).lists).not.toBe(known.of(evidence).lists)
  })

  it('hold each answer to a question, in the order given, each list for itself', () => {
    const item = (url: string, source: string) => ({ url, source }) as never
    const { resources, schemas, statusLists, didDocuments } = new EvidenceLists({
      resources: [item('a', '1'), item('b', '2'), item('a', '3')],
      schemas: [item('a', '4')],
      statusLists: [item('a', '5')],
      didDocuments: [{ did: 'a', source: '6' } as never],
    })
    const sources = (of: ReadonlyMap<string, { source: string }[]>) => of.get('a')?.map(({ source }) => source)
    expect([resources, schemas, statusLists].map(sources)).toEqual([['1', '3'], ['4'], ['5']])
    expect(sources(didDocuments)).toEqual(['6'])
    expect(resources.size).toBe(2)
  })

  it('have a number that no other lists have', () => {
    const { number } = new KnownLists().of(lists()).lists
    expect(new KnownLists().of(lists()).lists.number).not.toBe(number)
  })
})

describe('policies that were read before: one taken for another would accept its roots', () => {
  it('have each a number of their own, and keep it', () => {
    const [one, other] = [knownPolicy({ maxPathLength: 1 }), knownPolicy({ maxPathLength: 2 })]
    expect(policyNumber(one)).toBe(policyNumber(one))
    expect(policyNumber(one)).not.toBe(policyNumber(other))
  })
  it('mean the same, frozen or not', () => {
    const policy = { maxPathLength: 3 }
    expect(knownPolicy(freezeData({ maxPathLength: 3 }))).toEqual(knownPolicy(policy))
    policy.maxPathLength = 4
    expect(knownPolicy(policy).maxPathLength).toBe(4)
  })
})

describe('the accreditations above a leaf, once they are known', () => {
  const trunk = (content: string, results: number): Trunk =>
    ({
      links: [{ source: { evidence: { content } } }, { source: { evidence: {} } }, {}],
      results: new Map([['format', Array.from({ length: results })]]),
      schemas: Array.from({ length: results }),
      lists: Array.from({ length: results }),
    }) as unknown as Trunk
  const parent = (url: string | undefined, parentAccreditation = 'written') =>
    ({ parentAccreditation, ...(url !== undefined && { parentReference: { url } }) }) as never
  const shelves = () => {
    const all = new RecentMap<string, KnownTrunk>(100)
    return [new TrunkShelf(all, 'one'), new TrunkShelf(all, 'other')] as const
  }

  it('weigh rather more than what they hold, so that memory has its bound', () => {
    expect(trunkBytes('none', 'abc')).toBe(6 + 512)
    expect(trunkBytes(trunk('x'.repeat(100), 2), 'abc')).toBe(6 + 512 + 500 + 512 * 9)
  })

  it('are kept from the second time on, and found by the parent and under the policy that they are of', () => {
    const [shelf, other] = shelves()
    const kept = trunk('', 0)
    let grown = 0
    const grow = () => {
      grown += 1
      return kept
    }
    shelf.keep(parent('u'), grow)
    expect([shelf.find(parent('u')), grown]).toEqual([undefined, 0])
    shelf.keep(parent('u'), grow)
    shelf.keep(parent('u'), grow)
    expect(grown).toBe(1)
    expect(shelf.find(parent('u', 'otherwise'))).toBe(kept)
    expect([shelf.find(parent('v')), shelf.find(parent(undefined)), other.find(parent('u'))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('are not looked for again where there is none to keep', () => {
    const [shelf] = shelves()
    let grown = 0
    for (let time = 0; time < 4; time += 1) {
      shelf.keep(parent(undefined), () => {
        grown += 1
        return undefined
      })
    }
    expect([grown, shelf.find(parent(undefined))]).toEqual([1, undefined])
  })
})
