import { DevLedger } from '@trustchains/dev-ledger'
import { Resolver, type DIDResolutionResult } from 'did-resolver'
import { createDereferencer, getResolver, type CheqdDereferencer } from '../src/index.js'
import { sha256 } from './support/canned.js'
import { LedgerWriter, type WrittenDid } from './support/ledger-writer.js'

const times = {
  created: '2025-01-01T00:00:00.900Z',
  published: '2025-01-02T00:00:00.100Z',
  republished: '2025-01-03T00:00:00.500Z',
  updated: '2025-02-01T00:00:00.700Z',
  later: '2025-03-01T00:00:00Z',
  deactivated: '2025-04-01T00:00:00Z',
}
const json = '{\n  "b": 1.0,\n  "a": "\\u00e9"\n}\n'
const bytes = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 254, 10])

let ledger: DevLedger
let writer: LedgerWriter
let now = times.created
const ids: Record<string, string> = {}
let alice: WrittenDid
let legacyKey: WrittenDid
let gone: WrittenDid
let updatedVersion: string
const transports = ['resolverUrl', 'rpcUrl'] as const
type Transport = (typeof transports)[number]
const resolvers = {} as Record<Transport, Resolver>
const dereferencers = {} as Record<Transport, CheqdDereferencer>

beforeAll(async () => {
  ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, clock: () => new Date(now) })
  writer = await LedgerWriter.connect(ledger.urls.rpc, ledger.faucetMnemonic)
  alice = await writer.createDid('JsonWebKey2020', 'uuid')
  legacyKey = await writer.createDid('Ed25519VerificationKey2018', 'base58btc')
  gone = await writer.createDid('Ed25519VerificationKey2020', 'base58btc')
  now = times.published
  const publish = async (key: string, name: string, type: string, data: Uint8Array | string, version?: string) => {
    ids[key] = await writer.createResource(alice, name, type, data, version)
  }
  await publish('first', 'list', 'StatusList', '{"n":1}', '1.0')
  await publish('second', 'list', 'StatusList', '{"n":2}', '2.0')
  await publish('third', 'list', 'StatusList', '{"n":3}', '3.0')
  await publish('odd', 'Été & co/1 + 2=3?', 'Odd#Type', json)
  await publish('binary', 'logo', 'Image', bytes)
  await publish('encoded', 'Another%20Name', 'Text', 'plain text')
  await publish('twinA', 'twin', 'TypeA', 'one of two')
  await publish('twinB', 'twin', 'TypeB', 'two of two')
  now = times.republished
  await publish('fourth', 'list', 'StatusList', '{"n":4}', '4.0')
  now = times.updated
  updatedVersion = await writer.updateDid(alice, (did) => ({
    service: [
      { id: `${did}#site`, type: 'LinkedDomains', serviceEndpoint: ['https://example.com'] },
      { id: `${did}#files`, type: 'Files', serviceEndpoint: ['https://a.example', 'https://b.example'] },
    ],
    keyAgreement: [`${did}#key-1`],
    capabilityDelegation: [`${did}#key-1`],
    alsoKnownAs: ['https://example.com/alice'],
  }))
  now = times.later
  await publish('fifth', 'list', 'StatusList', '{"n":5}', '5.0')
  now = times.deactivated
  await writer.deactivateDid(gone)
  const urls = { resolverUrl: ledger.urls.resolver, rpcUrl: ledger.urls.rpc }
  for (const transport of transports) {
    const testnet = { [transport]: urls[transport] } as never
    resolvers[transport] = new Resolver({ ...getResolver({ testnet }) })
    dereferencers[transport] = createDereferencer({ testnet })
  }
}, 60_000)
afterAll(() => ledger.close())

/** Asks both ways; what is expected is asserted of one, and the other must be equal. */
async function both<T>(ask: (transport: Transport) => Promise<T>): Promise<T> {
  const [overHttp, overRpc] = await Promise.all(transports.map(ask))
  const unworded = (answer: unknown): unknown =>
    JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === 'message' ? undefined : value)))
  expect(unworded(overRpc)).toEqual(unworded(overHttp))
  return overHttp as T
}
const resolve = async (didUrl: string, options?: object): Promise<DIDResolutionResult> =>
  both((transport) => resolvers[transport].resolve(didUrl, options))
const dereference = async (didUrl: string, options?: object) => {
  const answer = await both((transport) => dereferencers[transport].dereference(didUrl, options))
  return { ...answer, text: answer.contentStream && Buffer.from(answer.contentStream).toString() }
}

