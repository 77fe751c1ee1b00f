import {
  TrustChainVerifier,
  type ITrustChainVerifier,
  type TrustChainVerifierOptions,
} from '@trustchains/chain-verifier'
import {
  formatTime,
  type DnsRequirement,
  type Evidence,
  type TrustChainReport,
  type TrustPolicy,
} from '@trustchains/core'
import { DnsAnchor, type IDnsAnchor } from '@trustchains/dns-anchor'
import {
  describeWithPrograms,
  dnsPrograms,
  mintChain,
  mintPresentation,
  startDnsZones,
  type DnsZones,
  type MintedChain,
} from '@trustchains/test-kit'
import { createAgent, type IResolver, type TAgent } from '@veramo/core'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver } from 'did-resolver'

type Agent = TAgent<IResolver & ITrustChainVerifier & IDnsAnchor>

const outcome = ({ verdict, reasons: [first] }: TrustChainReport): string =>
  first === undefined ? verdict : `${verdict}: ${first.id} ${first.code}`

const byDomain = (domain: string, dns?: DnsRequirement): TrustPolicy => ({
  anchors: [{ domain }],
  ...(dns !== undefined && { dns }),
})

const hourMs = 3_600_000

/** The domains that the root's DID document names. */
const named = ['ministry.example', 'bidirectional.example', 'brief.example']

