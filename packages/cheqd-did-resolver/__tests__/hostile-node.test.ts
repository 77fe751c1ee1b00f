import * as didV2 from '@cheqd/ts-proto/cheqd/did/v2/index.js'
import * as resourceV2 from '@cheqd/ts-proto/cheqd/resource/v2/index.js'
import { Resolver } from 'did-resolver'
import { createDereferencer, getResolver, type CheqdResolverOptions } from '../src/index.js'
import { content, did, resourceId, resourceUrl, sha256, uuid } from './support/canned.js'
import { sendJson, startLoopback, type Loopback } from './support/loopback.js'

interface Message {
  encode(message: unknown): { finish(): Uint8Array }
  fromPartial(message: unknown): unknown
}
const encode = (type: unknown, message: unknown): Uint8Array =>
  (type as Message).encode((type as Message).fromPartial(message)).finish()

const created = new Date('2023-01-25T12:08:39.9Z')
const didAnswer = (document: object = {}, metadata: object = {}) =>
  encode(didV2.QueryDidDocResponse, {
    value: { didDoc: { id: did, ...document }, metadata: { created, versionId: 'v', ...metadata } },
  })
const resourceAnswer = (metadata: object = {}, data = content) =>
  encode(resourceV2.QueryResourceResponse, {
    resource: {
      resource: { data },
      metadata: {
        collectionId: uuid,
        id: resourceId,
        name: 'Demo',
        resourceType: 'String',
        mediaType: 'application/json',
        created,
        checksum: sha256(content),
        ...metadata,
      },
    },
  })

let server: Loopback
beforeEach(async () => {
  server = await startLoopback()
})
afterEach(async () => {
  await server.close()
})

const options = (more: CheqdResolverOptions = {}) => ({ testnet: { rpcUrl: server.url }, ...more })
const resolve = async (more?: CheqdResolverOptions) => new Resolver({ ...getResolver(options(more)) }).resolve(did)
const dereference = async (didUrl = resourceUrl, more?: CheqdResolverOptions) =>
  createDereferencer(options(more)).dereference(didUrl)

/** Answers each query by its method's name: bytes of a message, or a whole ABCI response. */
function answer(byMethod: Record<string, Uint8Array | object>): void {
  server.use(({ body }, response) => {
    const { path } = (JSON.parse(body) as { params: { path: string } }).params
    const value = byMethod[path.split('/').at(-1) as string] ?? { code: 6, codespace: 'sdk', log: 'unknown query path' }
    const bytes = value instanceof Uint8Array ? { code: 0, value: Buffer.from(value).toString('base64') } : value
    sendJson(response, { jsonrpc: '2.0', id: 1, result: { response: bytes } }, 200, 'application/json')
  })
}

describe('a node that answers', () => {
  it('is asked by abci_query, in the encoding of the ledger, without anybody between', async () => {
    answer({ DidDoc: didAnswer() })
    expect((await resolve()).didDocument?.id).toBe(did)
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({
      jsonrpc: '2.0',
      id: 1,
      method: 'abci_query',
      params: {
        path: '/cheqd.did.v2.Query/DidDoc',
        data: Buffer.concat([Buffer.from([10, did.length]), Buffer.from(did)]).toString('hex'),
        prove: false,
      },
    })
  })

  it('shows embedded assertion methods unpacked, and leaves out those that no one can read', async () => {
    const method = { id: `${did}#bbs`, type: 'Bls12381G2Key2020', controller: did, publicKeyBase58: '248Z', extra: 1 }
    const packed = JSON.stringify(JSON.stringify(method))
    answer({ DidDoc: didAnswer({ assertionMethod: [`${did}#key-1`, packed, 'nonsense', '"{"'] }) })
    const { extra: _dropped, ...shown } = method
    expect((await resolve()).didDocument?.assertionMethod).toEqual([`${did}#key-1`, shown])
  })

  it('knows no query for the newest version: all versions are looked through instead', async () => {
    answer({
      CollectionResources: encode(resourceV2.QueryCollectionResourcesResponse, {
        resources: [
          { collectionId: uuid, id: resourceId, name: 'N', resourceType: 'T', created, checksum: sha256(content) },
        ],
      }),
      Resource: resourceAnswer({ name: 'N', resourceType: 'T' }),
    })
    const { contentStream } = await dereference(`${did}?resourceName=N&resourceType=T`)
    expect(contentStream).toEqual(content)
  })

  it('gives its list in pages: all of them are read', async () => {
    const page = (id: string, next: number[]) =>
      encode(resourceV2.QueryCollectionResourcesResponse, {
        resources: [{ collectionId: uuid, id, name: 'N', resourceType: 'T', created, checksum: sha256(content) }],
        pagination: { nextKey: Uint8Array.from(next) },
      })
    server.use((_request, response) => {
      const value = Buffer.from(server.seen.length === 1 ? page(resourceId, [7]) : page(uuid, [])).toString('base64')
      sendJson(response, { result: { response: { value } } }, 200, 'application/json')
    })
    expect(await createDereferencer(options()).listResources(did)).toHaveLength(2)
    const [, second] = server.seen
    expect((JSON.parse(second?.body ?? '') as { params: { data: string } }).params.data).toContain('0a0107')
  })
})