describe('over a resolver and over a node alike, a DID is resolved', () => {
  it('as it is now', async () => {
    const { didDocument, didDocumentMetadata } = await resolve(alice.did)
    expect(didDocument).toMatchObject({
      '@context': [
        'https://www.w3.org/ns/did/v1',
        'https://identity.foundation/.well-known/did-configuration/v1',
        'https://w3id.org/security/suites/jws-2020/v1',
      ],
      id: alice.did,
      verificationMethod: [{ type: 'JsonWebKey2020', publicKeyJwk: { kty: 'OKP', crv: 'Ed25519' } }],
      keyAgreement: [`${alice.did}#key-1`],
      capabilityDelegation: [`${alice.did}#key-1`],
      alsoKnownAs: ['https://example.com/alice'],
      service: [
        { serviceEndpoint: 'https://example.com' },
        { serviceEndpoint: ['https://a.example', 'https://b.example'] },
      ],
    })
    expect(didDocumentMetadata).toEqual({
      created: '2025-01-01T00:00:00Z',
      updated: '2025-02-01T00:00:00Z',
      versionId: updatedVersion,
      previousVersionId: alice.versionId,
    })
  })

  it.each(['Ed25519VerificationKey2018', 'Ed25519VerificationKey2020'])('with a key of type %s', async (type) => {
    const { didDocument } = await resolve(type.endsWith('2018') ? legacyKey.did : gone.did)
    expect(didDocument?.verificationMethod).toMatchObject([{ type, controller: didDocument?.id }])
  })

  it('as it was by version id', async () => {
    const { versionId } = alice
    for (const result of [
      await resolve(alice.did, { versionId }),
      await resolve(`${alice.did}?versionId=${versionId}`),
      await resolve(`${alice.did}/version/${versionId}`),
    ]) {
      expect(result.didDocument?.service).toBeUndefined()
      expect(result.didDocumentMetadata).toMatchObject({ versionId, nextVersionId: updatedVersion })
    }
  })

  it.each([
    ['a second before its update', '2025-01-31T23:59:59.999Z', false],
    ['in the second of its update', '2025-02-01T00:00:00Z', true],
    ['long after', '2040-01-01T00:00:00Z', true],
  ])('as it was %s', async (_when, versionTime, updated) => {
    for (const result of [
      await resolve(alice.did, { versionTime }),
      await resolve(`${alice.did}?versionTime=${versionTime}`),
    ]) {
      expect(result.didDocumentMetadata.versionId).toBe(updated ? updatedVersion : alice.versionId)
    }
  })

  it('that is deactivated, and says so, in its past versions too', async () => {
    expect((await resolve(gone.did)).didDocumentMetadata.deactivated).toBe(true)
    const past = await resolve(gone.did, { versionTime: times.published })
    expect(past.didDocumentMetadata).toMatchObject({ deactivated: true, versionId: gone.versionId })
    expect((await resolve(alice.did)).didDocumentMetadata).not.toHaveProperty('deactivated')
  })

  it('with the resources that it had in that version, newest first', async () => {
    const list = async (options: object) => {
      const { didDocumentMetadata } = await resolve(alice.did, { resourceMetadata: true, ...options })
      return (didDocumentMetadata.linkedResourceMetadata as { resourceId: string }[]).map(
        ({ resourceId }) => resourceId,
      )
    }
    const now = await list({})
    expect(now).toHaveLength(10)
    expect(now.slice(0, 2)).toEqual([ids.fifth, ids.fourth])
    expect(await list({ versionId: alice.versionId })).toEqual(now.slice(1))
    expect(await list({ versionTime: times.published })).toEqual(now.slice(1))
  })

  it.each<[string, () => string, object, string]>([
    ['does not exist', () => `${alice.did.slice(0, -4)}ffff`, {}, 'notFound'],
    ['has no such version', () => alice.did, { versionId: '00000000-0000-4000-8000-000000000000' }, 'notFound'],
    ['did not exist then', () => alice.did, { versionTime: '2024-12-31T23:59:59Z' }, 'notFound'],
    ['is of a network not configured', () => alice.did.replace('testnet', 'mainnet'), {}, 'internalError'],
  ])('not at all where it %s', async (_what, did, options, error) => {
    expect(await resolve(did(), options)).toMatchObject({ didDocument: null, didResolutionMetadata: { error } })
  })
})

