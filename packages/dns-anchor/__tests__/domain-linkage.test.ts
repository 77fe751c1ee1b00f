import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { DnsDomainReport, DomainLinkageReport } from '@trustchains/core'
import { describeWithPrograms, withoutCertificateChecks } from '@trustchains/test-kit'
import type { DomainLinkageOptions } from '../src/index.js'
import { agentWith } from './support/agent.js'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { rootDid } from './support/example-dids.js'
import { didConfiguration, goodLinkage } from './support/linkage.js'
import { makeWebPki, startWebsite, type TestWebsite, type WebPki } from './support/website.js'

const serve =
  (body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body)

describeWithPrograms(worldPrograms, 'The website of a domain', () => {
  let world: DnsWorld
  let pki: WebPki
  let website: TestWebsite
  const open: (() => unknown)[] = []

  beforeAll(async () => {
    world = await startDnsWorld()
    pki = makeWebPki()
    website = await startWebsite(pki.good)
  })

  afterAll(async () => {
    for (const close of open) close()
    await website.stop()
    await world.stop()
  })

  function agentFor(domainLinkage: boolean | DomainLinkageOptions): ReturnType<typeof agentWith>['agent'] {
    const { agent, close } = agentWith({
      resolvers: [`udp://127.0.0.1:${String(world.unboundPort)}`],
      trustAnchors: world.trustAnchors,
      domainLinkage,
    })
    open.push(close)
    return agent
  }

  const onLoopback = (site = website): DomainLinkageOptions => ({ ca: pki.ca, allowLoopback: true, port: site.port })

  async function verify(options: DomainLinkageOptions, domain = 'rtao.test', did = rootDid): Promise<DnsDomainReport> {
    const { domains } = await agentFor(options).verifyDnsAnchor({ did, domain })
    return domains[0]!
  }

  async function linkage(...[options, domain, did]: Parameters<typeof verify>): Promise<DomainLinkageReport> {
    return (await verify(options, domain, did)).domainLinkage!
  }

  const origin = (domain = 'rtao.test'): string => `https://${domain}:${String(website.port)}`

  it('links the DID that its configuration has a valid credential for, beside entries that do not count', async () => {
    const stranger = { issuer: 'did:example:other', credentialSubject: {} }
    const jsonLd = { issuer: rootDid, credentialSubject: {}, proof: {} }
    const entries = [stranger, jsonLd, goodLinkage('https://other.test'), goodLinkage(origin()), 7]
    website.answer(serve(didConfiguration(...entries)))
    expect(await linkage(onLoopback())).toEqual({
      origin: origin(),
      linked: true,
      code: 'ok',
      message: `${origin()} links the DID`,
      credentials: [
        { index: 1, code: 'linkage_json_ld', message: expect.stringContaining('JWT') as string },
        { index: 2, code: 'linkage_origin', message: expect.stringContaining('other.test') as string },
        { index: 3, code: 'ok', message: 'it links the DID', expiresAt: '2090-01-01T00:00:00Z' },
        { index: 4, code: 'linkage_malformed', message: expect.any(String) as string },
      ],
    })
    expect(website.asked).toEqual([`GET rtao.test:${String(website.port)}/.well-known/did-configuration.json`])
  })

  it('raises no level, or whoever has a certificate would stand for DNSSEC', async () => {
    website.answer(serve(didConfiguration(goodLinkage(origin('unsigned.test'), 'did:example:unsigned'))))
    const report = await verify(onLoopback(), 'unsigned.test', 'did:example:unsigned')
    expect(report.domainLinkage).toMatchObject({ linked: true })
    expect(report.level).toBe('dns')
    const { domainLinkage: _apart, ...rest } = report
    const { domains } = await agentFor(false).verifyDnsAnchor({ did: 'did:example:unsigned', domain: 'unsigned.test' })
    expect(rest).toEqual({ ...domains[0], dnssec: rest.dnssec, expiresAt: rest.expiresAt })
    website.answer(serve(didConfiguration(goodLinkage(origin(), 'did:example:other'))))
    expect(await verify(onLoopback(), 'rtao.test', 'did:example:other')).toMatchObject({ level: 'none' })
  })

  it('lowers no level either: it is another kind of evidence', async () => {
    website.answer((_request, response) => response.writeHead(500).end())
    expect(await verify(onLoopback())).toMatchObject({ level: 'high', domainLinkage: { linked: false } })
  })

  it('is asked only where that is asked for, and never for evidence of before', async () => {
    website.answer(serve(didConfiguration(goodLinkage(origin()))))
    const args = { did: rootDid, domain: 'rtao.test' }
    expect((await agentFor(false).verifyDnsAnchor(args)).domains[0]).not.toHaveProperty('domainLinkage')
    const agent = agentFor(onLoopback())
    const online = await agent.verifyDnsAnchor({ ...args, domainLinkage: false })
    expect(online.domains[0]).not.toHaveProperty('domainLinkage')
    const { proof, at } = online
    const offline = await agent.verifyDnsAnchor({ ...args, proof, at, domainLinkage: true })
    expect(offline.domains[0]).not.toHaveProperty('domainLinkage')
    expect(website.asked).toEqual([])
    await expect(agent.verifyDnsAnchor({ ...args, domainLinkage: 'yes' as never })).rejects.toThrow()
  })

  it('does not link a DID that its configuration does not name', async () => {
    website.answer(serve(didConfiguration(goodLinkage(origin(), 'did:example:other'))))
    expect(await linkage(onLoopback())).toMatchObject({ linked: false, code: 'web_not_linked', credentials: [] })
    website.answer(serve(didConfiguration(goodLinkage('https://rtao.test'))))
    expect(await linkage(onLoopback())).toMatchObject({
      linked: false,
      code: 'web_not_linked',
      credentials: [{ index: 0, code: 'linkage_origin' }],
    })
  })

  it.each<[string, RequestListener, string]>([
    ['that has none', (_request, response) => response.writeHead(404).end(), 'web_absent'],
    ['that fails', (_request, response) => response.writeHead(503).end(), 'web_unreachable'],
    ['that asks for a password', (_request, response) => response.writeHead(401).end(), 'web_unreachable'],
    [
      'that leads to another origin',
      (_request, response) => response.writeHead(302, { location: 'https://unsigned.test/' }).end(),
      'web_redirect',
    ],
    [
      'that leads to another place of its own',
      (_request, response) => response.writeHead(301, { location: '/did-configuration.json' }).end(),
      'web_redirect',
    ],
    ['that answers HTML', serve('<html>'), 'web_malformed'],
    ['that answers nothing', serve(''), 'web_malformed'],
    ['that answers too much', serve(Buffer.alloc(1_000_000, 32)), 'web_unreachable'],
    [
      'that answers compressed, which could be a bomb',
      serve(gzipSync('{}'), { 'content-encoding': 'gzip' }),
      'web_unreachable',
    ],
    [
      'that breaks off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{')
        setTimeout(() => response.destroy(), 20)
      },
      'web_unreachable',
    ],
    [
      'that sends more header than anybody needs',
      (_request, response) => response.writeHead(200, { 'x-long': 'x'.repeat(40_000) }).end('{}'),
      'web_unreachable',
    ],
  ])('is not believed: one %s', async (_title, listener, code) => {
    website.answer(listener)
    expect(await linkage(onLoopback())).toMatchObject({ linked: false, code, credentials: [] })
    expect(website.asked).toHaveLength(1)
  })

  it('is not waited for without end, whether it says nothing or a byte now and then', async () => {
    const timers: NodeJS.Timeout[] = []
    const drip: RequestListener = (_request, response) => {
      response.writeHead(200)
      timers.push(setInterval(() => response.write(' '), 50))
    }
    for (const listener of [() => undefined, drip]) {
      website.answer(listener)
      const { agent, close } = agentWith({
        resolvers: [`udp://127.0.0.1:${String(world.unboundPort)}`],
        trustAnchors: world.trustAnchors,
        domainLinkage: onLoopback(),
        deadlineMs: 1500,
      })
      open.push(close)
      const begun = performance.now()
      const { level, domains } = await agent.verifyDnsAnchor({ did: rootDid, domain: 'rtao.test' })
      expect(performance.now() - begun).toBeLessThan(5000)
      // What DNS says had been learnt by then.
      expect([level, domains[0]?.domainLinkage?.code]).toEqual(['high', 'web_unreachable'])
    }
    timers.forEach(clearInterval)
  })

  it('must have a certificate of a known authority for the domain, which holds', async () => {
    website.answer(serve(didConfiguration(goodLinkage(origin()))))
    const stranger = await linkage({ allowLoopback: true, port: website.port })
    expect(stranger).toMatchObject({ linked: false, code: 'web_unreachable' })
    expect(stranger.message).toContain('UNABLE_TO_VERIFY_LEAF_SIGNATURE')
    await withoutCertificateChecks(async () => {
      expect((await linkage({ allowLoopback: true, port: website.port })).code).toBe('web_unreachable')
    })
    expect(website.asked).toEqual([])
    for (const [certificate, fault] of [
      [pki.misnamed, 'ERR_TLS_CERT_ALTNAME_INVALID'],
      [pki.expired, 'CERT_HAS_EXPIRED'],
    ] as const) {
      const other = await startWebsite(certificate)
      other.answer(serve(didConfiguration(goodLinkage(`https://rtao.test:${String(other.port)}`))))
      const refused = await linkage(onLoopback(other))
      expect(refused).toMatchObject({ code: 'web_unreachable', message: expect.stringContaining(fault) as string })
      expect(other.asked).toEqual([])
      await other.stop()
    }
  })

  it('is not asked where the domain leads into a private network or to this machine', async () => {
    website.answer(serve(didConfiguration(goodLinkage(origin()))))
    // 127.0.0.1; without the option for tests.
    expect(await linkage({ ca: pki.ca })).toMatchObject({ linked: false, code: 'web_forbidden' })
    // 10.1.2.3, and 127.0.0.1 beside it; also with the option.
    for (const domain of ['ed.test', 'rsa.test']) {
      const did = `did:example:${domain.split('.')[0] ?? ''}`
      expect((await linkage(onLoopback(), domain, did)).code).toBe('web_forbidden')
    }
    expect(website.asked).toEqual([])
  })

  it('is not looked for where DNS lies about its address', async () => {
    website.answer(serve(didConfiguration(goodLinkage(origin('expired.test')))))
    expect(await linkage(onLoopback(), 'expired.test')).toMatchObject({ code: 'web_unreachable' })
    expect(await linkage(onLoopback(), 'island.test')).toMatchObject({ code: 'web_unreachable' })
    expect(website.asked).toEqual([])
  })
})

describe('How websites are asked is said exactly, or a misspelling would open what was meant to be closed', () => {
  it.each([
    [{ port: 8443 }, 'allowLoopback'],
    [{ port: 0, allowLoopback: true }, 'port number'],
    [{ allowLoopback: 'yes' }, 'true or false'],
    [{ ca: 7 }, 'PEM'],
    [{ allowLoopBack: true }, 'allowLoopBack'],
    ['yes', 'true, false or an object'],
  ])('%j', (domainLinkage, message) => {
    expect(() => agentWith({ domainLinkage } as never)).toThrow(message)
  })
})