describeWithPrograms(dnsPrograms, 'A root authority that is anchored in a real, signed DNS', () => {
  let chain: MintedChain
  let did: string
  let zones: DnsZones
  let agent: Agent
  let offline: TAgent<ITrustChainVerifier & IDnsAnchor>
  let unchecked: typeof offline
  const plugins: { close: () => unknown }[] = []
  let asked: string[] = []

  /** Counts what the verifier asks of the plugin. */
  function dnsAnchor(resolver: string): DnsAnchor {
    const plugin = new DnsAnchor({ resolvers: [resolver], trustAnchors: zones.trustAnchors, queryTimeoutMs: 500 })
    const verifyDnsAnchor = plugin.methods.verifyDnsAnchor.bind(plugin.methods)
    plugin.methods.verifyDnsAnchor = (args, context) => {
      asked.push(args.domain ?? '')
      return verifyDnsAnchor(args, context)
    }
    plugins.push(plugin)
    return plugin
  }

  function makeAgent(options: TrustChainVerifierOptions = {}, ...more: DnsAnchor[]): Agent {
    const verifier = new TrustChainVerifier({ sources: chain.world.toDereferencer(), ...options })
    plugins.push(verifier)
    return createAgent<IResolver & ITrustChainVerifier & IDnsAnchor>({
      schemaValidation: true,
      plugins: [new DIDResolverPlugin({ resolver: new Resolver(chain.world.toResolver()) }), verifier, ...more],
    })
  }

  beforeAll(async () => {
    chain = mintChain({
      at: formatTime(Date.now()),
      validUntil: '2099-01-01T00:00:00Z',
      tamper: {
        root: {
          didDocument: (entry) => {
            entry.document.service = [
              {
                id: `${entry.did}#web`,
                type: 'LinkedDomains',
                serviceEndpoint: named.map((name) => `https://${name}`),
              },
            ]
          },
        },
      },
    })
    did = chain.did('root')
    const { didDocument } = await new Resolver(chain.world.toResolver()).resolve(did)
    const writer = createAgent<IDnsAnchor>({ plugins: [new DnsAnchor({ resolvers: ['udp://127.0.0.1:1'] })] })
    const { zoneFile } = await writer.getDnsAnchorRecords({
      did,
      domain: 'ministry.example',
      formats: ['txt', 'uri', 'tlsa'],
      didDocument: { ...didDocument },
    })
    const txt = [`_did TXT "${did}"`]
    zones = await startDnsZones([
      { name: 'ministry.example', records: zoneFile.trim().split('\n') },
      { name: 'bidirectional.example', records: txt },
      { name: 'brief.example', records: txt, signing: ['-e', `now+${String(2 * 3600)}`] },
      { name: 'signed.example', records: txt },
      { name: 'unsigned.example', records: txt, isSigned: false },
      {
        name: 'forged.example',
        records: ['_did TXT "did:example:other"'],
        tamper: (text) => text.replaceAll('did:example:other', did),
      },
      { name: 'expired.example', records: txt, signing: ['-P', '-s', 'now-30d', '-e', 'now-10d'] },
      { name: 'other.example', records: ['_did TXT "did:example:other"'] },
    ])
    agent = makeAgent({}, dnsAnchor(zones.resolver))
    const alone = [
      new TrustChainVerifier({ sources: { dereference: () => Promise.reject(new Error('offline')) } }),
      dnsAnchor('udp://127.0.0.1:1'),
    ]
    offline = createAgent<ITrustChainVerifier & IDnsAnchor>({ schemaValidation: true, plugins: alone })
    // Veramo's schema validation takes several times as long as the verification.
    unchecked = createAgent<ITrustChainVerifier & IDnsAnchor>({ plugins: alone })
  })

  afterAll(async () => {
    for (const plugin of plugins) await plugin.close()
    await zones.stop()
  })

  beforeEach(() => {
    asked = []
  })

  const verify = (policy: TrustPolicy, by: Agent = agent): Promise<TrustChainReport> =>
    by.verifyTrustChain({ credential: chain.leaf, policy })
  const collect = (policy: TrustPolicy): Promise<Evidence> =>
    agent.collectTrustChainEvidence({ credential: chain.leaf, policy })
  const judge = (evidence: Evidence | string, policy: TrustPolicy, at?: string): Promise<TrustChainReport> =>
    offline.verifyTrustChainEvidence({ evidence, policy, ...(at !== undefined && { at }) })

  describe('is accepted by its domain', () => {
    it.each<[string, string]>([
      ['ministry.example', 'trusted'],
      ['MINISTRY.example.', 'trusted'],
      ['bidirectional.example', 'trusted'],
      ['signed.example', 'trusted'],
      ['unsigned.example', 'untrusted: anchor anchor_untrusted'],
      ['forged.example', 'untrusted: anchor anchor_untrusted'],
      ['expired.example', 'untrusted: anchor anchor_untrusted'],
      ['other.example', 'untrusted: anchor anchor_untrusted'],
      ['nothing.example', 'untrusted: anchor anchor_untrusted'],
    ])('only where that is signed and names it: %s', async (domain, end) => {
      const report = await verify(byDomain(domain))
      expect(outcome(report)).toBe(end)
      const trusted = { did, matched: 'domain', domain: domain.toLowerCase().replace(/\.$/, '') }
      expect(report.anchor?.domain).toBe(end === 'trusted' ? trusted.domain : undefined)
    })

    it.each<[DnsRequirement, string, string]>([
      ['dns', 'unsigned.example', 'trusted'],
      ['dnssec', 'signed.example', 'trusted'],
      ['bidirectional', 'signed.example', 'untrusted: dns dns_backlink_missing'],
      ['bidirectional', 'bidirectional.example', 'trusted'],
      ['high', 'bidirectional.example', 'untrusted: dns dns_key_missing'],
      ['high', 'ministry.example', 'trusted'],
    ])('at the level %s: %s', async (dns, domain, end) => {
      expect(outcome(await verify(byDomain(domain, dns)))).toBe(end)
    })

    it('by one of several, and the one that its DID document names is asked first', async () => {
      const anchors = ['other.example', 'ministry.example', 'nothing.example'].map((domain) => ({ domain }))
      expect(outcome(await verify({ anchors }))).toBe('trusted')
      expect(asked).toEqual(['ministry.example'])
    })

    it('the report says how firmly, until when and on whose word, without the proof itself', async () => {
      const report = await verify(byDomain('ministry.example', 'high'))
      expect(report.dns).toMatchObject({ did, level: 'high', domains: [{ domain: 'ministry.example' }] })
      expect(report.dns).not.toHaveProperty('proof')
      expect(Date.parse(report.expiresAt ?? '') - Date.parse(report.at)).toBeLessThanOrEqual(300_000)
      const [fact, ...others] = report.restsOn?.filter(({ what }) => what.startsWith('dns')) ?? []
      expect(fact).toMatchObject({
        what: 'dnssec-record',
        source: 'agent.verifyDnsAnchor',
        items: ['ministry.example'],
      })
      expect(others).toEqual([])
    })
  })

  describe('is accepted by its DID', () => {
    const anchored = (dns?: DnsRequirement): TrustPolicy => ({ anchors: [{ did }], ...(dns && { dns }) })

    it('and its own domains are asked for the level, no stranger’s', async () => {
      expect(outcome(await verify(anchored('high')))).toBe('trusted')
      expect(asked).toEqual([''])
    })

    it('and the report tells of its domains though nothing rests on them', async () => {
      const report = await verify(anchored())
      expect(report.dns?.domains.map(({ domain, level }) => `${domain} ${level}`)).toEqual([
        'ministry.example high',
        'bidirectional.example bidirectional',
        'brief.example bidirectional',
      ])
      expect(report.checks.at(-1)).toMatchObject({ id: 'dns', status: 'pass', details: { level: 'high' } })
    })

    it('and DNS that does not answer holds no verdict up that does not rest on it', async () => {
      const silent = makeAgent({}, dnsAnchor('udp://127.0.0.1:1'))
      expect(outcome(await verify(anchored(), silent))).toBe('trusted')
      expect(outcome(await verify(anchored('dnssec'), silent))).toBe('indeterminate: dns dns_unreachable')
      expect(outcome(await verify(byDomain('ministry.example'), silent))).toBe('indeterminate: anchor dns_unreachable')
    })

    it('and DNS is not asked where it is off', async () => {
      expect(outcome(await verify(anchored('off')))).toBe('trusted')
      expect(asked).toEqual([])
    })
  })

  it('is asked about by nobody who does not accept it: a holder would choose whom a verifier asks', async () => {
    expect(outcome(await verify({ anchors: [{ did: chain.did('mallory') }] }))).toBe(
      'untrusted: anchor anchor_untrusted',
    )
    expect(asked).toEqual([])
  })

  it('an agent without the plugin says which one to add', async () => {
    const poor = makeAgent()
    for (const policy of [byDomain('ministry.example'), { anchors: [{ did }], dns: 'dnssec' as const }]) {
      const report = await verify(policy, poor)
      expect(report.verdict).toBe('indeterminate')
      expect(report.reasons[0]).toMatchObject({ code: 'dns_unreachable' })
      expect(report.reasons[0]?.message).toContain('add DnsAnchor of @trustchains/dns-anchor')
    }
    expect(outcome(await verify({ anchors: [{ did }] }, poor))).toBe('trusted')
  })

  describe('in an evidence bundle', () => {
    const policy = byDomain('ministry.example', 'high')

    it('proves the same again, offline, by a process that knows the DNS root', async () => {
      const online = await verify(policy)
      const report = await judge(JSON.stringify(await collect(policy)), policy)
      expect(outcome(report)).toBe('trusted')
      expect(report.anchor).toEqual(online.anchor)
      expect(report.dns?.level).toBe('high')
      const facts = report.restsOn?.filter(({ what }) => what.startsWith('dns'))
      expect(facts).toMatchObject([{ what: 'dnssec-record', source: 'bundle: agent.verifyDnsAnchor' }])
    })

    it('proves the same for ever as of the time that it was collected for', async () => {
      const evidence = await collect(policy)
      expect(JSON.stringify(await judge(evidence, policy))).toBe(JSON.stringify(await judge(evidence, policy)))
    })

    it('proves it as of another time as long as its signatures run, and then no more', async () => {
      const long = { ...byDomain('brief.example', 'bidirectional'), freshness: 24 * 3600 }
      const evidence = await collect(long)
      const at = (hours: number): string => formatTime(Date.parse(evidence.at) + hours * hourMs)
      expect(outcome(await judge(evidence, long, at(1)))).toBe('trusted')
      const over = await judge(evidence, long, at(3))
      expect(outcome(over)).toBe('untrusted: anchor anchor_untrusted')
      expect(over.reasons[0]?.details).toMatchObject({ dns: ['dns_bogus'] })
      // Of the time before, what was signed only later proves nothing, and refuses nothing.
      expect(outcome(await judge(evidence, long, at(-48)))).toBe('indeterminate: anchor dns_unreachable')
      // By default an answer is good for minutes: whether the record still stood is not known.
      expect((await judge(evidence, byDomain('brief.example'), at(1))).verdict).toBe('indeterminate')
    })

    it('proves nothing to who does not know that root, or has no plugin', async () => {
      const evidence = await collect(policy)
      const elsewhere = createAgent<ITrustChainVerifier>({
        plugins: [new TrustChainVerifier(), new DnsAnchor({ resolvers: ['udp://127.0.0.1:1'] })],
      })
      expect(outcome(await elsewhere.verifyTrustChainEvidence({ evidence, policy }))).toBe(
        'untrusted: anchor anchor_untrusted',
      )
      const poor = createAgent<ITrustChainVerifier>({ plugins: [new TrustChainVerifier()] })
      const report = await poor.verifyTrustChainEvidence({ evidence, policy })
      expect(outcome(report)).toBe('indeterminate: anchor dns_unreachable')
      expect(report.reasons[0]?.message).toContain('add DnsAnchor')
    })

    it('that was collected for domains of a DID is good for an anchor by one of them', async () => {
      const evidence = await collect({ anchors: [{ did }] })
      expect(outcome(await judge(evidence, policy))).toBe('trusted')
    })

    it.each<[string, (evidence: Evidence) => void, collected: string, judged: string]>([
      ['without its DNS answers', withoutDns, 'ministry.example', 'ministry.example'],
      ['with none of their proof', withoutProof, 'ministry.example', 'ministry.example'],
      ['of an unsigned domain, with a forged level', forgeLevel, 'unsigned.example', 'unsigned.example'],
      ['of a domain that names another, with a forged level', forgeLevel, 'other.example', 'other.example'],
      ['of a domain with forged records, with a forged level', forgeLevel, 'forged.example', 'forged.example'],
      ['with the answers of one domain under the name of another', renameDomain, 'ministry.example', 'other.example'],
    ])('%s is not trusted', async (_name, change, collected, judged) => {
      const evidence = await collect(byDomain(collected))
      expect(evidence.dns).toHaveLength(1)
      change(evidence)
      expect((await judge(evidence, byDomain(judged))).verdict).not.toBe('trusted')
    })

    it('with the answers of one root under the DID of another is not trusted', async () => {
      const evidence = await collect(policy)
      const stranger = mintChain({ seed: 'stranger', at: chain.at, validUntil: '2099-01-01T00:00:00Z' })
      const theirs = await makeAgent({ sources: stranger.world.toDereferencer() }).collectTrustChainEvidence({
        credential: stranger.leaf,
      })
      const dns = structuredClone(evidence.dns ?? []).map((item) => ({ ...item, did: stranger.did('root') }))
      for (const { report } of dns) if (report) report.did = stranger.did('root')
      expect((await judge({ ...theirs, dns }, policy)).verdict).not.toBe('trusted')
    })

    it('with any bit of its proof flipped never proves anything else, and what names the root can not be touched', async () => {
      const evidence = await collect(policy)
      const whole = await judge(evidence, policy)
      const recordsOf = ({ dns }: TrustChainReport): unknown =>
        dns?.domains.map(({ domain, level, records }) => [domain, level, records])
      const proof = evidence.dns?.[0]?.report?.proof ?? []
      expect(proof.length).toBeGreaterThan(5)
      const believed: unknown[] = []
      const touched: boolean[] = []
      for (let round = 0; round < 150; round += 1) {
        const { spoilt, isOfDid } = flipped(evidence, round, did)
        const report = await unchecked.verifyTrustChainEvidence({ evidence: spoilt, policy })
        if (report.verdict !== 'trusted') continue
        believed.push(recordsOf(report))
        touched.push(isOfDid)
      }
      expect(believed).toEqual(believed.map(() => recordsOf(whole)))
      expect(touched).not.toContain(true)
      // Some bits mean nothing: a TTL, the case of a letter, what stands beside the answer.
      expect(believed.length).toBeLessThan(75)
    })
  })

  it('is asked about once for a whole batch, in threads too, and each report says the same of it', async () => {
    const { results } = await agent.verifyTrustChains({
      items: Array.from({ length: 150 }, () => ({ credential: chain.leaf })),
      policy: byDomain('ministry.example', 'high'),
    })
    expect(new Set(results.map(({ report }) => report && outcome(report)))).toEqual(new Set(['trusted']))
    expect(new Set(results.map(({ report }) => JSON.stringify(report?.dns))).size).toBe(1)
    expect(asked).toEqual(['ministry.example'])
    const { results: few } = await agent.verifyTrustChains({
      items: [{ credential: chain.leaf }],
      policy: byDomain('other.example'),
    })
    expect(few.map(({ report }) => report && outcome(report))).toEqual(['untrusted: anchor anchor_untrusted'])
  })

  it('is accepted in presentations', async () => {
    const presentation = mintPresentation(chain, { credentials: [chain.leaf, chain.leaf], challenge: 'c', domain: 'd' })
    const given = { presentation, challenge: 'c', domain: 'd' }
    const policy = byDomain('ministry.example')
    const report = await agent.verifyPresentationTrustChains({ ...given, policy, includeEvidence: true })
    expect([report.verdict, report.reasons]).toEqual(['trusted', []])
    expect(report.evidence?.dns).toHaveLength(1)
    const refused = await agent.verifyPresentationTrustChains({ ...given, policy: byDomain('other.example') })
    expect(refused.verdict).toBe('untrusted')
  })

  it('gives authority only at the level that is asked for', async () => {
    const ask = (dns: DnsRequirement, by: Agent = agent): Promise<{ verdict: string }> =>
      by.checkIssuerAuthorization({
        issuer: chain.did('p2'),
        type: 'DiplomaCredential',
        authority: did,
        policy: { dns },
      })
    expect((await ask('high')).verdict).toBe('trusted')
    expect((await ask('high', makeAgent())).verdict).toBe('indeterminate')
  })
})

