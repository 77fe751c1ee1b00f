import type { Dereferencer, Evidence, EvidenceErrorCode, ResourceEvidence } from '@trustchains/core'
import { mintChain, World, type CredentialDraft, type DidVersionOptions, type MintedChain } from '@trustchains/test-kit'
import type { DIDResolver } from 'did-resolver'
import { answering, makeAgent, type AgentParts } from './support/make-agent.js'

const collect = (
  chain: MintedChain,
  parts: AgentParts = {},
  more: { at?: string } = { at: chain.at },
): Promise<Evidence> => makeAgent(chain.world, parts).collectTrustChainEvidence({ credential: chain.leaf, ...more })

const urls = (items: ResourceEvidence[]): string[] => items.map(({ url }) => url)
const dids = ({ didDocuments }: Evidence): string[] => didDocuments.map(({ did }) => did)
const questions = ({ world }: MintedChain): string[] =>
  world.calls.map((call) => `${call.question} ${call.versionTime ?? ''}`)
const errors = (evidence: Evidence): (EvidenceErrorCode | undefined)[] =>
  [...evidence.resources, ...evidence.schemas, ...evidence.didDocuments].flatMap(({ error }) => error?.code ?? [])

const dropSchema = (draft: CredentialDraft): void => {
  delete draft.credentialSchema
}

describe('The evidence of a chain', () => {
  it('holds the credential as it was given, every accreditation, the root, each issuer and the schema', async () => {
    const chain = mintChain()
    const evidence = await collect(chain)
    expect(evidence).toMatchObject({ version: 1, at: chain.at, leaf: { credential: chain.leaf }, limitsHit: [] })
    for (const name of ['root', 'a1', 'a2']) expect(urls(evidence.resources)).toContain(chain.url(name).pinned)
    expect(dids(evidence)).toEqual(['root', 'p1', 'p2'].map((actor) => chain.did(actor)).sort())
    expect(urls(evidence.schemas)).toEqual([chain.schemaUrl])
    expect(errors(evidence)).toEqual([])
    const item = evidence.resources.find(({ url }) => url === chain.url('a1').pinned)
    expect(JSON.parse(Buffer.from(item?.content ?? '', 'base64').toString())).toEqual(chain.link('a1').credential)
    expect(item?.metadata?.checksum).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is plain JSON, so that it can be kept and judged again', async () => {
    const evidence = await collect(mintChain())
    expect(JSON.parse(JSON.stringify(evidence))).toEqual(evidence)
  })

  it('holds the newest version of each parent that is pinned, so that a narrower renewal is not passed over', async () => {
    const chain = mintChain()
    const evidence = await collect(chain)
    for (const name of ['root', 'a1', 'a2']) expect(urls(evidence.resources)).toContain(chain.url(name).latest)
  })

  it('holds no second copy of a parent that is named: it is the newest', async () => {
    const chain = mintChain({ reference: 'named' })
    expect(urls((await collect(chain)).resources)).toEqual(
      ['root', 'a1', 'a2'].map((name) => chain.url(name).latest).sort(),
    )
  })

  it('holds the newest version of a parent that is named as of a time', async () => {
    const asOf = (url: string): string => `${url}&resourceVersionTime=2026-03-01T00%3A00%3A00Z`
    const chain = mintChain({
      tamper: {
        leaf: {
          payload: (draft, names) => {
            const [terms] = [draft.termsOfUse].flat()
            Object.assign(terms ?? {}, { parentAccreditation: asOf(names.url('a2').latest) })
          },
        },
      },
    })
    const found = urls((await collect(chain)).resources)
    expect(found).toEqual(expect.arrayContaining([asOf(chain.url('a2').latest), chain.url('a2').latest]))
  })

  it('holds the schema of its accreditation where the credential names none', async () => {
    const chain = mintChain({
      tamper: {
        leaf: {
          payload: dropSchema,
        },
      },
    })
    expect(urls((await collect(chain)).schemas)).toEqual([chain.schemaUrl])
  })

  it('is the same, whatever the order in which the sources answer', async () => {
    const chain = mintChain({ depth: 4 })
    const { world } = chain
    const delays = [7, 1, 5, 2, 9, 3]
    let asked = 0
    const slow = async <T>(answer: Promise<T>): Promise<T> => {
      await new Promise((resolve) => setTimeout(resolve, delays[asked++ % delays.length]))
      return await answer
    }
    const sources = answering((url, options) => slow(world.dereference(url, options)))
    const resolveDid: DIDResolver = (did, _parsed, _resolver, options) =>
      slow(world.resolveDid(did, options as DidVersionOptions))
    const timeless = (evidence: Evidence): string => JSON.stringify(evidence).replace(/"(readAt|asOf)":"[^"]*"/g, '""')
    expect(timeless(await collect(chain, { sources, resolveDid }))).toBe(timeless(await collect(chain)))
  })

  it('of a published accreditation starts at its DID URL', async () => {
    const chain = mintChain()
    const didUrl = chain
      .url('a2')
      .pinned.replace(chain.did('p1'), chain.did('p1').toUpperCase().replace('DID:CHEQD:TESTNET', 'did:cheqd:testnet'))
    const evidence = await makeAgent(chain.world).collectTrustChainEvidence({ didUrl, at: chain.at })
    expect(evidence.leaf).toEqual({ url: chain.url('a2').pinned })
    for (const name of ['root', 'a1', 'a2']) expect(urls(evidence.resources)).toContain(chain.url(name).pinned)
    expect(dids(evidence)).toEqual([chain.did('root'), chain.did('p1')].sort())
  })

  it('of what is no credential is that and nothing else', async () => {
    const evidence = await makeAgent(new World()).collectTrustChainEvidence({ credential: 'not a credential' })
    expect(evidence).toMatchObject({ leaf: { credential: 'not a credential' }, resources: [], didDocuments: [] })
  })
})