describe('a node that is hostile or broken', () => {
  it.each<[string, object | Uint8Array, string]>([
    ['answers the document of another DID', didAnswer({ id: did.replace('c1685', 'd1685') }), 'internalError'],
    ['answers no metadata', encode(didV2.QueryDidDocResponse, { value: { didDoc: { id: did } } }), 'internalError'],
    ['answers nothing', new Uint8Array(), 'internalError'],
    ['answers what is no message', Uint8Array.from([255, 255, 255, 255]), 'internalError'],
    ['answers groups in groups without end', new Uint8Array(100_000).fill(0x7b), 'internalError'],
    [
      'answers a key that is no JWK',
      didAnswer({ verificationMethod: [{ verificationMethodType: 'JsonWebKey2020', verificationMaterial: '{' }] }),
      'internalError',
    ],
    ['does not know the DID', { code: 6, codespace: 'sdk', log: `${did}: not found: unknown request` }, 'notFound'],
    ['does not know the DID, by its own code', { code: 38, codespace: 'sdk', log: '' }, 'notFound'],
    ['does not know the query', { code: 6, codespace: 'sdk', log: 'unknown query path: not found' }, 'internalError'],
    ['has some trouble', { code: 1, codespace: 'undefined', log: 'panic: block not found' }, 'internalError'],
    ['answers a code that is none', { code: 'ok', value: '' }, 'internalError'],
  ])('%s', async (_what, value, error) => {
    answer({ DidDoc: value })
    expect(await resolve()).toMatchObject({ didDocument: null, didResolutionMetadata: { error } })
  })

  it.each<[string, Uint8Array, string]>([
    ['another resource', resourceAnswer({ id: uuid }), 'internalError'],
    ['a resource of another DID', resourceAnswer({ collectionId: resourceId }), 'internalError'],
    [
      'a resource of another network',
      resourceAnswer({ alsoKnownAs: [{ uri: resourceUrl.replace('test', 'main'), description: 'did-url' }] }),
      'internalError',
    ],
    ['a resource without a time', resourceAnswer({ created: undefined }), 'internalError'],
    ['a resource of a time without sense', resourceAnswer({ created: new Date(8.64e15) }), 'internalError'],
    ['more bytes than are wanted', resourceAnswer({}, new Uint8Array(2 * 2 ** 20 + 1)), 'contentTooLarge'],
  ])('answers %s', async (_what, value, error) => {
    answer({ Resource: value })
    expect(await dereference()).toMatchObject({ contentStream: null, dereferencingMetadata: { error } })
  })

  it('answers the newest of another name', async () => {
    answer({ LatestResourceVersion: resourceAnswer() })
    const { dereferencingMetadata } = await dereference(`${did}?resourceName=Other&resourceType=String`)
    expect(dereferencingMetadata.error).toBe('internalError')
  })

  it('answers bytes that the checksum is not of: they are marked', async () => {
    const forged = new TextEncoder().encode('forged')
    answer({ Resource: resourceAnswer({}, forged) })
    expect(await dereference()).toMatchObject({
      contentStream: forged,
      contentMetadata: { checksum: sha256(content) },
      dereferencingMetadata: { error: 'checksumMismatch' },
    })
  })

  it('gives pages without end: the list is given up', async () => {
    const page = { resources: [], pagination: { nextKey: new Uint8Array(1000).fill(1) } }
    answer({ CollectionResources: encode(resourceV2.QueryCollectionResourcesResponse, page) })
    const { listResources } = createDereferencer(options({ maxDocumentBytes: 20_000 }))
    await expect(listResources(did)).rejects.toMatchObject({ code: 'contentTooLarge' })
    expect(server.seen.length).toBeLessThan(25)
  })
})
