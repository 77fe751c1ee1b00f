import { Resolver } from 'did-resolver'
import { TestKitError, World } from '../src/index.js'
import type { WorldData, WorldFault } from '../src/index.js'

const id = '6a1c2f0e-91b4-4a6e-8b1d-2c5e7f0a9d33'
const did = `did:cheqd:testnet:${id}`
const [first, second, third] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [
  string,
  string,
  string,
]
const named = `${did}?resourceName=List&resourceType=T`

function makeWorld(faults: WorldFault[] = [], latencyMs?: number): World {
  const world = new World({ didDocuments: [], resources: [], faults }, { latencyMs })
  world.addDid({ did, document: { id: did }, metadata: { created: '2025-01-01T00:00:00Z', versionId: first } })
  const version = { collection: did, name: 'List', type: 'T' }
  world.publish({ ...version, id: second, created: '2026-02-01T00:00:00Z', content: 'two' })
  world.publish({ ...version, id: first, created: '2026-01-01T00:00:00Z', content: 'one' })
  world.publish({ ...version, id: third, type: 'U', created: '2026-01-01T00:00:00Z', content: 'three' })
  return world
}
const text = (content: Uint8Array | null): string => Buffer.from(content ?? []).toString()

describe('dereferencing', () => {
  const world = makeWorld()

  it.each([
    ['pinned', `${did}/resources/${first}`, undefined, 'one'],
    [
      'pinned in upper case',
      `did:cheqd:testnet:${id.toUpperCase()}/resources/${second.toUpperCase()}`,
      undefined,
      'two',
    ],
    ['newest by name and type', named, undefined, 'two'],
    ['with the query the other way round', `${did}?resourceType=T&resourceName=List`, undefined, 'two'],
    ['as of a time in the URL', `${named}&resourceVersionTime=2026-01-31T00:00:00Z`, undefined, 'one'],
    ['as of a time asked for', named, '2026-01-31T00:00:00Z', 'one'],
    [
      'as of the earlier of both times',
      `${named}&resourceVersionTime=2026-03-01T00:00:00Z`,
      '2026-01-31T00:00:00Z',
      'one',
    ],
    ['at the very moment of publication', named, '2026-02-01T00:00:00Z', 'two'],
    ['as the URL of a resolver', `https://resolver.cheqd.net/1.0/identifiers/${named}`, undefined, 'two'],
    ['percent-encoded', `${did}?resourceName=Li%73t&resourceType=T`, undefined, 'two'],
  ])('gives the resource that is meant: %s', async (_form, url, versionTime, content) => {
    const answer = await world.dereference(url, { versionTime })
    expect(text(answer.contentStream)).toBe(content)
    expect(answer.dereferencingMetadata).toEqual({ contentType: 'application/json' })
  })

  it.each([
    ['another id', `${did}/resources/00000000-0000-4000-8000-00000000000f`, 'notFound'],
    ['another DID', `did:cheqd:testnet:00000000-0000-4000-8000-000000000000/resources/${first}`, 'notFound'],
    ['before the first version', `${named}&resourceVersionTime=2025-12-31T00:00:00Z`, 'notFound'],
    ['another type', `${did}?resourceName=List&resourceType=V`, 'notFound'],
    ['a name that has several types', `${did}?resourceName=List`, 'invalidDidUrl'],
    ['a bare DID', did, 'invalidDidUrl'],
    ['no DID URL', 'https://example.com/list', 'invalidDidUrl'],
  ])('says why there is nothing: %s', async (_form, url, error) => {
    expect(await world.dereference(url)).toEqual({
      contentStream: null,
      contentMetadata: {},
      dereferencingMetadata: { error },
    })
  })

  it('gives the metadata of the ledger, the neighbours by time among them', () => {
    expect(world.findResource(named).contentMetadata).toEqual({
      resourceURI: `${did}/resources/${second}`,
      resourceCollectionId: id,
      resourceId: second,
      resourceName: 'List',
      resourceType: 'T',
      mediaType: 'application/json',
      created: '2026-02-01T00:00:00Z',
      checksum: '3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3',
      previousVersionId: first,
      nextVersionId: null,
    })
  })

  it('refuses content above the size asked for', () => {
    expect(world.findResource(named, { maxBytes: 2 }).dereferencingMetadata.error).toBe('contentTooLarge')
    expect(world.findResource(named, { maxBytes: 3 }).dereferencingMetadata.error).toBeUndefined()
  })

  it('lists what a DID has published, newest first', async () => {
    const ids = async (filter?: { name?: string; type?: string }): Promise<string[]> =>
      ((await world.toDereferencer().listResources?.(did, filter)) ?? []).map(({ resourceId }) => resourceId)
    expect(await ids()).toEqual([second, first, third])
    expect(await ids({ type: 'U' })).toEqual([third])
  })
})

