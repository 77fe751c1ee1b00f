import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { Resolver } from 'did-resolver'
import { createDereferencer, getResolver, type CheqdResolverOptions } from '../src/index.js'
import { content, dereferencing, did, metadata, resolution, resourceUrl } from './support/canned.js'
import { sendJson, startLoopback, type Handler, type Loopback } from './support/loopback.js'

let server: Loopback
let other: Loopback
const timers: NodeJS.Timeout[] = []
beforeEach(async () => {
  server = await startLoopback()
  other = await startLoopback()
})
afterEach(async () => {
  timers.splice(0).forEach(clearInterval)
  await Promise.all([server.close(), other.close()])
})

const transports = {
  'a resolver': () => ({ resolverUrl: server.url }),
  'a node': () => ({ rpcUrl: `${server.url}/secret-api-key` }),
}

/** Asks for a DID and for a resource, of the source that the server plays. */
async function askBoth(transport: keyof typeof transports, options: CheqdResolverOptions = {}) {
  const all = { testnet: transports[transport](), retries: 2, retryDelayMs: 1, ...options }
  const resolved = await new Resolver({ ...getResolver(all) }).resolve(did)
  const { contentStream, dereferencingMetadata } = await createDereferencer(all).dereference(resourceUrl)
  return {
    errors: [resolved.didResolutionMetadata.error, dereferencingMetadata.error],
    messages: [String(resolved.didResolutionMetadata.message), String(dereferencingMetadata.message)],
    answers: [resolved.didDocument, contentStream],
  }
}

/** How often each thing was asked for. */
function attempts(): number[] {
  const asked = server.seen.map(({ url, body }) => url + body)
  return asked.map((one) => asked.filter((other) => other === one).length)
}

const nothing = { answers: [null, null] }
const internalErrors = { ...nothing, errors: ['internalError', 'internalError'] }

describe.each(Object.keys(transports) as (keyof typeof transports)[])('%s that is hostile or broken', (transport) => {
  it('never answers: the call ends at its deadline', async () => {
    server.use(() => undefined)
    const result = await askBoth(transport, { timeoutMs: 300 })
    expect(result).toMatchObject(internalErrors)
    expect(result.messages[0]).toContain('within 300 ms')
  })

  it('answers a byte at a time for ever: the call ends at its deadline', async () => {
    server.use((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      timers.push(setInterval(() => response.write(' '), 20))
    })
    expect(await askBoth(transport, { timeoutMs: 300 })).toMatchObject(internalErrors)
  })

  it('says that there is more than is wanted: it is not read', async () => {
    server.use((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10 * 2 ** 20 })
      response.flushHeaders()
    })
    expect(await askBoth(transport)).toMatchObject({ ...nothing, errors: ['contentTooLarge', 'contentTooLarge'] })
  })

  it('sends 64 MB without saying so: the connection is closed long before the end', async () => {
    const chunk = Buffer.alloc(65_536, ' ')
    const responses: ServerResponse[] = []
    const sent: number[] = []
    server.use(async (_request, response) => {
      responses.push(response)
      const closed = once(response, 'close')
      response.writeHead(200, { 'content-type': 'application/json' })
      let chunks = 0
      for (; chunks < 1000 && !response.destroyed; chunks += 1) {
        if (!response.write(chunk))
          await Promise.race([new Promise((resolve) => response.once('drain', resolve)), closed])
      }
      sent.push(chunks)
      response.end()
    })
    const errors = ['contentTooLarge', 'contentTooLarge']
    expect(await askBoth(transport)).toMatchObject({ ...nothing, errors })
    await Promise.all(responses.map(async (response) => response.closed || once(response, 'close')))
    expect(Math.max(...sent)).toBeLessThan(1000)
  })

  it('sends a small answer that inflates to a large one: it is cut off', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * 2 ** 20, ' '))
    server.use((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb)
    })
    expect(await askBoth(transport)).toMatchObject({ ...nothing, errors: ['contentTooLarge', 'contentTooLarge'] })
  })

  it.each([301, 302, 303, 307, 308])('redirects (%i) to another host: that host is never asked', async (status) => {
    server.use((request, response) => {
      response.writeHead(status, { location: other.url + request.url }).end()
    })
    const result = await askBoth(transport)
    expect(result).toMatchObject(internalErrors)
    expect(result.messages[0]).toContain('redirects to')
    expect(other.seen).toHaveLength(0)
  })

  it.each(['http://169.254.169.254/latest/meta-data', 'file:///etc/passwd', '//evil.example/', 'http://[broken', ''])(
    'redirects to %s: it is not followed',
    async (location) => {
      server.use((_request, response) => {
        response.writeHead(301, { location }).end()
      })
      expect(await askBoth(transport)).toMatchObject(internalErrors)
    },
  )

  it('redirects to itself again and again: it is given up', async () => {
    server.use((request, response) => {
      response.writeHead(301, { location: `${request.url}x` }).end()
    })
    const { errors } = await askBoth(transport)
    expect(errors).toEqual(internalErrors.errors)
    expect(server.seen.length).toBeLessThanOrEqual(6)
  })

  it.each([200, 404])('answers %i with a web page: nothing is concluded from it', async (status) => {
    server.use((_request, response) => {
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html><title>Not Found</title></html>')
    })
    expect(await askBoth(transport)).toMatchObject(internalErrors)
  })

  it.each<[string, string | Buffer]>([
    ['broken JSON', '{"didDocument": '],
    ['JSON that is no object', '["did"]'],
    ['JSON nested deeper than anything of use', '{"a":'.repeat(100_000)],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['an empty object', '{}'],
    ['nothing', ''],
  ])('answers %s', async (_what, body) => {
    server.use((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
    })
    expect(await askBoth(transport)).toMatchObject(internalErrors)
  })

  it('closes every connection: it is tried again as often as is allowed', async () => {
    server.use((_request, response) => {
      response.destroy()
    })
    expect(await askBoth(transport)).toMatchObject(internalErrors)
    expect(Math.max(...attempts())).toBe(3)
  })

  it('breaks off in the middle of its answer', async () => {
    server.use((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
      response.write('{"result":', () => response.destroy())
    })
    expect(await askBoth(transport)).toMatchObject(internalErrors)
  })

  it('is not there', async () => {
    await other.close()
    const testnet = transport === 'a node' ? { rpcUrl: other.url } : { resolverUrl: other.url }
    const result = await askBoth(transport, { testnet })
    expect(result).toMatchObject(internalErrors)
    expect(result.messages[0]).toContain('ECONNREFUSED')
  })

  it.each([429, 502, 503, 504])('answers %i all the time: it is given up, and the message says why', async (status) => {
    server.use((_request, response) => {
      response.writeHead(status).end()
    })
    const result = await askBoth(transport)
    expect(result).toMatchObject(internalErrors)
    expect(result.messages[0]).toContain(`answered ${status}`)
  })

  it('answers 500: it is not tried again, as the same question would get the same answer', async () => {
    server.use((_request, response) => {
      response.writeHead(500, { 'content-type': 'application/json' }).end('{}')
    })
    expect(await askBoth(transport)).toMatchObject(internalErrors)
    expect(Math.max(...attempts())).toBe(1)
  })

  it('asks for an hour of patience: the call does not wait for its deadline', async () => {
    server.use((_request, response) => {
      response.writeHead(503, { 'retry-after': '3600' }).end()
    })
    const result = await askBoth(transport, { timeoutMs: 60_000 })
    expect(result).toMatchObject(internalErrors)
    expect(result.messages[0]).toContain('answered 503')
  })

  it('fails: no message repeats the path of the URL, where RPC providers put their key', async () => {
    server.use((_request, response) => {
      response.writeHead(503).end()
    })
    const { messages } = await askBoth(transport)
    expect(messages.join()).not.toContain('secret-api-key')
  })
})

