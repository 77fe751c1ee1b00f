import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { TrustChainReport, TrustPolicy } from '@trustchains/core'
import {
  createKeyPair,
  describeWithPrograms,
  mintChain,
  selfSigned,
  TlsServer,
  withoutCertificateChecks,
  type CredentialDraft,
  type MintedChain,
  type TlsHandler,
} from '@trustchains/test-kit'
import { HttpsSource, type HttpsSourceOptions } from '../src/sources/https-source.js'
import type { TrustChainSources } from '../src/index.js'
import { makeAgent } from './support/make-agent.js'

const schema = JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' })
const json = { 'content-type': 'application/schema+json' }

describeWithPrograms(['openssl'], 'An HTTPS source', () => {
  let server: TlsServer
  let handle: TlsHandler
  let identity: ReturnType<typeof selfSigned>
  beforeAll(() => {
    identity = selfSigned('DNS:schemas.test,DNS:*.schemas.test,DNS:localhost,IP:127.0.0.1')
  })
  beforeEach(async () => {
    handle = (_request, response) => void response.writeHead(200, json).end(schema)
    server = await TlsServer.start(identity, (request, response) => {
      handle(request, response)
    })
  })
  afterEach(async () => {
    await server.close()
  })

  const asked: string[] = []
  /** A source for which names have these addresses. */
  const sourceOf = (
    options: Partial<HttpsSourceOptions> = {},
    addresses: string[][] = [['127.0.0.1']],
  ): HttpsSource => {
    asked.length = 0
    return new HttpsSource({
      allowedHosts: [`schemas.test:${String(server.port)}`, `.schemas.test:${String(server.port)}`],
      allowLoopback: true,
      ca: identity.cert,
      resolve: (hostname, callback) => {
        asked.push(hostname)
        const answer = addresses[Math.min(asked.length, addresses.length) - 1] ?? []
        callback(
          null,
          answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
        )
      },
      ...options,
    })
  }
  const url = (path = '/a.json', host = 'schemas.test'): string => `https://${host}:${String(server.port)}${path}`

  /** What reading ends in: the content, or the code of the error and its message. */
  async function read(source: HttpsSource, target = url(), maxBytes = 10_000, signal = AbortSignal.timeout(20_000)) {
    const answer = await source.read(target, { signal, maxBytes })
    if ('content' in answer) return Buffer.from(answer.content).toString()
    return answer.error === 'tooLarge' ? 'tooLarge' : `${answer.error.code}: ${answer.error.message}`
  }

  it('reads what an allowed host has', async () => {
    expect(await read(sourceOf())).toBe(schema)
    expect(await read(sourceOf(), url('/b?c=d#e', 'a.schemas.test'))).toBe(schema)
    expect(server.requests).toEqual(['/a.json', '/b?c=d'])
  })

  it.each<[string, () => string]>([
    ['plain HTTP', () => url().replace('https', 'http')],
    ['another host', () => url('/', 'evil.test')],
    ['a host that only begins like it', () => url('/', 'schemas.test.evil.test')],
    ['a host that only ends like it', () => url('/', 'evilschemas.test')],
    ['another port', () => 'https://schemas.test/'],
    ['a user name', () => url().replace('//', '//schemas.test@')],
    ['a password', () => url().replace('//', '//a:b@')],
    ['an allowed host as the user name of another', () => `https://schemas.test:${String(server.port)}@evil.test/`],
    ['a trailing dot', () => url('/', 'schemas.test.')],
    ['an IP address', () => url('/', '127.0.0.1')],
    ['an IP address as a number', () => url('/', '2130706433')],
    ['an IPv6 address', () => url('/', '[::1]')],
    ['a file', () => 'file:///etc/passwd'],
    ['no URL', () => 'https://'],
  ])('asks nobody about a URL with %s', async (_name, target) => {
    expect(await read(sourceOf(), target())).toMatch(/^invalid: it is no HTTPS URL of a host among/)
    expect([asked, server.requests]).toEqual([[], []])
  })

  it.each([
    [['10.0.0.1']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [['fd00::1']],
    [['93.184.216.34', '10.0.0.1']],
    [[]],
  ])('does not connect to a host whose addresses are %j', async (addresses) => {
    const source = sourceOf({ allowLoopback: false }, [addresses])
    expect(await read(source)).toMatch(/^invalid: the host has an address that is not one/)
    expect(server.requests).toEqual([])
  })

  it('connects to this machine only where that is allowed, by name and by address', async () => {
    const byAddress = { allowedHosts: [`127.0.0.1:${String(server.port)}`] }
    expect(await read(sourceOf({ allowLoopback: false }))).toMatch(/^invalid: /)
    expect(await read(sourceOf({ ...byAddress, allowLoopback: false }), url('/', '127.0.0.1'))).toMatch(/^invalid: /)
    expect(server.requests).toEqual([])
    expect(await read(sourceOf(byAddress), url('/', '127.0.0.1'))).toBe(schema)
  })

  it('connects to the very address that was looked at, and looks again at each connection (DNS rebinding)', async () => {
    handle = (_request, response) => void response.writeHead(200, { ...json, connection: 'close' }).end(schema)
    const source = sourceOf({}, [['127.0.0.1'], ['169.254.169.254']])
    expect(await read(source)).toBe(schema)
    expect(asked).toHaveLength(1)
    let answer = ''
    for (let turn = 0; asked.length === 1 && turn < 50; turn += 1) {
      answer = await read(source)
      await sleep(10)
    }
    expect(answer).toMatch(/^invalid: the host has an address/)
    expect(asked).toHaveLength(2)
  })

  it('follows one redirect on the same origin, and no second one', async () => {
    handle = ({ url: path }, response) => {
      if (path === '/a.json') response.writeHead(302, { location: '/b.json' }).end()
      else if (path === '/c.json') response.writeHead(302, { location: '/a.json' }).end()
      else response.writeHead(200, json).end(schema)
    }
    expect(await read(sourceOf())).toBe(schema)
    expect(await read(sourceOf(), url('/c.json'))).toMatch(/^unreachable: the server redirects more than once/)
  })

  it.each([
    'https://evil.test/',
    'https://169.254.169.254/latest/meta-data',
    'http://schemas.test/',
    'https://a.schemas.test/',
    '//evil.test/',
    'file:///etc/passwd',
    'https://[broken',
    '',
  ])('does not follow a redirect to %j', async (location) => {
    handle = (_request, response) => void response.writeHead(301, { location }).end()
    const answer = await read(sourceOf())
    expect(answer).toMatch(/^unreachable: the server redirects/)
    expect(new Set(asked)).toEqual(new Set(['schemas.test']))
  })

  it.each<[string, TlsHandler, RegExp]>([
    ['a web page', (_q, r) => void r.writeHead(200, { 'content-type': 'text/html' }).end('<html>'), /another type/],
    ['no content type', (_q, r) => void r.writeHead(200).end(schema), /another type/],
    ['404', (_q, r) => void r.writeHead(404, json).end(schema), /answered 404/],
    ['206', (_q, r) => void r.writeHead(206, json).end(schema), /answered 206/],
    ['500', (_q, r) => void r.writeHead(500, json).end(schema), /answered 500/],
    ['nothing at all', (_q, r) => void r.destroy(), /./],
    [
      'a gzip bomb',
      (_q, r) => void r.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2 ** 24))),
      /compressed/,
    ],
    [
      'half of what it announced',
      (_q, r) => {
        r.writeHead(200, { ...json, 'content-length': 1000 })
        r.write('{', () => r.destroy())
      },
      /./,
    ],
  ])('learns nothing from a server that answers %s', async (_name, handler, message) => {
    handle = handler
    const answer = await read(sourceOf())
    expect(answer).toMatch(/^unreachable: /)
    expect(answer).toMatch(message)
  })

  it('takes no more bytes than it may, announced or not', async () => {
    handle = (_request, response) => void response.writeHead(200, json).end(' '.repeat(10_001))
    expect(await read(sourceOf())).toBe('tooLarge')
    handle = (_request, response) => {
      response.writeHead(200, json)
      const more = (): void => {
        while (!response.destroyed && response.write(' '.repeat(65_536)));
      }
      response.on('drain', more)
      more()
    }
    expect(await read(sourceOf())).toBe('tooLarge')
  })

  it.each<[string, TlsHandler]>([
    ['never answers', () => undefined],
    [
      'stops after its headers',
      (_request, response) => {
        response.writeHead(200, json).flushHeaders()
      },
    ],
    [
      'sends a byte now and then',
      (_request, response) => {
        response.writeHead(200, json)
        const timer = setInterval(() => response.write(' '), 20)
        response.once('close', () => {
          clearInterval(timer)
        })
      },
    ],
  ])('ends with its signal where the server %s', async (_name, handler) => {
    handle = handler
    await expect(read(sourceOf(), url(), 10_000, AbortSignal.timeout(200))).rejects.toThrow()
  })

  it('believes no certificate of an authority that it does not know, nor one of another name', async () => {
    expect(await read(sourceOf({ ca: undefined }))).toMatch(/^unreachable: /)
    const other = { allowedHosts: [`other.test:${String(server.port)}`] }
    expect(await read(sourceOf(other), url('/', 'other.test'))).toMatch(/^unreachable: /)
    expect(server.requests).toEqual([])
  })

  it('verifies certificates also in a process that was told to verify none', async () => {
    await withoutCertificateChecks(async () => {
      expect(await read(sourceOf({ ca: undefined }))).toMatch(/^unreachable: /)
    })
    expect(server.requests).toEqual([])
  })

  describe('in an agent', () => {
    const host = (): string => `localhost:${String(server.port)}`
    const sources = (chain: MintedChain, https: Partial<TrustChainSources['https']> = {}): TrustChainSources => ({
      resources: chain.world.toDereferencer(),
      https: { allowedHosts: [host()], allowLoopback: true, ca: identity.cert, ...https },
    })

    /** A chain whose schema and whose leaf's status list stand under HTTPS URLs. */
    function chainOnTheWeb(): { chain: MintedChain; list: string } {
      const base = `https://${host()}`
      const listUrl = `${base}/list`
      const payload = (draft: CredentialDraft): void => {
        for (const subject of [draft.credentialSubject].flat()) {
          for (const scope of subject.accreditedFor ?? []) scope.schemaId = `${base}/schema`
        }
        if (draft.credentialSchema === undefined) return
        draft.credentialSchema = { id: `${base}/schema`, type: 'JsonSchema' }
        draft.credentialStatus = {
          id: `${listUrl}#9`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '9',
          statusListCredential: listUrl,
        }
      }
      const never = '2099-01-01T00:00:00Z'
      const chain = mintChain({
        validUntil: { root: never, a1: never, a2: never, leaf: never },
        tamper: Object.fromEntries(['root', 'a1', 'a2', 'leaf'].map((link) => [link, { payload }])),
      })
      const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
      const claims = {
        '@context': ['https://www.w3.org/ns/credentials/v2'],
        id: listUrl,
        type: ['VerifiableCredential', 'BitstringStatusListCredential'],
        issuer: chain.did('p2'),
        credentialSubject: {
          type: 'BitstringStatusList',
          statusPurpose: 'revocation',
          encodedList: `u${gzipSync(Buffer.alloc(16_384)).toString('base64url')}`,
        },
      }
      const header = { alg: 'EdDSA', typ: 'vc+jwt', kid: `${chain.did('p2')}#key-1` }
      const input = `${encode(header)}.${encode(claims)}`
      return { chain, list: `${input}.${createKeyPair('EdDSA', 'chain/key/p2/EdDSA/').sign(input)}` }
    }

    const serve =
      (list: string): TlsHandler =>
      ({ url: path }, response) => {
        if (path === '/schema') response.writeHead(200, json).end(schema)
        else response.writeHead(200, { 'content-type': 'application/vc+jwt' }).end(list)
      }

    const verify = (chain: MintedChain, by: TrustChainSources, policy: TrustPolicy = {}): Promise<TrustChainReport> =>
      makeAgent(chain.world, { sources: by }).verifyTrustChain({
        credential: chain.leaf,
        policy: { ...chain.policy, ...policy },
      })
    const codes = ({ reasons }: TrustChainReport): string[] => reasons.map(({ code }) => code)

    it('gives schemas and signed status lists', async () => {
      const { chain, list } = chainOnTheWeb()
      handle = serve(list)
      const agent = makeAgent(chain.world, { sources: sources(chain), policy: chain.policy })
      expect(codes(await agent.verifyTrustChain({ credential: chain.leaf }))).toEqual([])
      expect(server.requests.sort()).toEqual(['/list', '/schema'])
      // They are kept as all other answers are.
      expect((await agent.verifyTrustChain({ credential: chain.leaf })).verdict).toBe('trusted')
      expect(server.requests).toHaveLength(2)
    })

    it('is not there unless the operator allows hosts, whatever a call asks for', async () => {
      const { chain, list } = chainOnTheWeb()
      handle = serve(list)
      const policy = { webHosts: [host()] }
      const none = await verify(chain, { resources: chain.world.toDereferencer() }, policy)
      const other = await verify(chain, sources(chain, { allowedHosts: ['example.org'] }), policy)
      for (const report of [none, other]) {
        expect(codes(report).sort()).toEqual(['schema_unavailable', 'status_unavailable'])
        expect(report.verdict).toBe('indeterminate')
      }
      expect(server.requests).toEqual([])
    })

    it('is not believed where the policy lists other hosts', async () => {
      const { chain, list } = chainOnTheWeb()
      handle = serve(list)
      const report = await verify(chain, sources(chain), { webHosts: [] })
      expect([report.verdict, codes(report).sort()]).toEqual([
        'indeterminate',
        ['schema_unavailable', 'status_unavailable'],
      ])
    })

    it('that hangs does not hold the call beyond its deadline', async () => {
      const { chain } = chainOnTheWeb()
      handle = () => undefined
      const report = await verify(chain, sources(chain), { limits: { deadlineMs: 500 } })
      expect([report.verdict, new Set(codes(report))]).toEqual(['indeterminate', new Set(['limit_exceeded'])])
    })
  })
})

