import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2'
import { readFileSync } from 'node:fs'
import type { DnsLookup } from '../src/resolve/dns-lookups.js'
import { readResolverAddress } from '../src/transport/resolver-address.js'
import { StreamChannel } from '../src/transport/stream-channel.js'
import { withDeadline } from '../src/transport/with-deadline.js'
import { decodeMessage } from '../src/wire/dns-message.js'
import { DomainName } from '../src/wire/domain-name.js'
import { encodeQuery } from '../src/wire/encode-query.js'
import { recordType } from '../src/wire/record-type.js'
import { CapturedWorld, captures } from './support/captures.js'
import { echo, startHostileResolver, type Answering } from './support/hostile-resolver.js'
import { lookUp, lookupsThrough } from './support/lookups.js'

const world = new CapturedWorld()
const { trustAnchors } = captures()

/** Looks up the test world's name through a resolver that answers like this, for at most half a second a question. */
async function through(answering: Answering, overTcp = false): Promise<DnsLookup & { ms: number }> {
  const resolver = await startHostileResolver(answering)
  const lookups = lookupsThrough([overTcp ? resolver.tcpUrl : resolver.url], trustAnchors, { queryTimeoutMs: 500 })
  const begun = performance.now()
  try {
    const lookup = await lookUp(lookups, '_did.rtao.test', 'TXT', world.at)
    return { ...lookup, ms: performance.now() - begun }
  } finally {
    lookups.close()
    await resolver.stop()
  }
}

/** The recorded answer, with the id and the question of the query. */
function honest(query: Buffer): Buffer {
  const { question } = decodeMessage(query)!
  const recorded = Buffer.from(world.bytes(`${String(question!.type)} ${question!.name.text}`))
  recorded.writeUInt16BE(query.readUInt16BE(0), 0)
  return recorded
}

const isTruncated = (query: Buffer): Buffer => echo(query, 0x8380)

it('is told the truth by a resolver that repeats recorded answers', async () => {
  expect((await through((query) => [honest(query)])).verdict.security).toBe('secure')
  expect((await through((query) => [honest(query)], true)).verdict.security).toBe('secure')
})

it('asks over TCP where UDP is too short', async () => {
  const lookup = await through((query, overTcp) => [overTcp ? honest(query) : isTruncated(query)])
  expect(lookup.verdict.security).toBe('secure')
})

it('waits past answers with another id or to another question for the right one', async () => {
  const lookup = await through((query) => {
    const guessed = honest(query)
    guessed.writeUInt16BE((query.readUInt16BE(0) + 1) & 0xffff, 0)
    const other = honest(query)
    other[13]! ^= 0x20
    return [guessed, other, query, Buffer.from('x'), honest(query)]
  })
  expect(lookup.verdict.security).toBe('secure')
})