function withoutDns(evidence: Evidence): void {
  delete evidence.dns
}

function withoutProof({ dns = [] }: Evidence): void {
  for (const { report } of dns) if (report !== undefined) report.proof = []
}

/** Writes into the reports what a stranger would like them to say. */
function forgeLevel({ dns = [] }: Evidence): void {
  for (const { report } of dns) {
    if (report === undefined) continue
    report.level = 'high'
    for (const domain of report.domains) {
      domain.level = 'high'
      domain.checks = domain.checks.map((check) => ({ ...check, status: 'pass', code: 'ok' }))
    }
  }
}

function renameDomain({ dns = [] }: Evidence): void {
  for (const item of dns) {
    item.domain = 'other.example'
    for (const domain of item.report?.domains ?? []) domain.domain = 'other.example'
  }
}

/** Evidence with one bit of its proof flipped, another one each round, every fifth in the DID of an answer. */
function flipped(evidence: Evidence, round: number, did: string): { spoilt: Evidence; isOfDid: boolean } {
  const spoilt = structuredClone(evidence)
  const messages = spoilt.dns?.flatMap(({ report }) => report?.proof ?? []) ?? []
  const isOfDid = round % 5 === 0
  const among = messages.filter(({ message }) => !isOfDid || Buffer.from(message, 'base64').includes(did))
  const item = among[round % among.length]
  if (item === undefined) throw new Error('there is no proof')
  const bytes = Buffer.from(item.message, 'base64')
  // A prime, so that all parts of all messages have their turn; the header's flags are not signed.
  const step = round * 7919 + 13
  const bit = isOfDid ? bytes.indexOf(did) * 8 + (step % (did.length * 8)) : 96 + (step % ((bytes.length - 12) * 8))
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  item.message = bytes.toString('base64')
  return { spoilt, isOfDid }
}
