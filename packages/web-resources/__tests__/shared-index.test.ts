import { randomUUID } from 'node:crypto'
import { describeWithPrograms, selfSigned, TlsServer } from '@trustchains/test-kit'
import { createWebDereferencer, indexType, readIndex, type WebDereferencer } from '../src/index.js'
import { VerifiedIndexes } from '../src/reader/verified-indexes.js'
import { signedRegistry, type SignedRegistry } from './support/signed-registry.js'

describeWithPrograms(['openssl'], 'an index of did:web, which may be large', () => {
  let server: TlsServer
  let ca: string
  let registry: SignedRegistry
  let shown: Map<string, Buffer>
  let reader: WebDereferencer

  beforeAll(async () => {
    const identity = selfSigned('DNS:localhost')
    ca = identity.cert
    server = await TlsServer.start(identity, ({ url = '' }, response) => {
      const file = shown.get(url)
      if (file === undefined) response.writeHead(404).end()
      else response.end(file)
    })
    registry = signedRegistry(`did:web:localhost%3A${server.port}:registry`)
  })

  beforeEach(() => {
    shown = new Map(registry.files)
    server.requests.length = 0
    reader = createWebDereferencer({ allowedHosts: [`localhost:${server.port}`], allowLoopback: true, ca })
  })

  afterAll(() => server.close())

  const indexPath = (): string => [...registry.files.keys()].find((path) => path.endsWith('index.jwt')) ?? ''

  it('is read once for questions at the same time: each would cost 16 MiB that no limit counts', async () => {
    const asked = Array.from({ length: 8 }, () => registry.resources).flat()
    const answers = await Promise.all(asked.map(({ didUrl }) => reader.dereference(didUrl)))
    expect(answers.map(({ dereferencingMetadata: { error } }) => error)).toEqual(asked.map(() => undefined))
    // At most twice: a second may have ended in between.
    expect(server.requests.filter((path) => path === indexPath()).length).toBeLessThanOrEqual(2)
  })

  it('is read anew for a later question, so that a new version is seen at once', async () => {
    const [first] = registry.resources
    await reader.dereference(first!.didUrl)
    shown.set(indexPath(), Buffer.from('not.an.index'))
    expect((await reader.dereference(first!.didUrl)).dereferencingMetadata.error).toBe('internalError')
  })

  it('goes on being read for those who wait, where whoever asked first gives up', async () => {
    const [first, second] = registry.resources
    const controller = new AbortController()
    const asked = [reader.dereference(first!.didUrl, { signal: controller.signal }), reader.dereference(second!.didUrl)]
    controller.abort()
    const [given, kept] = await Promise.all(asked)
    expect([given?.dereferencingMetadata.error, kept?.dereferencingMetadata.error]).toEqual([
      'internalError',
      undefined,
    ])
  })

  it('can not be changed by whoever is given an entry of it', async () => {
    const [first] = registry.resources
    const { contentMetadata } = await reader.dereference(first!.didUrl)
    contentMetadata.checksum = '0'.repeat(64)
    for (const entry of await reader.listResources(registry.did)) entry.resourceName = 'another'
    expect((await reader.dereference(first!.didUrl)).contentMetadata).toEqual(first!.entry)
  })

  it('that is too large is not said to be a resource that is too large', async () => {
    shown.set(indexPath(), Buffer.alloc(16 * 1024 * 1024 + 1))
    const { dereferencingMetadata } = await reader.dereference(registry.resources[0]!.didUrl)
    expect(dereferencingMetadata).toMatchObject({ error: 'internalError' })
    expect(dereferencingMetadata.message).toContain('the index could not be read')
  })
})

describe('an index that was verified before', () => {
  const registry = signedRegistry('did:web:registry.test')
  const { did, token, document } = registry

  it('is not verified again while nothing about it has changed', () => {
    const indexes = new VerifiedIndexes()
    const now = Date.now()
    const first = indexes.read(token, did, document, now)
    expect(first).toEqual(readIndex(token, did, document, now))
    expect(indexes.read(token, did, structuredClone(document), now)).toBe(first)
  })

  it('is not believed any more when its key is gone, or when it has ended', () => {
    const indexes = new VerifiedIndexes()
    const now = Date.now()
    indexes.read(token, did, document, now)
    expect(() => indexes.read(token, did, { ...document, assertionMethod: [] }, now)).toThrow(/no key for assertions/)
    expect(() => indexes.read(token, did, document, now + 86_500_000)).toThrow(/has expired/)
  })

  it('is forgotten where others need the room, and then verified again', () => {
    const indexes = new VerifiedIndexes()
    const now = Date.now()
    const large = (): SignedRegistry => {
      const other = signedRegistry(`did:web:${randomUUID()}.test`)
      const index = { ...other.index, padding: 'x'.repeat(9 * 1024 * 1024) }
      return { ...other, token: other.signed(index, { typ: indexType }) }
    }
    const first = indexes.read(token, did, document, now)
    for (let count = 0; count < 4; count += 1) {
      const other = large()
      indexes.read(other.token, other.did, other.document, now)
    }
    const again = indexes.read(token, did, document, now)
    expect(again).toEqual(first)
    expect(again).not.toBe(first)
  })
})
