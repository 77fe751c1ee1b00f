import { createHash, randomUUID } from 'node:crypto'
import type { Dereferencer, ResourceMetadata } from '@trustchains/core'
import { MemoryOutboxStore, type ResourceToPublish } from '../src/index.js'
import { commitEach } from '../src/outbox/commit-each.js'
import { Gathered } from '../src/outbox/gathered.js'
import { ReadBackMany } from '../src/publishing/read-back-many.js'
import { shareInFlight } from '../src/status/share-in-flight.js'

describe('changes that are independent of each other', () => {
  it('are made with one commit; one that can’t be made does not take the others with it', async () => {
    const store = new MemoryOutboxStore()
    const put = (key: string, revision = 0) => [{ key, value: '{}', revision }]
    expect(await commitEach([put('a'), put('b'), put('c')], store)).toEqual([true, true, true])
    expect(await commitEach([put('a', 1), put('b', 7), [...put('c', 1), ...put('d')]], store)).toEqual([
      true,
      false,
      true,
    ])
    expect((await store.list('')).map(({ key, revision }) => `${key}${String(revision)}`)).toEqual([
      'a2',
      'b1',
      'c2',
      'd1',
    ])
    expect(await commitEach([put('b', 9)], store)).toEqual([false])
    expect(await commitEach([], store)).toEqual([])
  })
})

describe('what is gathered', () => {
  it('is done together when it is enough, when the time is over, or when nothing more comes', async () => {
    const groups: number[][] = []
    const gathered = new Gathered<number>(
      (items) => {
        groups.push(items)
        return Promise.resolve()
      },
      { max: 3, waitMs: 20 },
    )
    await Promise.all([1, 2, 3, 4].map((item) => gathered.add(item)))
    const last = gathered.add(5)
    gathered.flush()
    await last
    expect(groups).toEqual([[1, 2, 3], [4], [5]])
  })

  it('fails for all of the group alone', async () => {
    const gathered = new Gathered<number>(
      (items) => (items.includes(2) ? Promise.reject(new Error('of two')) : Promise.resolve()),
      { max: 2, waitMs: 20 },
    )
    const settled = await Promise.allSettled([1, 2, 3, 4].map((item) => gathered.add(item)))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled', 'fulfilled'])
  })
})

describe('what is under way', () => {
  it('is shared by those who want the same, and is done anew afterwards, also where it failed', async () => {
    const owner = {}
    let count = 0
    const run = (): Promise<number> => Promise.resolve(++count)
    expect(await Promise.all([shareInFlight(owner, 'a', run), shareInFlight(owner, 'a', run)])).toEqual([1, 1])
    expect(await shareInFlight(owner, 'a', run)).toBe(2)
    await expect(shareInFlight(owner, 'a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await shareInFlight(owner, 'a', run)).toBe(3)
    expect(await Promise.all([shareInFlight(owner, 'a', run), shareInFlight({}, 'a', run)])).toEqual([4, 5])
  })
})

describe('many resources that were published', () => {
  const did = `did:cheqd:testnet:${randomUUID()}`
  const sha256 = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex')
  const resourceOf = (data: string, of = did): ResourceToPublish => ({
    did: of,
    resourceId: randomUUID(),
    name: 'name',
    version: '1',
    type: 'Type',
    data: Buffer.from(data),
    mediaType: 'application/json',
    kms: 'local',
  })
  const metadata = ({ did: of, resourceId, name, type, data }: ResourceToPublish): ResourceMetadata => ({
    resourceURI: `${of}/resources/${resourceId}`,
    resourceCollectionId: of.split(':').at(-1) ?? '',
    resourceId,
    resourceName: name,
    resourceType: type,
    mediaType: 'application/json',
    created: '2026-01-01T00:00:00Z',
    checksum: sha256(data),
  })

  /** A ledger that has some resources, and lists some. */
  function ledgerOf(has: readonly ResourceToPublish[], lists: readonly ResourceMetadata[]) {
    const asked = { lists: 0, single: 0 }
    const dereferencer: Dereferencer = {
      dereference: (didUrl) => {
        asked.single += 1
        const found = has.find(({ did: of, resourceId }) => didUrl === `${of}/resources/${resourceId}`)
        return Promise.resolve(
          found === undefined
            ? { contentStream: null, contentMetadata: {}, dereferencingMetadata: { error: 'notFound' } }
            : { contentStream: found.data, contentMetadata: metadata(found), dereferencingMetadata: {} },
        )
      },
      listResources: () => {
        asked.lists += 1
        return Promise.resolve([...lists])
      },
    }
    return { asked, ledger: new ReadBackMany(dereferencer) }
  }
  const sought = (resources: readonly ResourceToPublish[]) =>
    resources.map((resource) => ({ resource, patience: 'once' as const }))

  it('are found in one list, by the sha-256 that the ledger has computed', async () => {
    const resources = Array.from({ length: 20 }, (_, index) => resourceOf(String(index)))
    const { asked, ledger } = ledgerOf(resources, resources.map(metadata))
    const found = await ledger.read(sought(resources))
    expect(found).toEqual(resources.map((resource) => ({ state: 'published', metadata: metadata(resource) })))
    expect(asked).toEqual({ lists: 1, single: 0 })
  })

  it('are not called published by a list that shows another content, or does not show them', async () => {
    const resources = Array.from({ length: 10 }, (_, index) => resourceOf(String(index)))
    const [first, second, third] = resources as [ResourceToPublish, ResourceToPublish, ResourceToPublish]
    const forged = { ...first, data: Buffer.from('another') }
    const { asked, ledger } = ledgerOf(
      [forged, ...resources.slice(2)],
      [metadata(forged), ...resources.slice(3).map(metadata)],
    )
    const found = await ledger.read(sought(resources))
    expect(found.slice(0, 3)).toEqual([
      { state: 'different' },
      { state: 'absent' },
      { state: 'published', metadata: metadata(third) },
    ])
    expect(found.slice(3).every(({ state }) => state === 'published')).toBe(true)
    expect(asked).toEqual({ lists: 1, single: 3 })
    expect(second).toBeDefined()
  })

  it('are asked for one by one where the list is much longer than what is sought', async () => {
    const resources = Array.from({ length: 20 }, (_, index) => resourceOf(String(index)))
    const others = Array.from({ length: 1000 }, (_, index) => metadata(resourceOf(String(index))))
    const { asked, ledger } = ledgerOf(resources, [...others, ...resources.map(metadata)])
    await ledger.read(sought(resources.slice(0, 10)))
    expect(asked).toEqual({ lists: 1, single: 0 })
    await ledger.read(sought(resources.slice(10)))
    expect(asked).toEqual({ lists: 1, single: 10 })
  })

  it('are not looked for in a list that is behind again and again', async () => {
    const resources = Array.from({ length: 20 }, (_, index) => resourceOf(String(index)))
    const { asked, ledger } = ledgerOf(resources, [])
    await ledger.read(sought(resources.slice(0, 10)))
    await ledger.read(sought(resources.slice(10)))
    expect(asked).toEqual({ lists: 1, single: 20 })
  })

  it('are read with their content on the web, whose index may name a file that is not there', async () => {
    const resources = Array.from({ length: 10 }, (_, index) => resourceOf(String(index), 'did:web:registry.example'))
    const { asked, ledger } = ledgerOf(resources.slice(1), resources.map(metadata))
    const found = await ledger.read(sought(resources))
    expect(found.map(({ state }) => state)).toEqual(['absent', ...Array.from({ length: 9 }, () => 'published')])
    expect(asked).toEqual({ lists: 0, single: 10 })
  })
})