describe('resolving', () => {
  const world = makeWorld()
  world.updateDid(did, '2026-03-01T00:00:00Z', (document) => ({ ...document, alsoKnownAs: ['v2'] }))
  const knownAs = async (options: { versionId?: string; versionTime?: string }): Promise<unknown> =>
    (await new Resolver(world.toResolver()).resolve(did, options)).didDocument?.alsoKnownAs

  it('gives the newest version, or that of a time or an id', async () => {
    expect(await knownAs({})).toEqual(['v2'])
    expect(await knownAs({ versionTime: '2026-03-01T00:00:00Z' })).toEqual(['v2'])
    expect(await knownAs({ versionTime: '2026-02-28T23:59:59Z' })).toBeUndefined()
    expect(await knownAs({ versionId: first })).toBeUndefined()
    expect((await world.resolveDid(did, { versionTime: '2026-02-01T00:00:00Z' })).didDocumentMetadata).toEqual({
      created: '2025-01-01T00:00:00Z',
      versionId: first,
      nextVersionId: (await world.resolveDid(did)).didDocumentMetadata.versionId,
    })
  })

  it('finds a DID whose UUID is in upper case', async () => {
    expect((await world.resolveDid(did.replace(id, id.toUpperCase()))).didDocument?.id).toBe(did)
  })

  it('gives notFound for an unknown DID, and for a time before the first version', async () => {
    const unknown = await world.resolveDid('did:cheqd:testnet:00000000-0000-4000-8000-000000000000')
    expect(unknown.didResolutionMetadata.error).toBe('notFound')
    expect((await world.resolveDid(did, { versionTime: '2024-01-01T00:00:00Z' })).didDocument).toBeNull()
  })

  it('gives a document without times whatever time is asked for', () => {
    const timeless = new World({ didDocuments: [{ did, document: { id: did }, metadata: {} }], resources: [] })
    expect(timeless.findDid(did, { versionTime: '2000-01-01T00:00:00Z' }).didDocument).toEqual({ id: did })
  })

  it('marks every version of a deactivated DID, as cheqd does', () => {
    const own = makeWorld()
    own.deactivateDid(did, '2026-05-01T00:00:00Z')
    expect(own.findDid(did).didDocumentMetadata).toMatchObject({ deactivated: true, updated: '2026-05-01T00:00:00Z' })
    expect(own.findDid(did, { versionTime: '2026-04-01T00:00:00Z' }).didDocumentMetadata.deactivated).toBe(true)
  })

  it('hands out copies, so that no reader can alter the ledger', () => {
    const { didDocument } = world.findDid(did)
    didDocument?.alsoKnownAs?.push('mine')
    expect(world.findDid(did).didDocument?.alsoKnownAs).toEqual(['v2'])
  })
})

describe('faults', () => {
  it('throw on every question that begins with their id, to the source they name alone', async () => {
    const world = makeWorld([{ id: did.replace(id, id.toUpperCase()), mode: 'throw', only: 'resource' }])
    await expect(world.dereference(named)).rejects.toThrow(TestKitError)
    await expect(world.dereference(`https://r.example/1.0/identifiers/${named}`)).rejects.toThrow(TestKitError)
    await expect(world.listResources(did)).rejects.toThrow(TestKitError)
    expect((await world.resolveDid(did)).didDocument).toEqual({ id: did })
  })

  it('leave other resources of the same DID alone', async () => {
    const world = makeWorld([{ id: `${did}/resources/${first}`, mode: 'throw' }])
    await expect(world.dereference(`${did}/resources/${first}`)).rejects.toThrow(TestKitError)
    expect(text((await world.dereference(`${did}/resources/${second}`)).contentStream)).toBe('two')
  })

  it('hang until the caller gives up', async () => {
    const world = makeWorld([{ id: did, mode: 'hang' }])
    const controller = new AbortController()
    const answer = world.dereference(named, { signal: controller.signal })
    const settled = await Promise.race([
      answer.then(() => 'answered'),
      new Promise((done) => setImmediate(done, 'open')),
    ])
    expect(settled).toBe('open')
    controller.abort(new Error('enough'))
    await expect(answer).rejects.toThrow('enough')
  })
})

describe('the record of calls', () => {
  it('tells round trips in a row from questions asked together', async () => {
    const world = makeWorld([], 1)
    await Promise.all([world.dereference(named), world.resolveDid(did)])
    await world.dereference(named, { versionTime: '2026-02-01T00:00:00Z' })
    expect(world.calls).toEqual([
      { kind: 'dereference', question: named, round: 1 },
      { kind: 'resolveDid', question: did, round: 1 },
      { kind: 'dereference', question: named, versionTime: '2026-02-01T00:00:00Z', round: 2 },
    ])
    expect(world.roundTrips).toBe(2)
    world.resetCalls()
    expect(world.calls).toEqual([])
    expect(world.roundTrips).toBe(0)
  })
})

it('survives being written as JSON and read again', () => {
  const world = makeWorld([{ id: did, mode: 'throw' }])
  world.updateDid(did, '2026-03-01T00:00:00Z')
  const data = world.toJSON()
  expect(new World(JSON.parse(JSON.stringify(data)) as WorldData).toJSON()).toEqual(data)
})