describe('The option sources', () => {
  const refusal = (sources: unknown): string => {
    const chain = mintChain()
    try {
      makeAgent(chain.world, { sources: sources as TrustChainSources })
    } catch (error) {
      return (error as Error).message
    }
    return 'accepted'
  }

  it.each<[string, unknown, string]>([
    ['nothing in it', {}, 'sources must have a method dereference'],
    ['an unknown member', { https: { allowedHosts: [] }, http: {} }, 'sources.http is not known'],
    ['resources that are a URL', { resources: 'https://resolver.cheqd.net' }, 'sources must have a method dereference'],
    ['https that is a list', { https: ['example.org'] }, 'sources.https must be an object'],
    ['no list of hosts', { https: {} }, 'sources.https.allowedHosts must be a list'],
    ['a host that is a URL', { https: { allowedHosts: ['https://example.org'] } }, 'allowedHosts[0] is no host'],
    ['a wildcard', { https: { allowedHosts: ['*.example.org'] } }, 'allowedHosts[0] is no host'],
    ['everything', { https: { allowedHosts: ['.'] } }, 'allowedHosts[0] is no host'],
    ['a word for allowLoopback', { https: { allowedHosts: [], allowLoopback: 'yes' } }, 'allowLoopback must be true'],
    ['a path for ca', { https: { allowedHosts: [], ca: '/etc/ssl/ca.pem' } }, 'sources.https.ca must hold'],
  ])('with %s is refused when the agent is made', (_name, sources, message) => {
    expect(refusal(sources)).toContain(message)
  })
})
