import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DnsAnchorReport } from '@trustchains/core'
import { describeWithPrograms } from '@trustchains/test-kit'
import { DnsAnchorError } from '../src/index.js'
import { agentWith } from './support/agent.js'
import { startDnsWorld, worldPrograms, type DnsWorld } from './support/dns-world.js'
import { rootDid } from './support/example-dids.js'
import { run } from './support/run.js'

/** The level, and the code of the check that kept it from being higher. */
function inShort({ level, domains: [domain] }: DnsAnchorReport): string {
  return `${level} ${domain?.checks.find(({ status }) => status !== 'pass')?.code ?? 'ok'}`
}

describeWithPrograms(worldPrograms, 'a DID that is anchored in DNS', () => {
  let world: DnsWorld
  let made: ReturnType<typeof agentWith>

  beforeAll(async () => {
    world = await startDnsWorld()
    made = agentWith({
      resolvers: [`udp://127.0.0.1:${String(world.unboundPort)}`],
      trustAnchors: world.trustAnchors,
    })
  })

  afterAll(async () => {
    made.close()
    await world.stop()
  })

  const verify = async (did: string, domain: string): Promise<string> =>
    inShort(await made.agent.verifyDnsAnchor({ did, domain }))

  it('has the level that was proved, and no higher', async () => {
    expect(await verify(rootDid, 'rtao.test')).toBe('high ok')
    expect(await verify('did:example:joined', 'rtao.test')).toBe('bidirectional dns_key_missing')
    expect(await verify('did:example:ed', 'ed.test')).toBe('dnssec dns_backlink_missing')
    expect(await verify('did:example:unsigned', 'unsigned.test')).toBe('dns dns_insecure')
    expect(await verify('did:example:other', 'rtao.test')).toBe('none dns_not_anchored')
    expect(await verify(rootDid, 'nope.test')).toBe('none dns_not_anchored')
  })

  it('has no level where the zone is bogus or cannot be asked, which is not the same as absent', async () => {
    expect(await verify('did:example:bogus', 'bogus.test')).toBe('none dns_bogus')
    expect(await verify('did:example:expired', 'expired.test')).toBe('none dns_bogus')
    const { agent, close } = agentWith({ resolvers: ['udp://127.0.0.1:1'], queryTimeoutMs: 300 })
    expect(inShort(await agent.verifyDnsAnchor({ did: rootDid, domain: 'rtao.test' }))).toBe('none dns_unreachable')
    close()
  })

  it('is found through the pointers of TRAIN', async () => {
    const report = await made.agent.verifyDnsAnchor({ did: 'did:example:scheme', domain: 'rtao.test' })
    expect(report.domains[0]?.records.filter(({ format }) => format === 'train')).toEqual([
      { did: 'did:example:scheme', format: 'train', name: '_scheme._trust.scheme.rtao.test.', security: 'secure' },
      { did: 'did:example:scheme2', format: 'train', name: '_scheme._trust.scheme.rtao.test.', security: 'secure' },
    ])
    expect(report.level).toBe('bidirectional')
    // Their TTL is 0, and nothing is known beyond it.
    expect(Date.parse(report.expiresAt ?? '')).toBeLessThanOrEqual(Date.now())
    const { expiresAt = '' } = await made.agent.verifyDnsAnchor({ did: rootDid, domain: 'rtao.test' })
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now())
  })

  it('has the level of each of two domains that name it, and the higher one of both', async () => {
    const { level, domains } = await made.agent.verifyDnsAnchor({ did: rootDid })
    expect(level).toBe('high')
    expect(domains.map((report) => `${report.domain} ${report.level}`)).toEqual([
      'rtao.test high',
      'xn--bcher-kva.test bidirectional',
    ])
  })

  it('is no more than found in the domain of a stranger who names it: the document does not name the domain', async () => {
    expect(await verify('did:example:ed', 'ed.test')).toBe('dnssec dns_backlink_missing')
    const { level, domains } = await made.agent.verifyDnsAnchor({ did: 'did:example:ed' })
    expect([level, domains.map(({ domain }) => domain)]).toEqual(['none', ['sub.ed.test']])
  })

  it('has no domain where its document names none', async () => {
    expect(await made.agent.verifyDnsAnchor({ did: 'did:example:evil' })).toMatchObject({ level: 'none', domains: [] })
  })

  it('is found however the domain is written', async () => {
    for (const domain of ['RTAO.test', 'rtao.test.', 'rtao。test']) {
      expect(`${domain} ${await verify(rootDid, domain)}`).toBe(`${domain} high ok`)
    }
    expect(await verify(rootDid, 'Bücher.test')).toBe('bidirectional dns_key_missing')
  })

  it('stands beside another DID that the same domain names, and takes nothing from it', async () => {
    const { records, complete } = await made.agent.resolveDnsAnchors({ domain: 'rtao.test' })
    expect(complete).toBe(true)
    expect(records.map(({ did, format, security }) => `${format} ${security} ${did}`)).toEqual([
      'txt secure did:example:joined',
      `txt secure ${rootDid}`,
      `uri secure ${rootDid}`,
      'train secure did:example:scheme',
      'train secure did:example:scheme2',
    ])
    expect((await made.agent.resolveDnsAnchors({ domain: 'bogus.test' })).complete).toBe(false)
    const some = await made.agent.resolveDnsAnchors({ domain: 'rtao.test', formats: ['uri'] })
    expect(some.records.map(({ format, did }) => `${format} ${did}`)).toEqual([`uri ${rootDid}`])
    expect(some.dnssec.map(({ name, type }) => `${name} ${type}`)).toEqual(['_did.rtao.test. URI'])
    for (const formats of [[], ['tlsa'], 'txt']) {
      await expect(made.agent.resolveDnsAnchors({ domain: 'rtao.test', formats: formats as never })).rejects.toThrow()
    }
  })

  it('is judged again from the report without network, and only as long as the signatures hold', async () => {
    const online = await made.agent.verifyDnsAnchor({ did: rootDid, domain: 'rtao.test' })
    const { agent, close } = agentWith({ resolvers: ['udp://127.0.0.1:1'], trustAnchors: world.trustAnchors })
    const again = (change: object): Promise<DnsAnchorReport> =>
      agent.verifyDnsAnchor({ did: rootDid, domain: 'rtao.test', at: online.at, proof: online.proof, ...change })
    const { proof: _proof, ...offline } = await again({})
    const { proof: _online, ...before } = online
    expect(offline).toEqual(before)
    expect(inShort(await again({ at: '2099-01-01T00:00:00Z' }))).toBe('none dns_bogus')
    expect(inShort(await again({ proof: [] }))).toBe('none dns_unreachable')
    const forged = online.proof.map((item) => ({
      ...item,
      message: Buffer.from(
        Buffer.from(item.message, 'base64').toString('latin1').replaceAll('55dbc8bf', '66dbc8bf'),
        'latin1',
      ).toString('base64'),
    }))
    expect(inShort(await again({ proof: forged }))).toMatch(/^none dns_(?:bogus|unreachable)$/)
    const { agent: other, close: closeOther } = agentWith({ resolvers: ['udp://127.0.0.1:1'] })
    const elsewhere = await other.verifyDnsAnchor({
      did: rootDid,
      domain: 'rtao.test',
      at: online.at,
      proof: online.proof,
    })
    expect(inShort(elsewhere)).toBe('none dns_bogus')
    close()
    closeOther()
  })

  it('takes no document of another DID', async () => {
    const report = await made.agent.verifyDnsAnchor({
      did: rootDid,
      domain: 'rtao.test',
      didDocument: { id: 'did:example:other', alsoKnownAs: ['https://rtao.test'] },
    })
    expect(inShort(report)).toBe('dnssec dns_unreachable')
  })

  it('gets records that a name server can load', async () => {
    const { zoneFile, records } = await made.agent.getDnsAnchorRecords({
      did: rootDid,
      domain: 'rtao.test',
      formats: ['txt', 'uri', 'tlsa', 'train'],
    })
    expect(records.map(({ format, type, data }) => `${format} ${type} ${data}`)).toEqual([
      `txt TXT "${rootDid}"`,
      `uri URI 1 0 "${rootDid}"`,
      'tlsa TLSA 3 1 0 302a300506032b6570032100d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      'train PTR _scheme._trust.scheme.rtao.test.',
      `train URI 10 1 "${rootDid}"`,
    ])
    const folder = mkdtempSync(join(tmpdir(), 'zone-'))
    writeFileSync(join(folder, 'zone'), `$TTL 60\n@ SOA ns hostmaster 1 1 1 1 1\n@ NS ns\nns A 127.0.0.1\n${zoneFile}`)
    expect(run('named-checkzone', ['rtao.test', 'zone'], folder)).toContain('OK')
    rmSync(folder, { recursive: true })
  })
})