describe('over a resolver and over a node alike, a resource is read', () => {
  it('by its id, byte for byte, with its metadata', async () => {
    const answer = await dereference(`${alice.did}/resources/${ids.odd as string}`)
    expect(answer).toEqual({
      text: json,
      contentStream: new TextEncoder().encode(json),
      contentMetadata: {
        resourceURI: `${alice.did}/resources/${ids.odd as string}`,
        resourceCollectionId: alice.collectionId,
        resourceId: ids.odd,
        resourceName: 'Été & co/1 + 2=3?',
        resourceType: 'Odd#Type',
        mediaType: 'application/json',
        resourceVersion: '',
        created: '2025-01-02T00:00:00Z',
        checksum: sha256(new TextEncoder().encode(json)),
        previousVersionId: null,
        nextVersionId: null,
      },
      dereferencingMetadata: { contentType: 'application/json' },
    })
  })

  it('that is no text', async () => {
    const { contentStream } = await dereference(`${alice.did}/resources/${ids.binary as string}`)
    expect(contentStream).toEqual(bytes)
  })

  it('although its UUIDs were written in upper case, or the DID URL as that of a resolver', async () => {
    const url = `${alice.did}/resources/${ids.third as string}`
    const [upper, web] = [
      url.replace(/[0-9a-f-]{36}/g, (uuid) => uuid.toUpperCase()),
      `https://resolver.cheqd.net/1.0/identifiers/${url}`,
    ]
    expect((await dereference(upper)).text).toBe('{"n":3}')
    expect((await dereference(web)).text).toBe('{"n":3}')
  })

  const named = '?resourceName=list&resourceType=StatusList'
  it.each<[string, string, string, string]>([
    ['by name and type: the newest', named, '{"n":5}', 'fifth'],
    ['by name', '?resourceName=list', '{"n":5}', 'fifth'],
    ['by type', '?resourceType=StatusList', '{"n":5}', 'fifth'],
    [
      'as of a second with three versions: the last of them',
      `${named}&resourceVersionTime=2025-01-02T00:00:00Z`,
      '{"n":3}',
      'third',
    ],
    ['as of a time', `${named}&resourceVersionTime=2025-02-28T23:59:59Z`, '{"n":4}', 'fourth'],
    [
      'as of a time, written another way',
      '?resourceName=list&resourceVersionTime=Fri,%2028%20Feb%202025%2023:59:59%20GMT',
      '{"n":4}',
      'fourth',
    ],
    ['by version', `${named}&resourceVersion=2.0`, '{"n":2}', 'second'],
    ['in an older version of the DID document', `${named}&versionTime=2025-01-15T00:00:00Z`, '{"n":4}', 'fourth'],
    ['by checksum', `?checksum=${sha256(new TextEncoder().encode('{"n":1}')).toUpperCase()}`, '{"n":1}', 'first'],
    [
      'by a name that has to be encoded',
      `?resourceName=${encodeURIComponent('Été & co/1 + 2=3?')}&resourceType=Odd%23Type`,
      json,
      'odd',
    ],
    [
      'by a name encoded as in a form',
      `?resourceName=${encodeURIComponent('Été & co/1 + 2=3?').replaceAll('%20', '+')}`,
      json,
      'odd',
    ],
    ['by a name that was published encoded', '?resourceName=Another%20Name&resourceType=Text', 'plain text', 'encoded'],
    ['by one name of two types, with its type', '?resourceName=twin&resourceType=TypeB', 'two of two', 'twinB'],
  ])('%s', async (_how, query, text, id) => {
    const answer = await dereference(alice.did + query)
    expect(answer).toMatchObject({ text, contentMetadata: { resourceId: ids[id] } })
    expect(answer.dereferencingMetadata.error).toBeUndefined()
  })

  it('by its id in the query', async () => {
    expect((await dereference(`${alice.did}?resourceId=${ids.second as string}`)).text).toBe('{"n":2}')
  })

  it.each<[string, string, string, string | null]>([
    ['of an earlier time', named, times.republished, '{"n":4}'],
    ['of the earlier of two times', `${named}&resourceVersionTime=2025-01-02T12:00:00Z`, times.later, '{"n":3}'],
    ['of a time before there was any', named, times.created, null],
  ])('as the option versionTime says: %s', async (_what, query, versionTime, text) => {
    const answer = await dereference(alice.did + query, { versionTime })
    expect(answer.text).toBe(text)
    expect(answer.dereferencingMetadata.error).toBe(text === null ? 'notFound' : undefined)
  })

  it('up to the size that is wanted', async () => {
    const url = `${alice.did}/resources/${ids.odd as string}`
    expect((await dereference(url, { maxBytes: json.length })).text).toBe(json)
    const answer = await dereference(url, { maxBytes: json.length - 1 })
    expect(answer).toMatchObject({ contentStream: null, dereferencingMetadata: { error: 'contentTooLarge' } })
  })

  it.each<[string, () => string, string]>([
    ['no such id', () => `${alice.did}/resources/00000000-0000-4000-8000-000000000000`, 'notFound'],
    ['the id of another DID', () => `${gone.did}/resources/${ids.first as string}`, 'notFound'],
    ['no such name', () => `${alice.did}?resourceName=none&resourceType=StatusList`, 'notFound'],
    ['the name in another case', () => `${alice.did}?resourceName=LIST&resourceType=StatusList`, 'notFound'],
    ['no such DID', () => `${alice.did.slice(0, -4)}ffff${named}`, 'notFound'],
    ['a name of two types', () => `${alice.did}?resourceName=twin`, 'notFound'],
    ['several names', () => `${alice.did}?resourceVersion=&resourceType=TypeA`, 'invalidDidUrl'],
    ['a version alone', () => `${alice.did}?resourceVersion=1.0`, 'invalidDidUrl'],
    ['a time that is none', () => `${alice.did}${named}&resourceVersionTime=soon`, 'invalidDidUrl'],
    ['a parameter twice', () => `${alice.did}${named}&resourceName=logo`, 'invalidDidUrl'],
    ['an unknown parameter', () => `${alice.did}${named}&lang=en`, 'invalidDidUrl'],
    ['an id that is none', () => `${alice.did}/resources/1`, 'invalidDidUrl'],
    ['another path', () => `${alice.did}/files/${ids.first as string}`, 'invalidDidUrl'],
    ['a query behind a path', () => `${alice.did}/resources/${ids.first as string}?resourceName=list`, 'invalidDidUrl'],
    ['no resource at all', () => alice.did, 'invalidDidUrl'],
    ['a key', () => `${alice.did}#key-1`, 'invalidDidUrl'],
    ['a list', () => `${alice.did}?resourceType=StatusList&resourceMetadata=true`, 'representationNotSupported'],
    ['a service', () => `${alice.did}?service=site`, 'representationNotSupported'],
    ['a DID of another method', () => 'did:web:example.com?resourceName=a&resourceType=b', 'methodNotSupported'],
    ['what is no DID URL', () => 'https://example.com/', 'invalidDid'],
    ['a text without end', () => `${alice.did}?resourceName=${'a'.repeat(100_000)}`, 'invalidDidUrl'],
    ['a network not configured', () => `${alice.did.replace('testnet', 'mainnet')}${named}`, 'internalError'],
  ])('not at all where the DID URL names %s', async (_what, didUrl, error) => {
    expect(await dereference(didUrl())).toMatchObject({
      contentStream: null,
      contentMetadata: {},
      dereferencingMetadata: { error },
    })
  })
})

