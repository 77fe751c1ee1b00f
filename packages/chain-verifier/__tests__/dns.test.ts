import type { DnsAnchorReport, TrustChainReport, TrustPolicy } from '@trustchains/core'
import { mintChain } from '@trustchains/test-kit'
import { createAgent, type IResolver } from '@veramo/core'
import type { IAgentPlugin, IPluginMethodMap, TAgent } from '@veramo/core-types'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver } from 'did-resolver'
import { TrustChainVerifier, type ITrustChainVerifier } from '../src/index.js'

const chain = mintChain()
const did = chain.did('root')
const domain = 'ministry.example'

interface Question {
  did: string
  domain?: string
  at: string
  didDocument: { id?: string }
  fresh?: boolean
  proof?: unknown[]
  domainLinkage?: boolean
}

/** What an honest plugin says of a domain that has the level `high`. */
const honest = ({ did: about, domain: name = domain, at }: Question): DnsAnchorReport => ({
  did: about,
  at,
  level: 'high',
  domains: [
    {
      domain: name,
      level: 'high',
      records: [],
      dnssec: [],
      backlinks: [],
      checks: (['anchored', 'dnssec', 'backlink', 'key'] as const).map((id) => ({
        id,
        status: 'pass',
        code: 'ok',
        message: id,
      })),
    },
  ],
  proof: [{ name: `_did.${name}.`, type: 16, readAt: at, message: 'AAAA' }],
})

/** An agent whose DNS plugin answers as it is told, and the questions that it was asked. */
function agentWith(answer: (question: Question) => unknown): {
  agent: TAgent<IResolver & ITrustChainVerifier>
  asked: Question[]
} {
  const asked: Question[] = []
  const methods: IPluginMethodMap = {
    verifyDnsAnchor: async (question: Question) => {
      asked.push(question)
      return await Promise.resolve(answer(question))
    },
  }
  const plugin: IAgentPlugin = { methods }
  const agent = createAgent<IResolver & ITrustChainVerifier>({
    plugins: [
      new DIDResolverPlugin({ resolver: new Resolver(chain.world.toResolver()) }),
      new TrustChainVerifier({ sources: chain.world.toDereferencer() }),
      plugin,
    ],
  })
  return { agent, asked }
}

const byDomain: TrustPolicy = { anchors: [{ domain }] }
const verify = (
  { agent }: Pick<ReturnType<typeof agentWith>, 'agent'>,
  policy: TrustPolicy,
  more: object = {},
): Promise<TrustChainReport> => agent.verifyTrustChain({ credential: chain.leaf, at: chain.at, policy, ...more })
const outcome = ({ verdict, reasons: [first] }: TrustChainReport): string =>
  first === undefined ? verdict : `${verdict}: ${first.id} ${first.code}`

describe('A DNS plugin that can not be relied on', () => {
  it.each<[string, (question: Question) => unknown]>([
    ['throws', () => Promise.reject(new Error('SERVFAIL'))],
    ['answers nothing', () => undefined],
    ['answers a string', () => 'high'],
    ['answers a list', () => []],
    [
      'answers a level without domains',
      ({ did: about, at }) => ({ did: about, at, level: 'high', domains: [], proof: [] }),
    ],
    ['answers a level that nobody knows', (question) => ({ ...honest(question), level: 'highest' })],
    ['answers about another DID', (question) => ({ ...honest(question), did: chain.did('mallory') })],
    ['answers about another time', (question) => ({ ...honest(question), at: '2020-01-01T00:00:00Z' })],
    [
      'answers about another domain',
      (question) => question.domain && honest({ ...question, domain: 'mallory.example' }),
    ],
    [
      'answers with a list of a million domains',
      (question) => ({ ...honest(question), domains: Array.from({ length: 1e6 }, () => ({})) }),
    ],
    [
      'answers with what refers to itself',
      () => {
        const loop: { self?: unknown } = {}
        loop.self = loop
        return loop
      },
    ],
  ])('and %s anchors nobody', async (_name, answer) => {
    const made = agentWith(answer)
    expect(outcome(await verify(made, byDomain))).toBe('indeterminate: anchor dns_unreachable')
    expect(outcome(await verify(made, { ...chain.policy, dns: 'dns' }))).toMatch(
      /^(?:indeterminate: dns dns_unreachable|untrusted: dns dns_not_anchored)$/,
    )
    expect(outcome(await verify(made, chain.policy))).toBe('trusted')
  })

  it('and never answers is left at the deadline, sooner where nothing rests on it', async () => {
    const made = agentWith(() => new Promise(() => undefined))
    const limits = { deadlineMs: 400 }
    const started = performance.now()
    expect(outcome(await verify(made, { ...byDomain, limits }))).toBe('indeterminate: anchor dns_unreachable')
    expect(performance.now() - started).toBeLessThan(5000)
    expect(outcome(await verify(made, { ...chain.policy, limits: { deadlineMs: 4000 } }))).toBe('trusted')
  })

  it('and says what must not be told does not reach the report', async () => {
    const secret = `eyJ${'a'.repeat(40)}.eyJ${'b'.repeat(40)}.${'c'.repeat(40)}`
    const report = await verify(
      agentWith(() => Promise.reject(new Error(`failed at https://user:hunter2@dns.example for ${secret}`))),
      byDomain,
    )
    expect(JSON.stringify(report)).not.toMatch(/hunter2|ccccc/)
  })
})

