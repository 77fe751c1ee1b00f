import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TrustChainReport } from '@trustchains/core'
import { combineDereferencers } from '@trustchains/web-resources'
import { createDereferencer, getResolver } from 'cheqd-did-resolver'
import { Resolver } from 'did-resolver'
import { DevLedger } from '@trustchains/dev-ledger'
import { describeWithPrograms } from '@trustchains/test-kit'
import type { ResourcePublisher } from '../src/index.js'
import { CheqdSdkPublisher } from '../src/publishing/cheqd-sdk/index.js'
import { failureOf } from './support/failure-of.js'
import { GenesisDidProvider } from './support/genesis-did-provider.js'
import { diplomaSchema, diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeWebAgent, type WebAgent } from './support/web-agent.js'
import { FolderDidProvider, WebWorld } from './support/web-world.js'
import { testResource } from './support/test-resource.js'

const student = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK'

describeWithPrograms(['openssl'], 'a registry without a ledger, on a web server', () => {
  let world: WebWorld
  let agent: WebAgent
  let chain: IssuedChain
  let diploma: string

  beforeAll(async () => {
    world = await WebWorld.start()
    agent = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())
    const names = ['ministry', 'certifier', 'university']
    chain = await issueChain(agent as never, async () => (await agent.didManagerCreate({ alias: names.shift()! })).did)
    const { jwt } = await agent.issueAttestation({
      issuer: chain.university,
      subject: student,
      types: diplomaTypes,
      claims: { degree: 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.root,
    })
    diploma = jwt!
  })

  afterEach(() => {
    world.handle = undefined
  })

  afterAll(() => world.close())

  const verify = (more: object = {}, by: WebAgent = agent): Promise<TrustChainReport> =>
    by.verifyTrustChain({ credential: diploma, fresh: true, policy: { anchors: [{ did: chain.ministry }], ...more } })

  const outcome = ({ verdict, reasons: [reason] }: TrustChainReport): string =>
    reason === undefined ? verdict : `${verdict}: ${reason.id} ${reason.code}`

  /** A verifier that has seen nothing yet. */
  const stranger = (): WebAgent =>
    makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())

  /** Judges with one file of the server changed. */
  async function withFile(path: string, change: (content: string) => string, by = stranger()): Promise<string> {
    const before = readFileSync(path)
    writeFileSync(path, change(before.toString()))
    try {
      return outcome(await verify({}, by))
    } finally {
      writeFileSync(path, before)
    }
  }

  const idOf = (didUrl: string): string => didUrl.split('/').at(-1)!

  it('is trusted down to the attestation, under either model of validity, and says on whose word that rests', async () => {
    expect(outcome(await verify())).toBe('trusted')
    const report = await verify({ validity: 'chain', dialect: 'strict' }, stranger())
    expect(outcome(report)).toBe('trusted')
    const { items = [] } = report.restsOn?.find(({ what }) => what === 'web-publication') ?? {}
    expect(items).toContain(chain.toAttest)
  })

  it('lists what was published, renews it by name, and links the versions', async () => {
    const again = await agent.issueAccreditation({
      kind: 'attest',
      issuer: chain.certifier,
      subject: chain.university,
      name: 'university',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
    })
    expect(again.resource?.previousVersionId).toBe(idOf(chain.toAttest))
    const { entries } = await agent.listAccreditations({ did: chain.certifier, allVersions: true })
    expect(entries.map(({ didUrls }) => didUrls.pinned)).toEqual([again.didUrls.pinned, chain.toAttest])
    expect(outcome(await verify())).toBe('trusted')
  })

  it.each<[string, (content: string) => string, string]>([
    ['with another byte', (content) => content.replace('"id"', '"id" '), 'untrusted: resource checksum_mismatch'],
    ['with nothing in it', () => '', 'untrusted: format malformed'],
  ])('a file %s is noticed', async (_name, change, expected) => {
    const path = world.fileOf(chain.certifier, `resources/${idOf(chain.toAttest)}`)
    expect(await withFile(path, change)).toBe(expected)
  })

  const indexOf = (did: string): string => world.fileOf(did, 'resources/index.jwt')

  it.each<[string, (token: string) => string]>([
    [
      'in which another checksum stands',
      (token) => {
        const [header, payload, signature] = token.split('.') as [string, string, string]
        const text = Buffer.from(payload, 'base64url').toString()
        const changed = text.replace(/"checksum":"[0-9a-f]{64}"/, `"checksum":"${'0'.repeat(64)}"`)
        return [header, Buffer.from(changed).toString('base64url'), signature].join('.')
      },
    ],
    ['of another DID', () => readFileSync(indexOf(chain.ministry), 'utf8')],
    [
      'with another signature',
      (token) => `${token.slice(0, token.lastIndexOf('.') + 1)}${Buffer.alloc(64, 7).toString('base64url')}`,
    ],
    ['that is a credential of the same key', () => diploma],
    ['that is a web page', () => '<html></html>'],
    ['without a signature', (token) => token.slice(0, token.lastIndexOf('.') + 1)],
  ])('an index %s says nothing', async (_name, change) => {
    expect(await withFile(indexOf(chain.certifier), change)).toBe('indeterminate: resource resource_unavailable')
  })

  it('an index that is older than one seen before is refused: it may hide a newer version, or a revocation', async () => {
    const old = readFileSync(indexOf(chain.certifier))
    const verifier = stranger()
    await agent.publishSchema({ issuer: chain.certifier, name: 'another', schema: diplomaSchema })
    expect(outcome(await verify({}, verifier))).toBe('trusted')
    expect(await withFile(indexOf(chain.certifier), () => old.toString(), verifier)).toBe(
      'indeterminate: resource resource_unavailable',
    )
    expect(outcome(await verify({}, verifier))).toBe('trusted')
  })

  it('an index that has ended is refused, and signed anew it is read again', async () => {
    const publisher = world.publisher({ indexDays: 1e-9 })
    const context = { agent } as never
    await publisher.refresh(chain.university, context)
    // The skew that two clocks may have.
    const now = Date.now
    Date.now = () => now() + 61_000
    try {
      await expect(world.reader().listResources(chain.university)).rejects.toThrow('expired')
    } finally {
      Date.now = now
    }
    await world.publisher().refresh(chain.university, context)
    expect(await world.reader().listResources(chain.university)).toEqual([])
  })

  it('a host that the operator does not allow is not asked, nor a private address that it has', async () => {
    for (const options of [{ allowedHosts: ['registry.example'] }, { allowLoopback: false }]) {
      const before = world.server.requests.length
      const reader = world.reader(options)
      const verifier = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), reader)
      expect((await verify({}, verifier)).verdict).not.toBe('trusted')
      expect(world.server.requests.length).toBe(before)
    }
  })

  it.each<[string, NonNullable<WebWorld['handle']>, string]>([
    ['hangs', () => undefined, 'indeterminate'],
    ['answers 500', (_request, response) => void response.writeHead(500).end(), 'indeterminate'],
    [
      'redirects',
      (_request, response) => void response.writeHead(302, { location: 'https://localhost/' }).end(),
      'indeterminate',
    ],
    [
      'answers without end',
      (_request, response) => void response.write(Buffer.alloc(30 * 1024 * 1024)),
      'indeterminate',
    ],
    ['has nothing', (_request, response) => void response.writeHead(404).end(), 'untrusted'],
    ['answers HTML', (_request, response) => void response.end('<html></html>'), 'indeterminate'],
  ])('a server that %s never makes anything trusted, nor hold up the verifier', async (name, handle, verdict) => {
    world.handle = handle
    // Only one that hangs is to be ended by the time; what is too long must be so by its bytes, on a busy machine too.
    const timeoutMs = name === 'hangs' ? 2000 : 20_000
    const reader = world.reader({ timeoutMs })
    const verifier = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), reader)
    expect((await verify({ limits: { deadlineMs: 2 * timeoutMs } }, verifier)).verdict).toBe(verdict)
  })

  it('an issuer of did:cheqd is told that this publisher is for the web, before anything is signed', async () => {
    const { resourceId, ...rest } = testResource(`did:cheqd:testnet:${randomUUID()}`)
    const estimate = world.publisher().estimate({ resourceId, ...rest }, { agent })
    expect(await failureOf(estimate)).toMatchObject({ code: 'invalid_argument' })
  })

  describe('the publisher', () => {
    const context = () => ({ agent }) as never

    it('publishes the same once, and nothing over what is there', async () => {
      const publisher = world.publisher()
      const resource = testResource(chain.ministry)
      const other = { ...resource, data: Buffer.from('other') }
      const outcomes = [
        await publisher.publishMany([resource], context()),
        await publisher.publishMany([resource], context()),
        await publisher.publishMany([other], context()),
      ].flat()
      expect(outcomes.map(({ state }) => state)).toEqual(['published', 'published', 'different'])
      const listed = await world.reader().listResources(chain.ministry, { name: 'resource' })
      expect(listed.map(({ resourceId }) => resourceId)).toEqual([resource.resourceId])
      expect(readFileSync(world.fileOf(chain.ministry, `resources/${resource.resourceId}`))).toEqual(resource.data)
    })

    it('loses nothing where many are published at the same time', async () => {
      const publisher = world.publisher()
      const resources = Array.from({ length: 20 }, () => ({ ...testResource(chain.ministry), name: 'at once' }))
      await Promise.all(resources.map((resource) => publisher.publish(resource, context())))
      const listed = await world.reader().listResources(chain.ministry, { name: 'at once' })
      expect(listed.map(({ resourceId }) => resourceId).toSorted()).toEqual(
        resources.map(({ resourceId }) => resourceId).toSorted(),
      )
    })

    it('finishes what a process that died has begun: its file is there, and in no index', async () => {
      const resource = testResource(chain.ministry)
      writeFileSync(world.fileOf(chain.ministry, `resources/${resource.resourceId}`), 'half of it')
      const listed = await world.reader().listResources(chain.ministry)
      expect(listed.map(({ resourceId }) => resourceId)).not.toContain(resource.resourceId)
      await world.publisher().publish(resource, context())
      const didUrl = `${chain.ministry}/resources/${resource.resourceId}`
      const { contentStream, dereferencingMetadata } = await world.reader().dereference(didUrl)
      expect(dereferencingMetadata.error).toBeUndefined()
      expect(contentStream).toEqual(new Uint8Array(resource.data))
    })

    it('does not sign an index again that somebody else has changed: it would make theirs its own', async () => {
      const path = indexOf(chain.university)
      await world.publisher().refresh(chain.university, context())
      const before = readFileSync(path)
      writeFileSync(path, readFileSync(indexOf(chain.ministry)))
      const [outcome] = await world.publisher().publishMany([testResource(chain.university)], context())
      expect(outcome).toMatchObject({ state: 'unknown', code: 'not_written' })
      expect(readFileSync(path)).toEqual(readFileSync(indexOf(chain.ministry)))
      writeFileSync(path, before)
    })

    it('leaves no temporary file behind', () => {
      const names = readdirSync(join(world.folder, 'ministry', 'resources'))
      expect(names.filter((name) => name.startsWith('.'))).toEqual([])
    })
  })

  it.each<[string, object]>([
    ['folder', { folder: 'relative' }],
    ['host', { host: '.example.org' }],
    ['indexDays', { indexDays: 0 }],
    ['outbox.path', { folder: '/srv/www', outbox: { path: '/srv/www/outbox' } }],
    ['secret', { secret: 1 }],
  ])('the option %s is named where it can’t be used', (name, options) => {
    expect(() => world.publisher(options)).toThrow(name)
  })

  it('a chain may begin on the ledger and go on upon the web', async () => {
    const provider = new GenesisDidProvider()
    let resolver = new Resolver({})
    let sources = combineDereferencers({ web: world.reader() })
    let onLedger: ResourcePublisher = world.publisher()
    const onWeb = world.publisher()
    const publisherOf = (did: string): ResourcePublisher => (did.startsWith('did:web:') ? onWeb : onLedger)
    const mixed = makeWebAgent(
      new FolderDidProvider(world),
      (did) => (did.startsWith('did:web:') ? world.resolve(did) : resolver.resolve(did)),
      {
        estimate: (resource, context) => publisherOf(resource.did).estimate(resource, context),
        publish: (resource, context) => publisherOf(resource.did).publish(resource, context),
      },
      {
        dereference: (didUrl, options) => sources.dereference(didUrl, options),
        listResources: (did, filter, options) => sources.listResources!(did, filter, options),
      },
      provider,
    )
    const dids = [
      (await mixed.didManagerCreate({ provider: 'ledger' })).did,
      (await mixed.didManagerCreate({ alias: 'certifier-2' })).did,
      (await mixed.didManagerCreate({ alias: 'university-2' })).did,
    ]
    const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0, import: { dids: provider.dids } })
    try {
      const network = { testnet: { rpcUrl: ledger.urls.rpc } }
      resolver = new Resolver({ ...getResolver(network) })
      sources = combineDereferencers({ cheqd: createDereferencer(network), web: world.reader() })
      process.env.TEST_ROOT_MNEMONIC = ledger.faucetMnemonic
      const payer = { mnemonicFrom: 'TEST_ROOT_MNEMONIC' }
      onLedger = new CheqdSdkPublisher({ rpcUrl: ledger.urls.rpc, network: 'testnet', payer, pollMs: 20 })
      const issued = await issueChain(mixed as never, () => Promise.resolve(dids.shift()!))
      expect([issued.root, issued.toAccredit, issued.toAttest].map((url) => url.split(':')[1])).toEqual([
        'cheqd',
        'cheqd',
        'web',
      ])
      const { jwt } = await mixed.issueAttestation({
        issuer: issued.university,
        subject: student,
        types: diplomaTypes,
        claims: { degree: 'MSc' },
        schemaId: issued.schemaId,
        parentAccreditation: issued.toAttest,
        rootAuthorization: issued.root,
      })
      const anchors = [{ did: issued.ministry }]
      for (const validity of ['shell', 'chain'] as const) {
        const report = await mixed.verifyTrustChain({ credential: jwt!, policy: { anchors, validity } })
        expect(outcome(report)).toBe('trusted')
      }
      // Without a source for the web nothing is learnt, and nothing trusted.
      sources = combineDereferencers({ cheqd: createDereferencer(network) })
      const report = await mixed.verifyTrustChain({ credential: jwt!, policy: { anchors }, fresh: true })
      expect(outcome(report)).toBe('indeterminate: resource resource_unavailable')
    } finally {
      await ledger.close()
    }
  })
})