describe('over a resolver and over a node alike, resources are listed', () => {
  const list = async (did: string, filter?: { name?: string; type?: string }) =>
    both((transport) => dereferencers[transport].listResources(did, filter))

  it('newest first, versions of one second in their order', async () => {
    const listed = (await list(alice.did, { name: 'list', type: 'StatusList' })).map(({ resourceId }) => resourceId)
    expect(listed).toEqual(['fifth', 'fourth', 'third', 'second', 'first'].map((key) => ids[key]))
  })

  it.each<[string, object | undefined, number]>([
    ['all', undefined, 10],
    ['of a name', { name: 'twin' }, 2],
    ['of a type', { type: 'Image' }, 1],
    ['of a name and type that do not go together', { name: 'twin', type: 'Image' }, 0],
  ])('%s', async (_which, filter, count) => {
    expect(await list(alice.did, filter)).toHaveLength(count)
  })

  it('none, for a DID that has none', async () => {
    expect(await list(legacyKey.did)).toEqual([])
    expect(await list(legacyKey.did, { type: 'Image' })).toEqual([])
  })

  it.each<[string, () => string, string]>([
    ['does not exist', () => `${alice.did.slice(0, -4)}ffff`, 'notFound'],
    ['is no DID but a DID URL', () => `${alice.did}?resourceType=Image`, 'invalidDid'],
    ['is of another method', () => 'did:web:example.com', 'methodNotSupported'],
  ])('with an error, not as an empty list, for what %s', async (_what, did, code) => {
    for (const transport of transports) {
      for (const filter of [{}, { type: 'Image' }]) {
        await expect(dereferencers[transport].listResources(did(), filter)).rejects.toMatchObject({ code })
      }
    }
  })
})

describe('a ledger that is written to', () => {
  it.each(transports)(
    'is read anew by every call (%s): nothing is kept unless a cache is asked for',
    async (transport) => {
      const name = `fresh-${transport}`
      const url = `${legacyKey.did}?resourceName=${name}&resourceType=Fresh`
      for (const text of ['one', 'two', 'three']) {
        await writer.createResource(legacyKey, name, 'Fresh', text)
        const { contentStream } = await dereferencers[transport].dereference(url)
        expect(Buffer.from(contentStream ?? []).toString()).toBe(text)
      }
    },
  )
})
