import type { CheckCode, TrustChainReport } from '@trustchains/core'
import { judgeCase, loadChainCases, mintChain, World, type MintedChain } from '@trustchains/test-kit'
import type { CredentialObject, VerifyTrustChainArgs } from '../src/index.js'
import { answering, makeAgent, type AgentParts } from './support/make-agent.js'

const verify = (
  chain: MintedChain,
  parts: AgentParts = {},
  more: VerifyTrustChainArgs = {},
): Promise<TrustChainReport> =>
  makeAgent(chain.world, parts).verifyTrustChain({
    credential: chain.leaf,
    policy: chain.policy,
    at: chain.at,
    ...more,
  })

const codes = ({ reasons }: TrustChainReport): CheckCode[] => reasons.map(({ code }) => code)

describe('A relying party', () => {
  it('can trust a credential whose chain ends at a root that it accepts', async () => {
    const chain = mintChain()
    const report = await verify(chain)
    expect(codes(report)).toEqual([])
    expect(report).toMatchObject({
      verdict: 'trusted',
      verified: true,
      at: chain.at,
      anchor: { did: chain.did('root') },
    })
    expect(report.chain.map(({ role }) => role)).toEqual(['holder', 'trusted-issuer', 'TAO', 'rTAO'])
  })

  it('can hand over the JSON of a credential instead of its JWT', async () => {
    const chain = mintChain()
    const credential = chain.link('leaf').credential as CredentialObject
    expect((await verify(chain, {}, { credential })).verdict).toBe('trusted')
    expect((await verify(chain, {}, { credential: JSON.stringify(credential, null, 2) })).verdict).toBe('trusted')
  })

  it('can verify a published accreditation by its DID URL, pinned or by name', async () => {
    const chain = mintChain()
    for (const didUrl of [chain.url('a2').pinned, chain.url('a2').latest]) {
      const report = await makeAgent(chain.world).verifyTrustChain({ didUrl, policy: chain.policy, at: chain.at })
      expect(codes(report)).toEqual([])
      expect(report.chain.map(({ role }) => role)).toEqual(['trusted-issuer', 'TAO', 'rTAO'])
    }
  })

  it('gets the evidence only where it asks for it', async () => {
    const chain = mintChain()
    expect(await verify(chain)).not.toHaveProperty('evidence')
    const { evidence } = await verify(chain, {}, { includeEvidence: true })
    expect(evidence).toMatchObject({ version: 1, leaf: { credential: chain.leaf } })
  })

  it("is answered by the plugin's policy, and may override members of it", async () => {
    const chain = mintChain()
    const parts = { policy: { ...chain.policy, maxPathLength: 1 } }
    expect(codes(await verify(chain, parts, { policy: {} }))).toContain('path_too_long')
    expect((await verify(chain, parts, { policy: { maxPathLength: 2 } })).verdict).toBe('trusted')
    const none = await verify(chain, parts, { policy: { maxPathLength: 2, anchors: [] } })
    expect([none.verdict, codes(none)]).toEqual(['untrusted', ['anchor_untrusted']])
  })

  it('never trusts anything without naming an anchor', async () => {
    const report = await verify(mintChain(), {}, { policy: {} })
    expect([report.verdict, report.verified, codes(report)]).toEqual(['indeterminate', false, ['no_trust_anchor']])
  })

  it('gets the same report for the same chain, however often it asks', async () => {
    const chain = mintChain()
    const agent = makeAgent(chain.world)
    const args = { credential: chain.leaf, policy: chain.policy, at: chain.at }
    const [first, second] = await Promise.all([agent.verifyTrustChain(args), agent.verifyTrustChain(args)])
    const text = (report: TrustChainReport): string =>
      JSON.stringify(report, (name, value: unknown) => (name === 'readAt' ? 'when it was read' : value))
    expect(text(second)).toBe(text(first))
    expect(text(await agent.verifyTrustChain(args))).toBe(text(first))
  })

  it('can read the report as text and as a diagram', async () => {
    const chain = mintChain()
    const agent = makeAgent(chain.world)
    const report = await verify(chain)
    const { text } = await agent.explainTrustChain({ report })
    expect(text).toContain(`✓ trusted as of ${chain.at}`)
    for (const { message } of report.checks) expect(text).toContain(message.slice(0, 60))
    expect((await agent.explainTrustChain({ report, format: 'mermaid' })).text).toMatch(/^flowchart TD\n/)
    await expect(agent.explainTrustChain({ report: {} as TrustChainReport })).rejects.toThrow('report')
  })
})

