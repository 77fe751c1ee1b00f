import { describeWithPrograms, selfSigned, TlsServer } from '@trustchains/test-kit'
import { WebReader } from '../src/reader/create-web-dereferencer.js'
import { signedRegistry, type SignedRegistry } from './support/signed-registry.js'

describeWithPrograms(['openssl'], 'a reader of did:web, where whoever has the name chooses its addresses', () => {
  let server: TlsServer
  let ca: string
  let registry: SignedRegistry
  let didUrl: string

  beforeAll(async () => {
    const identity = selfSigned('DNS:registry.test')
    ca = identity.cert
    server = await TlsServer.start(identity, ({ url = '' }, response) => {
      const file = registry.files.get(url)
      // Without a connection that is kept, the name is asked for before each request.
      response.writeHead(file === undefined ? 404 : 200, { connection: 'close' }).end(file)
    })
    registry = signedRegistry(`did:web:registry.test%3A${server.port}:registry`)
    didUrl = registry.resources[0]!.didUrl
  })

  beforeEach(() => {
    server.requests.length = 0
  })

  afterAll(() => server.close())

  /** A reader for which the name has these addresses, one list after the other; the last one stays. */
  function readerOf(answers: string[][], allowLoopback: boolean): { reader: WebReader; asked: () => number } {
    let turn = 0
    const options = { allowedHosts: [`registry.test:${server.port}`], allowLoopback, ca, timeoutMs: 10_000 }
    const reader = new WebReader(options, (_hostname, callback) => {
      const addresses = answers[Math.min(turn++, answers.length - 1)] ?? []
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    })
    return { reader, asked: () => turn }
  }

  // This machine stands for the public one here; it is the only one that a test can ask.
  const open = ['127.0.0.1']

  it('reads it where its addresses may be connected to', async () => {
    const { reader, asked } = readerOf([open], true)
    expect((await reader.dereference(didUrl)).dereferencingMetadata.error).toBeUndefined()
    expect(asked()).toBe(3)
  })

  it.each([
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['192.168.1.1'],
    ['100.64.0.1'],
    ['0.0.0.0'],
    ['::ffff:10.0.0.1'],
    ['fd00::1'],
    ['fe80::1'],
    ['64:ff9b::a00:1'],
  ])('goes nowhere when the name has a public address first and %s next', async (hidden) => {
    // The document and the index are read; the resource would come from within the reader's own network.
    const { reader, asked } = readerOf([open, open, [hidden]], true)
    const { contentStream, dereferencingMetadata } = await reader.dereference(didUrl)
    expect(contentStream).toBeNull()
    expect(dereferencingMetadata.error).toBe('invalidDid')
    expect(dereferencingMetadata.message).toContain('has an address that is not one of the public Internet')
    expect(asked()).toBe(3)
    expect(server.requests).toHaveLength(2)
  })

  it('connects to none of several addresses when one of them is within a network of its own', async () => {
    const { reader } = readerOf([['93.184.216.34', '127.0.0.1']], false)
    expect((await reader.dereference(didUrl)).dereferencingMetadata.error).toBe('invalidDid')
    expect(server.requests).toEqual([])
  })

  it('asks nothing of this machine where that is not allowed, when a name leads there', async () => {
    const { reader, asked } = readerOf([open], false)
    expect((await reader.dereference(didUrl)).dereferencingMetadata.error).toBe('invalidDid')
    await expect(reader.listResources(registry.did)).rejects.toMatchObject({ code: 'invalidDid' })
    expect(asked()).toBeGreaterThan(0)
    expect(server.requests).toEqual([])
  })
})