describe('a resolver that recovers', () => {
  it('answers 503 twice, then the DID: the caller notices nothing', async () => {
    server.use((_request, response) => {
      if (server.seen.length < 3) response.writeHead(503, { 'retry-after': '0' }).end()
      else sendJson(response, resolution())
    })
    const testnet = { resolverUrl: server.url }
    const result = await new Resolver({ ...getResolver({ testnet, retryDelayMs: 1 }) }).resolve(did)
    expect(result.didDocument?.id).toBe(did)
    expect(server.seen).toHaveLength(3)
  })

  it('moved a DID on its own host by 301: it is followed once', async () => {
    server.use((request, response) => {
      if (request.url.startsWith('/moved')) sendJson(response, resolution())
      else response.writeHead(301, { location: `/moved${request.url}` }).end()
    })
    const result = await new Resolver({ ...getResolver({ testnet: { resolverUrl: server.url } }) }).resolve(did)
    expect(result.didDocument?.id).toBe(did)
    expect(server.seen.map(({ url }) => url)).toEqual([`/1.0/identifiers/${did}`, `/moved/1.0/identifiers/${did}`])
  })
})

describe('a caller that loses patience', () => {
  const hang: Handler = () => undefined

  it('ends its call by its signal, and the connection with it', async () => {
    const closed: Promise<unknown>[] = []
    const controller = new AbortController()
    server.use((_request, response) => {
      closed.push(once(response, 'close'))
      controller.abort()
    })
    const { dereference } = createDereferencer({ testnet: { resolverUrl: server.url } })
    const { dereferencingMetadata } = await dereference(resourceUrl, { signal: controller.signal })
    expect(dereferencingMetadata).toMatchObject({ error: 'internalError', message: 'the caller ended the call' })
    await Promise.all(closed)
  })

  it('has ended it before it began: nobody is asked', async () => {
    server.use(hang)
    const { dereference } = createDereferencer({ testnet: { resolverUrl: server.url } })
    const { dereferencingMetadata } = await dereference(resourceUrl, { signal: AbortSignal.abort() })
    expect(dereferencingMetadata.error).toBe('internalError')
    expect(server.seen).toHaveLength(0)
  })

  it('does not take the answer from another who waits for the same', async () => {
    const held: ServerResponse[] = []
    server.use((_request, response) => void held.push(response))
    const { dereference } = createDereferencer({ testnet: { resolverUrl: server.url } })
    const impatient = new AbortController()
    const first = dereference(resourceUrl, { signal: impatient.signal })
    const second = dereference(resourceUrl)
    while (held.length < 2) await new Promise((resolve) => setImmediate(resolve))
    impatient.abort()
    expect((await first).dereferencingMetadata.error).toBe('internalError')
    server.seen.forEach((request, index) => {
      const response = held[index] as ServerResponse
      if (request.url.endsWith('/metadata')) sendJson(response, dereferencing(metadata()))
      else response.writeHead(200).end(content)
    })
    expect((await second).contentStream).toEqual(content)
    expect(server.seen).toHaveLength(2)
  })
})
