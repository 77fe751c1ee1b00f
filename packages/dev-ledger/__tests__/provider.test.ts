import { randomUUID } from 'node:crypto'
import { Cheqd, CheqdDIDProvider, getResolver } from '@cheqd/did-provider-cheqd'
import { createAgent, type IDIDManager, type IKeyManager, type IResolver } from '@veramo/core'
import { DIDManager, MemoryDIDStore } from '@veramo/did-manager'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { KeyManager, MemoryKeyStore, MemoryPrivateKeyStore } from '@veramo/key-manager'
import { KeyManagementSystem } from '@veramo/kms-local'
import { Resolver } from 'did-resolver'
import { DevLedger } from '../src/index.js'

// The provider waits 3 seconds for each transaction, so one test does it all.
describe('an unmodified @cheqd/did-provider-cheqd in a Veramo agent', () => {
  let ledger: DevLedger
  beforeAll(async () => {
    ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
  })
  afterAll(() => ledger.close())

  it('creates, updates and deactivates a DID and creates a resource with a key that its KMS holds', async () => {
    const provider = new CheqdDIDProvider({
      defaultKms: 'local',
      networkType: 'testnet' as never,
      rpcUrl: ledger.urls.rpc,
      cosmosPayerSeed: ledger.faucetMnemonic,
    })
    const resolve = (did: string) =>
      getResolver({ url: `${ledger.urls.resolver}/1.0/identifiers/` }).cheqd!(did, {} as never, {} as never, {
        accept: 'application/did+ld+json',
      })
    const agent = createAgent<IDIDManager & IKeyManager & IResolver>({
      plugins: [
        new KeyManager({
          store: new MemoryKeyStore(),
          kms: { local: new KeyManagementSystem(new MemoryPrivateKeyStore()) },
        }),
        new DIDManager({
          store: new MemoryDIDStore(),
          defaultProvider: 'did:cheqd:testnet',
          providers: { 'did:cheqd:testnet': provider },
        }),
        new DIDResolverPlugin({ resolver: new Resolver({ cheqd: resolve }) }),
        new Cheqd({ providers: [provider] as never }),
      ],
    })
    const run = (method: string, args: object): Promise<never> => agent.execute<object, never>(method, args)

    const { didDoc, keys, versionId } = (await run('cheqdGenerateDidDoc', {
      verificationMethod: 'Ed25519VerificationKey2020',
      methodSpecificIdAlgo: 'uuid',
      network: 'testnet',
    })) as { didDoc: { id: string }; keys: object[]; versionId: string }
    await run('cheqdCreateIdentifier', { kms: 'local', alias: 'issuer', document: didDoc, keys, versionId })
    expect((await agent.resolveDid({ didUrl: didDoc.id })).didDocument?.id).toBe(didDoc.id)

    const updated = { ...didDoc, alsoKnownAs: ['https://example.com'] }
    await run('cheqdUpdateIdentifier', { kms: 'local', document: updated })
    expect((await agent.resolveDid({ didUrl: didDoc.id })).didDocument?.alsoKnownAs).toEqual(['https://example.com'])

    const id = randomUUID()
    const created = await run('cheqdCreateLinkedResource', {
      kms: 'local',
      payload: {
        collectionId: didDoc.id.split(':').at(-1),
        id,
        name: 'schema',
        version: '1',
        resourceType: 'JSONSchemaValidator2020',
        data: Buffer.from('{"type":"object"}').toString('base64'),
      },
      network: 'testnet',
    })
    expect(created).toBe(true)
    const content = await fetch(`${ledger.urls.resolver}/1.0/identifiers/${didDoc.id}/resources/${id}`)
    expect(await content.text()).toBe('{"type":"object"}')

    await run('cheqdDeactivateIdentifier', { kms: 'local', document: updated })
    const last = await fetch(`${ledger.urls.resolver}/1.0/identifiers/${didDoc.id}`)
    expect(((await last.json()) as { didDocumentMetadata: object }).didDocumentMetadata).toMatchObject({
      deactivated: true,
    })
  }, 60_000)
})