it('opens no connection once it is closed, though questions were under way', async () => {
  let asked = (): void => undefined
  const isAsked = new Promise<void>((resolve) => (asked = resolve))
  const resolver = await startHostileResolver((query) => {
    if (resolver.queries() === 1) return [honest(query)]
    asked()
    return []
  })
  const channel = new StreamChannel(readResolverAddress(resolver.tcpUrl))
  const query = (id: number): Buffer =>
    encodeQuery({ name: DomainName.parse('_did.rtao.test')!, type: recordType.TXT }, { id, mode: 'checking-disabled' })
  const signal = AbortSignal.timeout(4000)
  await channel.exchange(query(1), signal)
  // The first on the connection that is kept, the second with the same id, so on one of its own.
  const underWay = Promise.allSettled([2, 2].map((id) => channel.exchange(query(id), signal)))
  await isAsked
  channel.close()
  expect((await underWay).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  await expect(channel.exchange(query(3), signal)).rejects.toThrow('closed')
  expect(await resolver.connections()).toBe(0)
  await resolver.stop()
})

describe('learns nothing, and not late, from a resolver that', () => {
  const useless: [string, Answering, boolean][] = [
    ['hangs', () => [], false],
    ['hangs over TCP', () => [], true],
    ['answers with another id', (query) => [echo(Buffer.concat([Buffer.of(0, 0), query.subarray(2)]), 0x8180)], false],
    ['sends the query back', (query) => [query], false],
    ['floods with guesses', (query) => Array.from({ length: 200 }, () => echo(query, 0x8180).fill(0xff, 0, 2)), false],
    ['cuts every answer short', (query) => [isTruncated(query)], false],
    ['cuts every answer short over TCP', (query) => [isTruncated(query)], true],
    [
      'says what is no DNS',
      (query) => [Buffer.concat([echo(query, 0x8180).subarray(0, -11), Buffer.alloc(50, 0xc0)])],
      false,
    ],
    ['fails', (query) => [echo(query, 0x8182)], false],
    ['refuses', (query) => [echo(query, 0x8185)], false],
    ['sends what was not asked for over TCP', () => [Buffer.alloc(100, 7)], true],
  ]

  it.each(useless)('%s', async (_title, answering, overTcp) => {
    const { verdict, ms } = await through(answering, overTcp)
    expect(verdict.security).toBe('indeterminate')
    expect(ms).toBeLessThan(5000)
  })

  it('says that nothing exists', async () => {
    expect((await through((query) => [echo(query, 0x8183)])).verdict.security).not.toBe('secure')
    expect((await through((query) => [echo(query, 0x8183)])).verdict.outcome).toBeUndefined()
  })
})

it('asks the next where one lies, and gives its answer', async () => {
  const liar = await startHostileResolver((query) => [echo(query, 0x8183)])
  const good = await startHostileResolver((query) => [honest(query)])
  const lookups = lookupsThrough([liar.url, good.url], trustAnchors)
  expect((await lookUp(lookups, '_did.rtao.test', 'TXT', world.at)).verdict.security).toBe('secure')
  lookups.close()
  await Promise.all([liar.stop(), good.stop()])
})

it('ends at its deadline, whatever the resolvers do', async () => {
  const silent = await Promise.all([0, 1, 2].map(() => startHostileResolver(() => [])))
  const lookups = lookupsThrough(
    silent.map(({ url }) => url),
    trustAnchors,
    { queryTimeoutMs: 5000 },
  )
  const begun = performance.now()
  const { name, type } = decodeMessage(world.bytes('16 _did.rtao.test.'))!.question!
  const { verdict } = await withDeadline(300, undefined, (signal) =>
    lookups.lookUp({ name, type, at: world.at, signal }),
  )
  expect(verdict.security).toBe('indeterminate')
  expect(performance.now() - begun).toBeLessThan(3000)
  lookups.close()
  await Promise.all(silent.map(({ stop }) => stop()))
})

describe('over HTTPS learns nothing, and not late, from a server that', () => {
  const key = readFileSync(new URL('fixtures/tls-key.pem', import.meta.url), 'utf8')
  const cert = readFileSync(new URL('fixtures/tls-cert.pem', import.meta.url), 'utf8')
  let server: Http2SecureServer | undefined

  afterEach(async () => {
    const stopping = server
    server = undefined
    if (stopping !== undefined) await new Promise((resolve) => stopping.close(resolve))
  })

  async function overHttps(onStream: (stream: ServerHttp2Stream) => void): Promise<DnsLookup & { ms: number }> {
    const started = createSecureServer({ key, cert })
    server = started
    started.on('stream', (stream) => {
      stream.on('error', () => stream.destroy())
      onStream(stream)
    })
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
    const { port } = started.address() as { port: number }
    const url = `https://127.0.0.1:${String(port)}/dns-query`
    const lookups = lookupsThrough([{ url, ca: cert, serverName: 'dns.test' }], trustAnchors, { queryTimeoutMs: 500 })
    const begun = performance.now()
    const lookup = await lookUp(lookups, '_did.rtao.test', 'TXT', world.at)
    lookups.close()
    return { ...lookup, ms: performance.now() - begun }
  }

  it('is honest: then all is learnt', async () => {
    const { verdict } = await overHttps((stream) => {
      stream.on('data', (query: Buffer) => {
        stream.respond({ ':status': 200, 'content-type': 'application/dns-message' })
        stream.end(honest(query))
      })
    })
    expect(verdict).toMatchObject({ security: 'secure' })
  })

  const useless: [string, (stream: ServerHttp2Stream) => void][] = [
    ['hangs', () => undefined],
    ['closes', (stream) => stream.close(2)],
    ['ends the session', (stream) => stream.session?.destroy()],
    ['fails', (stream) => (stream.respond({ ':status': 500 }), stream.end())],
    ['leads elsewhere', (stream) => (stream.respond({ ':status': 302, location: 'https://127.0.0.1/' }), stream.end())],
    [
      'answers HTML',
      (stream) => (stream.respond({ ':status': 200, 'content-type': 'text/html' }), stream.end('<html>')),
    ],
    [
      'answers nothing',
      (stream) => (stream.respond({ ':status': 200, 'content-type': 'application/dns-message' }), stream.end()),
    ],
    [
      'answers without end',
      (stream) => {
        stream.respond({ ':status': 200, 'content-type': 'application/dns-message' })
        const write = (): boolean => !stream.destroyed && stream.write(Buffer.alloc(16_384), () => write())
        write()
      },
    ],
  ]

  it.each(useless)('%s', async (_title, onStream) => {
    const { verdict, ms } = await overHttps(onStream)
    expect(verdict.security).toBe('indeterminate')
    expect(ms).toBeLessThan(5000)
  })
})