describe('What the plugin is asked', () => {
  it('is about the very DID document and time that are judged, and no website is visited for it', async () => {
    const made = agentWith(honest)
    expect(outcome(await verify(made, byDomain))).toBe('trusted')
    expect(made.asked).toHaveLength(1)
    const [question] = made.asked
    expect(question).toMatchObject({ did, domain, at: chain.at, didDocument: { id: did }, domainLinkage: false })
    expect(question).not.toHaveProperty('fresh')
    await verify(made, byDomain, { fresh: true })
    expect(made.asked.at(-1)?.fresh).toBe(true)
  })

  it('has the limit on requests, and so many domains make nobody wait for ever', async () => {
    const anchors = Array.from({ length: 300 }, (_, index) => ({ domain: `d${String(index)}.example` }))
    const made = agentWith(({ did: about, at }) => ({ did: about, at, level: 'none', domains: [], proof: [] }))
    const policy = { anchors, limits: { maxFetches: 40 } }
    expect(outcome(await verify(made, policy))).toBe('indeterminate: anchor dns_unreachable')
    expect(made.asked.length).toBeLessThanOrEqual(40)
  })

  it('is asked anew before a refusal rests on what it kept', async () => {
    const old = new Date(Date.now() - 60_000).toISOString()
    const made = agentWith((question) => {
      const report = honest(question)
      if (question.fresh === true) return report
      const domains = report.domains.map((item) => ({ ...item, level: 'none' as const, checks: [] }))
      return { ...report, level: 'none', domains, proof: report.proof.map((item) => ({ ...item, readAt: old })) }
    })
    expect(outcome(await verify(made, byDomain))).toBe('trusted')
    expect(made.asked.map(({ fresh }) => fresh)).toEqual([undefined, true])
  })

  it('is never believed for a bundle: what it says there is what it makes of the proof', async () => {
    const evidence = await agentWith(honest).agent.collectTrustChainEvidence({
      credential: chain.leaf,
      at: chain.at,
      policy: byDomain,
    })
    const doubtful = agentWith((question) => ({ ...honest(question), level: 'none', domains: [] }))
    const report = await doubtful.agent.verifyTrustChainEvidence({ evidence, policy: byDomain })
    expect(outcome(report)).toBe('indeterminate: anchor dns_unreachable')
    expect(doubtful.asked).toEqual([
      expect.objectContaining({ did, domain, at: chain.at, proof: evidence.dns?.[0]?.report?.proof }),
    ])
  })

  it('and what it says does not push the rest out of the evidence', async () => {
    const message = 'A'.repeat(1_000_000)
    const made = agentWith((question) => ({
      ...honest(question),
      proof: [{ name: '.', type: 1, readAt: question.at, message }],
    }))
    const policy = { ...byDomain, limits: { maxTotalBytes: 200_000 } }
    const report = await verify(made, policy, { includeEvidence: true })
    expect(outcome(report)).toBe('trusted')
    expect(report.evidence).not.toHaveProperty('dns')
  })
})

describe('A bundle that was changed on its way', () => {
  it.each<[string, unknown, string]>([
    ['answers that are no list', 7, 'evidence.dns is no array'],
    ['an answer that is null', [null], 'evidence.dns[0] is no object'],
    [
      'a proof that is a string',
      [
        {
          did,
          source: 'x',
          readAt: chain.at,
          report: { ...honest({ did, at: chain.at, didDocument: {} }), proof: 'x' },
        },
      ],
      'evidence.dns[0].report.proof is no array',
    ],
  ])('%s: is refused, naming the place', async (_name, dns, message) => {
    const { agent, asked } = agentWith(honest)
    const evidence = await agent.collectTrustChainEvidence({
      credential: chain.leaf,
      at: chain.at,
      policy: chain.policy,
    })
    asked.length = 0
    await expect(
      agent.verifyTrustChainEvidence({ evidence: { ...evidence, dns } as never, policy: byDomain }),
    ).rejects.toThrow(message)
    expect(asked).toEqual([])
  })
})