describe('what is not asked for rightly is refused with a word on how', () => {
  const { agent } = agentWith({ resolvers: ['udp://127.0.0.1:1'] })

  it('a name of 300 characters, at once and without asking anybody', async () => {
    const domain = `${'abcdefghi.'.repeat(28)}${'x'.repeat(8)}.example.org`
    expect(domain).toHaveLength(300)
    const asking = agent.verifyDnsAnchor({ did: rootDid, domain })
    await expect(asking).rejects.toMatchObject({
      code: 'invalid_domain',
      message: expect.stringContaining('too long') as string,
    })
  })

  it.each([
    ['com', 'public suffix'],
    ['co.uk', 'public suffix'],
    ['test', 'public suffix'],
    ['github.io', 'public suffix'],
    ['https://example.org', 'no domain'],
    ['example..org', 'no domain'],
    ['exa mple.org', 'no domain'],
    ['_did.example.org', 'no domain'],
    ['192.0.2.1', 'IP address'],
    ['0x7f.1', 'IP address'],
    ['', 'empty'],
    [`${'a'.repeat(64)}.example.org`, 'too long'],
    [`${'abcdefghi.'.repeat(29)}example.org`, 'too long'],
    ['x'.repeat(3000), '3000 characters'],
  ])('the domain %j', async (domain, message) => {
    const error: unknown = await agent.verifyDnsAnchor({ did: rootDid, domain }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ name: 'DnsAnchorError', code: 'invalid_domain' })
    expect((error as Error).message).toContain(message)
    expect((error as Error).message.length).toBeLessThan(250)
  })

  it.each([
    [{ did: 'did:example:a#key' }],
    [{ did: 'example.org' }],
    [{ did: rootDid, at: 'yesterday' }],
    [{ did: rootDid, domian: 'example.org' }],
    [{ did: rootDid, proof: [{ name: 'x' }] }],
  ])('the arguments %j', async (args) => {
    await expect(agent.verifyDnsAnchor(args as never)).rejects.toThrow()
  })

  it.each([
    [{ resolvers: ['127.0.0.1'] }, 'a resolver is a URL'],
    [{ resolvers: ['udp://dns.example'] }, 'IP address'],
    [{ resolvers: ['tls://user:secret@dns.example'] }, 'no user'],
    [{ resolvers: [] }, 'list of 1 to 8'],
    [{ validation: 'trust-ad', resolvers: ['udp://192.0.2.1'] }, 'loopback'],
    [{ validation: 'off' }, 'validation'],
    [{ trustAnchors: ['. DS 1 8 1 00'] }, 'trust anchor'],
    [{ trustAnchors: [] }, 'trustAnchors'],
    [{ deadlineMs: 0 }, 'deadlineMs'],
    [{ resolver: ['udp://127.0.0.1'] }, 'not known'],
  ])('the options %j', (options, message) => {
    expect(() => agentWith(options as never)).toThrow(DnsAnchorError)
    expect(() => agentWith(options as never)).toThrow(message)
    expect(() => agentWith(options as never)).not.toThrow('secret')
  })
})