describe('What is no credential', () => {
  const bad: [string, VerifyTrustChainArgs, CheckCode][] = [
    ['an empty string', { credential: '' }, 'malformed'],
    ['a word', { credential: 'hello' }, 'malformed'],
    ['three dots', { credential: '...' }, 'malformed'],
    ['5 MB of text', { credential: 'a'.repeat(5e6) }, 'malformed'],
    ['a 5 MB JWT', { credential: `${'a'.repeat(2e6)}.${'b'.repeat(2e6)}.${'c'.repeat(1e6)}` }, 'malformed'],
    ['JSON of another shape', { credential: '{"hello":"world"}' }, 'malformed'],
    ['a JSON list', { credential: '[1,2,3]' }, 'malformed'],
    ['broken JSON', { credential: '{"type":' }, 'malformed'],
    ['an empty object', { credential: {} }, 'malformed'],
    ['JSON nested 100,000 levels deep', { credential: `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}` }, 'malformed'],
    [
      'a DID URL of another method',
      { didUrl: 'did:web:example.com?resourceName=N&resourceType=T' },
      'resource_not_found',
    ],
    ['a DID', { didUrl: 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47' }, 'resource_not_found'],
    [
      'a DID URL of nothing',
      {
        didUrl: 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47/resources/9ba3922e-d5f5-4f53-b265-fc0d4e988c77',
      },
      'resource_not_found',
    ],
  ]

  it.each(bad)('is reported with its code, not thrown: %s', async (_, args, code) => {
    const policy = { anchors: [{ did: 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47' }] }
    const report = await makeAgent(new World()).verifyTrustChain({ ...args, policy })
    expect([report.verdict, report.verified]).toEqual(['untrusted', false])
    expect(codes(report)).toContain(code)
  })
})

describe('A ledger that does not answer as it should', () => {
  const never = new Promise<never>(() => undefined)
  const short = { limits: { deadlineMs: 30 } }
  const cases: [string, AgentParts, string, CheckCode][] = [
    [
      'refuses',
      { sources: answering(() => Promise.reject(new Error('ECONNREFUSED'))) },
      'indeterminate',
      'resource_unavailable',
    ],
    [
      'throws at once',
      {
        sources: answering(() => {
          throw new Error('broken')
        }),
      },
      'indeterminate',
      'resource_unavailable',
    ],
    ['keeps silent', { sources: answering(() => never), ...short }, 'indeterminate', 'limit_exceeded'],
    [
      'resolves no DID',
      { resolveDid: () => Promise.reject(new Error('ECONNREFUSED')) },
      'indeterminate',
      'did_unresolvable',
    ],
    ['keeps DIDs to itself', { resolveDid: () => never, ...short }, 'indeterminate', 'limit_exceeded'],
    ['has resources that are too large', { limits: { maxResourceBytes: 100 } }, 'untrusted', 'limit_exceeded'],
    ['needs too many requests', { limits: { maxFetches: 3 } }, 'untrusted', 'limit_exceeded'],
    ['needs too many bytes', { limits: { maxTotalBytes: 3000 } }, 'untrusted', 'limit_exceeded'],
  ]

  it.each(cases)('never makes a chain trusted: it %s', async (_, parts, verdict, code) => {
    const report = await verify(mintChain(), parts)
    expect(report.verdict).toBe(verdict)
    expect(codes(report)).toContain(code)
  })

  it("never makes a chain trusted: it answers with another DID's document", async () => {
    const chain = mintChain()
    const report = await verify(chain, { resolveDid: () => chain.world.resolveDid(chain.did('mallory')) })
    expect([report.verdict, codes(report).includes('did_unresolvable')]).toEqual(['untrusted', true])
  })

  it('never makes a chain trusted: it answers with the login page of a hotel', async () => {
    const chain = mintChain()
    const page = new TextEncoder().encode('<!doctype html><title>Welcome</title>')
    const sources = answering(async (url) => ({ ...(await chain.world.dereference(url)), contentStream: page }))
    expect((await verify(chain, { sources })).verdict).toBe('untrusted')
  })
})

describe('A chain without end', () => {
  it('of a hundred links is refused', async () => {
    const report = await verify(mintChain({ depth: 100 }), {}, {})
    expect([report.verdict, codes(report).includes('limit_exceeded')]).toEqual(['untrusted', true])
  })

  it('that turns back on itself is refused', async () => {
    const chain = mintChain({
      depth: 3,
      tamper: {
        a1: {
          payload: (draft, names) => {
            const [terms] = [draft.termsOfUse].flat()
            Object.assign(terms ?? {}, { parentAccreditation: names.url('a2').latest })
          },
        },
      },
    })
    const report = await verify(chain)
    expect([report.verdict, codes(report).includes('loop')]).toEqual(['untrusted', true])
  })

  it('beside a good one does not take the good one with it', async () => {
    const chain = mintChain({ depth: 2, policy: { limits: { maxLinks: 4 } } })
    const long = mintChain({ seed: 'long', depth: 40 })
    long.world.listDids().forEach((did) => chain.world.addDid({ did, ...worldDid(long.world, did) }))
    long.links.slice(0, -1).forEach(({ name, did, credential }) =>
      chain.world.publish({
        collection: did,
        id: long.url(name).pinned.split('/').at(-1) ?? '',
        name,
        type: 'VerifiableAccreditationToAccredit',
        created: '2026-01-10T00:00:00Z',
        content: JSON.stringify(credential),
      }),
    )
    const leaf = mintChain({
      depth: 2,
      tamper: {
        leaf: {
          payload: (draft, names) => {
            const policy = (parent: string, root: string): object => ({
              type: 'AttestationPolicy',
              parentAccreditation: parent,
              rootAuthorization: root,
            })
            Object.assign(draft, {
              termsOfUse: [
                policy(long.url('a40').pinned, long.url('root').pinned),
                policy(names.url('a2').pinned, names.url('root').pinned),
              ],
            })
          },
        },
      },
    })
    const report = await verify(chain, {}, { credential: leaf.leaf })
    expect([report.verdict, codes(report)]).toEqual(['trusted', []])
  })
})

function worldDid(world: World, did: string): Omit<Parameters<World['addDid']>[0], 'did'> {
  const { didDocument, didDocumentMetadata } = world.findDid(did)
  return { document: didDocument!, metadata: didDocumentMetadata }
}

describe('The shared cases', () => {
  const cases = loadChainCases()

  it.each(cases.map((one) => [one.id, one.title, one] as const))('%s: %s', async (_id, _title, one) => {
    const agent = makeAgent(new World(one.world))
    const report = await agent.verifyTrustChain({
      credential: one.leaf as string | CredentialObject,
      policy: one.policy,
      at: one.at,
    })
    expect(judgeCase(one, report)).toEqual([])
  })
})
