import { randomUUID } from 'node:crypto'
import { DevLedger } from '../src/index.js'
import { connectSdk, newDid, type KeyType, type SdkWriter } from './support/sdk.js'

describe('an unmodified @cheqd/sdk', () => {
  let ledger: DevLedger
  let sdk: SdkWriter
  let payer: string
  beforeAll(async () => {
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
    const connected = await connectSdk(ledger.urls.rpc, ledger.faucetMnemonic)
    sdk = connected.sdk
    payer = connected.payer
  })
  afterAll(() => ledger.close())

  const get = async (path: string, accept = '*/*') => {
    const response = await fetch(`${ledger.urls.resolver}/1.0/identifiers/${path}`, { headers: { accept } })
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }
  /** The members of an answer that the tests look at. */
  interface Answer {
    didDocument: { id: string; verificationMethod: { type: string }[]; service?: object[] }
    didDocumentMetadata: { nextVersionId?: string; deactivated?: boolean; linkedResourceMetadata?: object[] }
    didResolutionMetadata: { contentType: string }
    contentStream: { versions: { versionId: string }[] }
    contentMetadata: { resourceId: string }
  }
  const parse = ({ text }: { text: string }): Answer => JSON.parse(text) as Answer
  const create = async (did: ReturnType<typeof newDid>) =>
    sdk.createDidDocTx(did.signInputs, did.document, payer, undefined, undefined, did.versionId, {})
  const resource = (did: string, over: object = {}) => ({
    data: new TextEncoder().encode('{"hello":"world"}'),
    collectionId: did.split(':')[3] ?? '',
    id: randomUUID(),
    name: 'greeting',
    version: '1',
    resourceType: 'Greeting',
    alsoKnownAs: [],
    ...over,
  })

  it.each<[KeyType, 'base58btc' | 'uuid']>([
    ['Ed25519VerificationKey2020', 'base58btc'],
    ['JsonWebKey2020', 'uuid'],
    ['Ed25519VerificationKey2018', 'uuid'],
  ])('creates a DID with a key of type %s and a %s id that the resolver then shows', async (type, algo) => {
    const did = newDid(type, algo)
    const result = await create(did)
    expect(result.code).toBe(0)
    const answer = parse(await get(did.document.id))
    expect(answer.didDocument.id).toBe(did.document.id)
    expect(answer.didDocument.verificationMethod[0]?.type).toBe(type)
    expect(answer.didDocumentMetadata).toEqual({ created: expect.any(String), versionId: did.versionId })
    expect(answer.didResolutionMetadata.contentType).toBe('application/did')
  })

  it('updates a DID, keeps the old version, and links the two', async () => {
    const did = newDid()
    await create(did)
    const document = {
      ...did.document,
      service: [{ id: `${did.document.id}#site`, type: 'LinkedDomains', serviceEndpoint: ['https://example.com'] }],
    }
    const versionId = randomUUID()
    const result = await sdk.updateDidDocTx(did.signInputs, document, payer, undefined, undefined, versionId, {})
    expect(result.code).toBe(0)
    const now = parse(await get(did.document.id))
    expect(now.didDocument.service).toHaveLength(1)
    expect(now.didDocumentMetadata).toMatchObject({ versionId, previousVersionId: did.versionId })
    const before = parse(await get(`${did.document.id}/version/${did.versionId}`))
    expect(before.didDocument.service).toBeUndefined()
    expect(before.didDocumentMetadata.nextVersionId).toBe(versionId)
    const all = parse(await get(`${did.document.id}/versions`))
    expect(all.contentStream.versions.map((version) => version.versionId)).toEqual([versionId, did.versionId])
  })

  it('deactivates a DID for good: resolvers say so, and no resource can be added', async () => {
    const did = newDid()
    await create(did)
    const result = await sdk.deactivateDidDocTx(
      did.signInputs,
      did.document,
      payer,
      undefined,
      undefined,
      randomUUID(),
      {},
    )
    expect(result.code).toBe(0)
    expect(parse(await get(did.document.id)).didDocumentMetadata.deactivated).toBe(true)
    const refused = await sdk.createLinkedResourceTx(
      did.signInputs,
      resource(did.document.id),
      payer,
      undefined,
      undefined,
      {},
    )
    expect(refused.code).toBe(1207)
    expect(refused.rawLog).toBe(
      `failed to execute message; message index: 0: ${did.document.id}: DID Doc already deactivated`,
    )
  })

  it('creates resources that are read by id, by name and type, and with their metadata', async () => {
    const did = newDid()
    await create(did)
    const first = resource(did.document.id)
    const second = { ...first, id: randomUUID(), version: '2', data: new TextEncoder().encode('{"hello":"again"}') }
    for (const payload of [first, second]) {
      const result = await sdk.createLinkedResourceTx(did.signInputs, payload, payer, undefined, undefined, {})
      expect([result.code, result.rawLog]).toEqual([0, ''])
    }
    const byId = await get(`${did.document.id}/resources/${first.id}`)
    expect([byId.status, byId.type, byId.text]).toEqual([200, 'application/json', '{"hello":"world"}'])
    const newest = await get(`${did.document.id}?resourceName=greeting&resourceType=Greeting`)
    expect(newest.text).toBe('{"hello":"again"}')
    const metadata = parse(await get(`${did.document.id}/resources/${first.id}/metadata`))
    expect(metadata.contentMetadata).toMatchObject({
      resourceURI: `${did.document.id}/resources/${first.id}`,
      resourceName: 'greeting',
      resourceType: 'Greeting',
      resourceVersion: '1',
      mediaType: 'application/json',
      checksum: '93a23971a914e5eacbf0a8d25154cda309c3c1c72fbb9914d47c60f3cb681588',
      previousVersionId: null,
      nextVersionId: second.id,
    })
    const both = parse(
      await get(
        `${did.document.id}/resources/${first.id}`,
        'application/ld+json;profile="https://w3id.org/did-url-dereferencing"',
      ),
    )
    expect(both.contentStream).toEqual({ hello: 'world' })
    expect(both.contentMetadata.resourceId).toBe(first.id)
    const resolution = parse(await get(did.document.id))
    expect(resolution.didDocumentMetadata.linkedResourceMetadata).toHaveLength(2)
  })

  it('reads back over RPC what it wrote', async () => {
    const did = newDid()
    await create(did)
    const payload = resource(did.document.id)
    await sdk.createLinkedResourceTx(did.signInputs, payload, payer, undefined, undefined, {})
    const querier = sdk.querier as never as {
      did: { didDoc(id: string): Promise<{ didDoc: { id: string } }> }
      resource: {
        resource(collection: string, id: string): Promise<{ resource: { data: Uint8Array } }>
        collectionResources(collection: string): Promise<{ resources: object[] }>
      }
    }
    expect((await querier.did.didDoc(did.document.id)).didDoc.id).toBe(did.document.id)
    const read = await querier.resource.resource(payload.collectionId, payload.id)
    expect(Buffer.from(read.resource.data).toString()).toBe('{"hello":"world"}')
    expect((await querier.resource.collectionResources(payload.collectionId)).resources).toHaveLength(1)
    await expect(querier.resource.resource(payload.collectionId, randomUUID())).rejects.toThrow(/not found/)
  })

  it('has a DID refused whose payload was signed by another key', async () => {
    const did = newDid()
    const thief = newDid()
    const signInputs = [{ ...did.signInputs[0]!, privateKeyHex: thief.signInputs[0]!.privateKeyHex }]
    const result = await sdk.createDidDocTx(signInputs, did.document, payer, undefined, undefined, did.versionId, {})
    expect(result.code).toBe(1100)
    expect(result.rawLog).toBe(
      `failed to execute message; message index: 0: method id: ${did.keys.keyId}: invalid signature detected`,
    )
    expect((await get(did.document.id)).status).toBe(404)
  })

  it('has a resource refused that its gas does not cover, as the chain does above some 24 kB', async () => {
    const did = newDid()
    await create(did)
    const large = resource(did.document.id, { data: new TextEncoder().encode('x'.repeat(30_000)) })
    const result = await sdk.createLinkedResourceTx(did.signInputs, large, payer, undefined, undefined, {})
    expect(result.code).toBe(11)
    expect(result.rawLog).toMatch(/out of gas in location: WritePerByte; gasWanted: 1000000, gasUsed: \d+: out of gas/)
  })
})