describe('What is asked of the sources', () => {
  it('is asked once a call, however many credentials name it', async () => {
    const chain = mintChain({ depth: 6 })
    await collect(chain)
    expect(new Set(questions(chain)).size).toBe(chain.world.calls.length)
  })

  it('is as of the time of evaluation, except what is pinned and never changes', async () => {
    const chain = mintChain()
    const evidence = await collect(chain, {}, { at: '2026-06-01T02:00:00+02:00' })
    expect(evidence.at).toBe('2026-06-01T00:00:00Z')
    for (const { kind, question, versionTime } of chain.world.calls) {
      const pinned = kind === 'dereference' && question.includes('/resources/')
      expect({ question, versionTime }).toEqual({ question, versionTime: pinned ? undefined : '2026-06-01T00:00:00Z' })
    }
    const asOf = [...evidence.didDocuments, ...evidence.schemas].map((item) => item.asOf)
    expect(new Set(asOf)).toEqual(new Set(['2026-06-01T00:00:00Z']))
  })

  it('is the newest where no time is given', async () => {
    const chain = mintChain()
    const evidence = await collect(chain, {}, {})
    expect(chain.world.calls.filter(({ versionTime }) => versionTime !== undefined)).toEqual([])
    for (const { asOf, readAt } of [...evidence.resources, ...evidence.didDocuments]) {
      // The time of evaluation is in whole seconds, what was read within that second keeps its own.
      const times = [asOf, readAt].map((time) => Date.parse(time ?? '') - Date.parse(evidence.at))
      expect(times.every((ms) => ms >= 0 && ms < 1000)).toBe(true)
    }
  })

  it('is the newest document too of a DID that is deactivated, since it tells when', async () => {
    const chain = mintChain()
    chain.world.deactivateDid(chain.did('p1'), '2026-08-01T00:00:00Z')
    const found = (await collect(chain)).didDocuments.filter(({ did }) => did === chain.did('p1'))
    expect(found.map(({ metadata }) => metadata?.updated)).toEqual([undefined, '2026-08-01T00:00:00Z'])
  })

  it('is no schema under a policy that looks at none', async () => {
    const chain = mintChain()
    expect((await collect(chain, { policy: { schema: 'off' } })).schemas).toEqual([])
    expect(questions(chain).join()).not.toContain('DiplomaSchema')
  })

  it('is no newer version under a policy that accepts superseded parents', async () => {
    const chain = mintChain()
    const found = urls((await collect(chain, { policy: { superseded: 'accept' } })).resources)
    expect(found).toEqual(['root', 'a1', 'a2'].map((name) => chain.url(name).pinned).sort())
  })

  it('is the DID URL where a credential names the URL of a resolver', async () => {
    const chain = mintChain({
      tamper: {
        leaf: {
          payload: (draft, names) => {
            const [terms] = [draft.termsOfUse].flat()
            const parentAccreditation = `https://resolver.example/1.0/identifiers/${names.url('a2').pinned}`
            Object.assign(terms ?? {}, { parentAccreditation })
          },
        },
      },
    })
    const evidence = await collect(chain)
    expect(urls(evidence.resources)).toContain(chain.url('a2').pinned)
    expect(questions(chain).join()).not.toContain('resolver.example')
  })

  it.each([
    ['of the web', 'https://127.0.0.1/schema.json'],
    ['of a file', 'file:///etc/passwd'],
    ['of another DID method', 'did:example:127.0.0.1?resourceName=S&resourceType=T'],
    ['of a DID document', 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47'],
    ['of a service', 'did:cheqd:testnet:55dbc8bf-fba3-4117-855c-1e0dc1d3bb47?service=x&relativeRef=/y'],
    ['of five thousand characters', `urn:${'x'.repeat(5000)}`],
  ])('is never a URL that names no DID-Linked Resource, as one %s', async (_, schemaId) => {
    const chain = mintChain({
      tamper: {
        leaf: {
          payload: (draft) => {
            draft.credentialSchema = { id: schemaId, type: 'JsonSchema' }
          },
        },
      },
    })
    const evidence = await collect(chain)
    expect(evidence.schemas).toMatchObject([{ error: { code: 'invalid' } }])
    expect(evidence.schemas[0]?.url.length).toBeLessThanOrEqual(2048)
    expect(chain.world.calls.map(({ question }) => question)).not.toContain(schemaId)
  })
})

describe('The round trips', () => {
  it.each([1, 2, 3, 5, 8])('of a chain of %i accreditations are at most two more than they', async (depth) => {
    const chain = mintChain({ depth })
    chain.world.latencyMs = 3
    await collect(chain)
    expect(chain.world.roundTrips).toBeLessThanOrEqual(depth + 2)
  })

  it('are no more where the credential names no schema and every parent has been renewed', async () => {
    const chain = mintChain({ depth: 2, tamper: { leaf: { payload: dropSchema } } })
    for (const name of ['a1', 'a2']) chain.reissue(name, { created: '2026-04-01T00:00:00Z' })
    chain.world.latencyMs = 3
    await collect(chain)
    expect(chain.world.roundTrips).toBeLessThanOrEqual(4)
  })

  it('of a published accreditation are at most two more than the accreditations up to it', async () => {
    const chain = mintChain({ depth: 4 })
    chain.world.latencyMs = 3
    await makeAgent(chain.world).collectTrustChainEvidence({ didUrl: chain.url('a4').pinned, at: chain.at })
    expect(chain.world.roundTrips).toBeLessThanOrEqual(6)
  })

  it('under way at the same time are as many as the policy allows, and no more', async () => {
    const chain = mintChain()
    let most = 0
    let under = 0
    const counted = async <T>(answer: Promise<T>): Promise<T> => {
      under += 1
      most = Math.max(most, under)
      await new Promise((resolve) => setTimeout(resolve, 2))
      under -= 1
      return await answer
    }
    const { world } = chain
    const sources = answering((url, options) => counted(world.dereference(url, options)))
    const resolveDid: DIDResolver = (did, _parsed, _resolver, options) =>
      counted(world.resolveDid(did, options as DidVersionOptions))
    await collect(chain, { sources, resolveDid, policy: { limits: { maxConcurrentFetches: 3 } } })
    expect(most).toBe(3)
  })
})

describe('A source that fails', () => {
  it('by throwing leaves the reason in the evidence, as something that could not be learnt', async () => {
    const chain = mintChain()
    chain.world.addFault({ id: chain.did('p1'), mode: 'throw' })
    const evidence = await collect(chain)
    expect(evidence.didDocuments.find(({ did }) => did === chain.did('p1'))?.error?.code).toBe('unreachable')
    expect(evidence.resources.find(({ url }) => url === chain.url('a2').pinned)?.error?.code).toBe('unreachable')
  })

  it('can not put a token, a password or a terminal code into the evidence', async () => {
    const chain = mintChain()
    const message = `GET https://user:hunter2@host/x?api_key=hunter2 \u001b[31m failed for ${chain.leaf} ${'a'.repeat(9999)}`
    const sources = answering(() => Promise.reject(new Error(message)))
    const text = JSON.stringify((await collect(chain, { sources })).resources)
    expect(text).toContain('https://host/x?api_key=[redacted]')
    for (const secret of ['hunter2', chain.leaf.slice(0, 40), '\\u001b', 'a'.repeat(300)])
      expect(text).not.toContain(secret)
  })

  const errorOf: [string, EvidenceErrorCode][] = [
    ['notFound', 'notFound'],
    ['invalidDidUrl', 'invalid'],
    ['representationNotSupported', 'invalid'],
    ['methodNotSupported', 'unreachable'],
    ['internalError', 'unreachable'],
    ['somethingNew', 'unreachable'],
    ['contentTooLarge', 'limit'],
  ]

  it.each(errorOf)('with %s is recorded as %s', async (error, code) => {
    const chain = mintChain()
    const sources = answering(() =>
      Promise.resolve({ contentStream: null, contentMetadata: {}, dereferencingMetadata: { error } }),
    )
    const evidence = await collect(chain, { sources })
    expect(new Set(evidence.resources.map((item) => item.error?.code))).toEqual(new Set([code]))
  })

  const didErrorOf: [string, EvidenceErrorCode][] = [
    ['notFound', 'notFound'],
    ['invalidDid', 'invalid'],
    ['internalError', 'unreachable'],
    ['methodNotSupported', 'unreachable'],
    ['contentTooLarge', 'limit'],
  ]

  it.each(didErrorOf)('to resolve a DID with %s is recorded as %s', async (error, code) => {
    const resolveDid: DIDResolver = () =>
      Promise.resolve({ didResolutionMetadata: { error }, didDocument: null, didDocumentMetadata: {} })
    const evidence = await collect(mintChain(), { resolveDid })
    expect(new Set(evidence.didDocuments.map((item) => item.error?.code))).toEqual(new Set([code]))
  })

  const content = new TextEncoder().encode('{}')
  const garbage: [string, unknown][] = [
    ['null', null],
    ['undefined', undefined],
    ['a string', '<html>'],
    ['an empty object', {}],
    ['content that is text', { contentStream: 'text', contentMetadata: {}, dereferencingMetadata: {} }],
    ['content without metadata', { contentStream: content, dereferencingMetadata: {} }],
    ['numbers for metadata', { contentStream: content, contentMetadata: { created: 1 }, dereferencingMetadata: {} }],
  ]

  it.each(garbage)('by answering %s is recorded as one whose answer can not be used', async (_, answer) => {
    const sources = { dereference: () => Promise.resolve(answer) } as unknown as Dereferencer
    const evidence = await collect(mintChain(), { sources })
    expect(new Set(evidence.resources.map(({ error }) => error?.code))).toEqual(new Set(['invalid']))
  })

  it("by answering with another DID's document is not believed", async () => {
    const chain = mintChain()
    const resolveDid: DIDResolver = () => chain.world.resolveDid(chain.did('mallory'))
    const evidence = await collect(chain, { resolveDid })
    expect(new Set(evidence.didDocuments.map(({ error, document }) => error?.code ?? document))).toEqual(
      new Set(['invalid']),
    )
  })

  it('by keeping silent is given up at the deadline, also where it ignores the signal', async () => {
    const chain = mintChain()
    const never = new Promise<never>(() => undefined)
    const evidence = await collect(chain, {
      sources: answering(() => never),
      resolveDid: () => never,
      policy: { limits: { deadlineMs: 20 } },
    })
    expect(new Set(errors(evidence))).toEqual(new Set(['deadline']))
    expect(evidence.limitsHit.map(({ limit }) => limit)).toEqual(['deadlineMs'])
  })

  it('to resolve one DID does not keep the rest of the chain from being read', async () => {
    const chain = mintChain()
    chain.world.addFault({ id: chain.did('p1'), mode: 'hang', only: 'did' })
    const evidence = await collect(chain, { policy: { limits: { deadlineMs: 50 } } })
    expect(errors(evidence)).toEqual(['deadline'])
    expect(evidence.resources.find(({ url }) => url === chain.url('a1').pinned)?.content).toBeDefined()
  })

  it('by giving content whose checksum is wrong leaves it to the validation to say so', async () => {
    const chain = mintChain()
    const sources = answering(async (url) => ({
      ...(await chain.world.dereference(url)),
      dereferencingMetadata: { error: 'checksumMismatch' },
    }))
    const evidence = await collect(chain, { sources })
    expect(evidence.resources.find(({ url }) => url === chain.url('a2').pinned)?.content).toBeDefined()
  })

  it('is told to stop at the deadline', async () => {
    const chain = mintChain()
    const signals: (AbortSignal | undefined)[] = []
    const sources = answering(async (url, options) => {
      if (url !== chain.url('a2').pinned) return await chain.world.dereference(url, options)
      signals.push(options?.signal)
      return await new Promise<never>(() => undefined)
    })
    const evidence = await collect(chain, { sources, policy: { limits: { deadlineMs: 20 } } })
    const item = evidence.resources.find(({ url }) => url === chain.url('a2').pinned)
    expect(item?.error).toMatchObject({ code: 'deadline', message: expect.stringContaining('20 ms') })
    expect(item?.content).toBeUndefined()
    expect(signals.map((signal) => signal?.aborted)).toEqual([true])
  })
})

describe('A limit', () => {
  it('on time that is longer than any timer does not end the call at once', async () => {
    const evidence = await collect(mintChain(), { policy: { limits: { deadlineMs: Number.MAX_SAFE_INTEGER } } })
    expect(evidence.limitsHit).toEqual([])
  })

  it('on the bytes of one resource leaves out only what is larger', async () => {
    const chain = mintChain({
      tamper: {
        root: {
          payload: (draft) => {
            Object.assign(draft, { description: 'x'.repeat(20_000) })
          },
        },
      },
    })
    const evidence = await collect(chain, { policy: { limits: { maxResourceBytes: 10_000 } } })
    const root = evidence.resources.find(({ url }) => url === chain.url('root').pinned)
    expect(root).toMatchObject({ error: { code: 'limit' } })
    expect(root?.content).toBeUndefined()
    expect(evidence.resources.find(({ url }) => url === chain.url('a1').pinned)?.content).toBeDefined()
    expect(evidence.limitsHit.map(({ limit }) => limit)).toEqual(['maxResourceBytes'])
  })

  it('on the bytes of one resource holds for a source that does not keep it', async () => {
    const chain = mintChain()
    const { world } = chain
    const sources = answering((url) => world.dereference(url))
    const evidence = await collect(chain, { sources, policy: { limits: { maxResourceBytes: 100 } } })
    expect(new Set(errors(evidence))).toEqual(new Set(['limit']))
  })

  it('on all bytes stops what does not fit any more', async () => {
    const chain = mintChain({ depth: 4 })
    const evidence = await collect(chain, { policy: { limits: { maxTotalBytes: 12_000 } } })
    const bytes = evidence.resources.reduce((sum, { content = '' }) => sum + Buffer.from(content, 'base64').length, 0)
    expect(bytes).toBeLessThanOrEqual(12_000)
    expect(evidence.limitsHit.map(({ limit }) => limit)).toEqual(['maxTotalBytes'])
    expect(errors(evidence)).toContain('limit')
  })

  it('on all bytes holds for a source that does not keep it', async () => {
    const chain = mintChain({ depth: 4 })
    const { world } = chain
    const sources = answering((url) => world.dereference(url))
    const evidence = await collect(chain, { sources, policy: { limits: { maxTotalBytes: 4_000 } } })
    const bytes = evidence.resources.reduce((sum, { content = '' }) => sum + Buffer.from(content, 'base64').length, 0)
    expect(bytes).toBeLessThanOrEqual(4_000)
    expect(evidence.limitsHit.map(({ limit }) => limit)).toEqual(['maxTotalBytes'])
  })

  it('on requests is kept, and said', async () => {
    const chain = mintChain({ depth: 8 })
    const evidence = await collect(chain, { policy: { limits: { maxFetches: 7 } } })
    expect(chain.world.calls).toHaveLength(7)
    expect(evidence.limitsHit.map(({ limit }) => limit)).toEqual(['maxFetches'])
    expect(errors(evidence)).toContain('limit')
  })

  it('on links ends the walk up a chain of a hundred', async () => {
    const chain = mintChain({ depth: 100 })
    const evidence = await collect(chain)
    expect(evidence.limitsHit).toEqual([])
    expect(chain.world.calls.length).toBeLessThanOrEqual(128)
    const beyond = evidence.resources.find(({ error }) => error?.code === 'limit')
    expect(beyond).toMatchObject({
      url: chain.url('a69').pinned,
      error: { message: expect.stringContaining('maxLinks') },
    })
    expect(urls(evidence.resources)).not.toContain(chain.url('a60').pinned)
  })

  it('of the operator can be lowered by a call, not raised', async () => {
    const chain = mintChain({ depth: 8 })
    const agent = makeAgent(chain.world, { limits: { maxFetches: 7 }, cache: false })
    await agent.collectTrustChainEvidence({ credential: chain.leaf, policy: { limits: { maxFetches: 100 } } })
    expect(chain.world.calls).toHaveLength(7)
    chain.world.resetCalls()
    await agent.collectTrustChainEvidence({ credential: chain.leaf, policy: { limits: { maxFetches: 3 } } })
    expect(chain.world.calls).toHaveLength(3)
  })
})

describe('A ring of accreditations', () => {
  it('is walked round once', async () => {
    const chain = mintChain({
      depth: 3,
      tamper: {
        a1: {
          payload: (draft, names) => {
            const [terms] = [draft.termsOfUse].flat()
            Object.assign(terms ?? {}, { parentAccreditation: names.url('a2').pinned })
          },
        },
      },
    })
    const evidence = await collect(chain)
    expect(evidence.limitsHit).toEqual([])
    expect(urls(evidence.resources)).toContain(chain.url('a1').pinned)
  })
})

describe('A credential that names several parents', () => {
  it('has the evidence of each way up', async () => {
    const chain = mintChain({
      depth: 3,
      tamper: {
        leaf: {
          payload: (draft, names) => {
            const parents = ['a1', 'a2', 'a3'].map((name) => names.url(name).latest)
            Object.assign(draft, {
              termsOfUse: parents.map((parentAccreditation) => ({
                type: 'AttestationPolicy',
                parentAccreditation,
                rootAuthorization: names.url('root').pinned,
              })),
            })
          },
        },
      },
    })
    const found = urls((await collect(chain)).resources)
    for (const name of ['a1', 'a2', 'a3']) expect(found).toContain(chain.url(name).latest)
  })
})

describe('Two calls at once', () => {
  it('keep to their own limits and evidence', async () => {
    const chain = mintChain({ depth: 4 })
    chain.world.latencyMs = 2
    const agent = makeAgent(chain.world)
    const args = { credential: chain.leaf, at: chain.at }
    const [full, limited] = await Promise.all([
      agent.collectTrustChainEvidence(args),
      agent.collectTrustChainEvidence({ ...args, policy: { limits: { maxFetches: 2 } } }),
    ])
    expect([full.limitsHit.length, limited.limitsHit.length]).toEqual([0, 1])
    expect(errors(full)).toEqual([])
  })
})
