import { jest } from '@jest/globals'
import type { DereferencedResource, Dereferencer, TrustChainReport } from '@trustchains/core'
import { mintChain, type DidVersionOptions, type MintedChain } from '@trustchains/test-kit'
import type { DIDResolver } from 'did-resolver'
import type { VerifyTrustChainArgs } from '../src/index.js'
import { answering, makeAgent, withLimits, type AgentParts, type VerifierAgent } from './support/make-agent.js'

const second = 1000
let clock = 0

/** A chain that is valid now, as a call without `at` asks for. */
function chainOfToday(): MintedChain {
  return mintChain({ validUntil: { root: never, a1: never, a2: never, leaf: never } })
}
const never = '2099-01-01T00:00:00Z'

const verify = (agent: VerifierAgent, chain: MintedChain, more: VerifyTrustChainArgs = {}): Promise<TrustChainReport> =>
  agent.verifyTrustChain({ credential: chain.leaf, policy: chain.policy, ...more })
const codes = ({ reasons }: TrustChainReport): string[] => reasons.map(({ code }) => code)

/** What is asked of the world while something is done. */
async function askedDuring(chain: MintedChain, done: () => Promise<unknown>): Promise<number> {
  chain.world.resetCalls()
  await done()
  return chain.world.calls.length
}

beforeEach(() => {
  clock = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => clock)
})
afterEach(() => {
  jest.restoreAllMocks()
})

describe('A second verification under the same root', () => {
  it('asks nobody anything: a million credentials would be a million times the same questions', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    expect(codes(await verify(agent, chain))).toEqual([])
    const asked = await askedDuring(chain, async () => {
      const other = chain.reissue('leaf', {
        created: chain.at,
        payload: (draft) => void (draft.id = 'urn:another'),
      }).token
      expect((await verify(agent, chain, { credential: other })).verdict).toBe('trusted')
    })
    expect(asked).toBe(0)
  })

  it('says honestly when its evidence was read, and its report ends when that is no longer fresh', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    const { evidence: first } = await verify(agent, chain, { includeEvidence: true })
    clock += 100 * second
    const { evidence, expiresAt } = await verify(agent, chain, { includeEvidence: true })
    expect(evidence?.didDocuments).toEqual(first?.didDocuments)
    expect(evidence?.at).not.toBe(first?.at)
    expect(expiresAt).toBe(new Date(clock + 200 * second).toISOString().replace('.000Z', 'Z'))
  })

  it('asks again what may have changed once it is no longer fresh, but not what is pinned', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    clock += 300 * second
    expect(await askedDuring(chain, () => verify(agent, chain))).toBe(0)
    clock += 1
    const asked = await askedDuring(chain, () => verify(agent, chain))
    expect(asked).toBeGreaterThan(0)
    expect(chain.world.calls.filter(({ question }) => question.includes('/resources/'))).toEqual([])
  })

  it('keeps to the freshness of its own policy, whatever another call was content with', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    clock += 30 * second
    const policy = { ...chain.policy, freshness: 10 }
    expect(await askedDuring(chain, () => verify(agent, chain, { policy }))).toBeGreaterThan(0)
    clock += 3600 * second
    const patient = { ...chain.policy, freshness: 7200 }
    expect(await askedDuring(chain, () => verify(agent, chain, { policy: patient }))).toBe(0)
  })

  it('notices a rotated key within the freshness, and at once where it asks for fresh answers', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    chain.world.deactivateDid(chain.did('p2'), new Date(clock - second).toISOString())
    expect((await verify(agent, chain)).verdict).toBe('trusted')
    const fresh = await verify(agent, chain, { fresh: true })
    expect(codes(fresh)).toEqual(['did_deactivated'])
    // What was read anew is there for others too.
    expect(codes(await verify(agent, chain))).toEqual(['did_deactivated'])
  })

  it('keeps to the same limits as the first, so that a verdict does not depend on what happened to be kept', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    for (const limits of [{ maxFetches: 3 }, { maxTotalBytes: 3000 }, { maxResourceBytes: 500 }]) {
      const policy = withLimits(chain.policy, limits)
      const warm = await verify(agent, chain, { policy })
      const cold = await verify(makeAgent(chain.world), chain, { policy })
      expect([warm.verdict, new Set(codes(warm))]).toEqual([cold.verdict, new Set(codes(cold))])
      expect(codes(warm)).toContain('limit_exceeded')
    }
  })

  it('is not refused for what has been mended since: new answers are asked for, if not for every refusal', async () => {
    const chain = chainOfToday()
    const [schema] = chain.world.listAllResources().filter(({ resourceName }) => resourceName === 'DiplomaSchema')
    const publishSchema = (number: number, content: object): void => {
      chain.world.publish({
        collection: schema?.resourceURI.split('/')[0] ?? '',
        id: `00000000-0000-4000-8000-00000000000${String(number)}`,
        name: 'DiplomaSchema',
        type: schema?.resourceType ?? '',
        created: new Date(clock).toISOString(),
        content: JSON.stringify(content),
      })
    }
    publishSchema(1, { required: ['never'] })
    const agent = makeAgent(chain.world)
    expect(codes(await verify(agent, chain))).toEqual(['schema_violation'])
    clock += second
    publishSchema(2, {})
    clock += 5 * second
    expect(await askedDuring(chain, () => verify(agent, chain))).toBe(0)
    clock += 5 * second
    expect(codes(await verify(agent, chain))).toEqual([])
    publishSchema(3, { required: ['never'] })
    clock += 60 * second
    expect((await verify(agent, chain)).verdict).toBe('trusted')
  })

  it('reads its policy anew, where the caller has changed the object', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    const policy = { ...chain.policy }
    expect((await verify(agent, chain, { policy })).verdict).toBe('trusted')
    policy.anchors = []
    expect(codes(await verify(agent, chain, { policy }))).toEqual(['anchor_untrusted'])
    Object.assign(policy, { anchors: chain.policy.anchors, maxPathLength: 0 })
    expect(codes(await verify(agent, chain, { policy }))).toContain('path_too_long')
    Object.assign(policy, { itself: policy })
    await expect(verify(agent, chain, { policy })).rejects.toThrow()
  })

  it('walks the chain anew where a renewed accreditation names other things', async () => {
    const chain = mintChain({ validUntil: { root: never, a1: never, a2: never, leaf: never }, reference: 'named' })
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    await verify(agent, chain)
    chain.reissue('a2', {
      created: new Date(clock - second).toISOString(),
      payload: (draft) => {
        draft.credentialStatus = { id: 'urn:a', type: 'StatusOfTomorrow' }
      },
    })
    expect((await verify(agent, chain)).verdict).toBe('trusted')
    expect(codes(await verify(agent, chain, { fresh: true }))).toEqual(['status_unavailable'])
    expect(codes(await verify(agent, chain))).toEqual(['status_unavailable'])
  })

  it('of another credential, which names another list, asks for that list', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    await verify(agent, chain)
    const listUrl = `${chain.did('p2')}?resourceName=list&resourceType=BitstringStatusListCredential`
    const { token: credential } = chain.reissue('leaf', {
      created: chain.at,
      payload: (draft) => {
        draft.credentialStatus = {
          id: `${listUrl}#1`,
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '1',
          statusListCredential: listUrl,
        }
      },
    })
    const asked = await askedDuring(chain, async () => {
      expect(codes(await verify(agent, chain, { credential }))).toEqual(['status_unavailable'])
    })
    expect([asked, chain.world.calls[0]?.question]).toEqual([1, listUrl])
  })

  it('is asked at a past time: what was read for now does not answer for then', async () => {
    const chain = mintChain()
    const agent = makeAgent(chain.world)
    await verify(agent, chain)
    expect((await verify(agent, chain, { at: chain.at })).verdict).toBe('trusted')
    expect((await verify(agent, chain, { at: '2025-01-01T00:00:00Z' })).verdict).toBe('untrusted')
  })
})

describe('What is kept', () => {
  it('can not be changed by whoever is given the evidence', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    const { evidence } = await verify(agent, chain, { includeEvidence: true })
    for (const { document } of evidence?.didDocuments ?? []) if (document) document.verificationMethod = []
    for (const item of evidence?.resources ?? []) item.content = ''
    const collected = await agent.collectTrustChainEvidence({ credential: chain.leaf })
    for (const { document } of collected.didDocuments) if (document) document.verificationMethod = []
    expect((await verify(agent, chain)).verdict).toBe('trusted')
  })

  it('is nothing where the operator wants it so', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world, { cache: false })
    const asked = await askedDuring(chain, () => verify(agent, chain))
    expect(await askedDuring(chain, () => verify(agent, chain))).toBe(asked)
  })

  it('is bounded by bytes: what does not fit is asked for again, and the verdict is the same', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world, { cache: { maxBytes: 8000 } })
    await verify(agent, chain)
    const asked = await askedDuring(chain, async () => {
      expect((await verify(agent, chain)).verdict).toBe('trusted')
    })
    expect(asked).toBeGreaterThan(0)
  })

  it.each<[string, (real: DereferencedResource) => DereferencedResource | Promise<DereferencedResource>]>([
    [
      'is not there',
      () => ({ contentStream: null, contentMetadata: {}, dereferencingMetadata: { error: 'notFound' } }),
    ],
    ['can not be reached', () => Promise.reject(new Error('ECONNREFUSED'))],
    ['is damaged', (real) => ({ ...real, contentStream: new TextEncoder().encode('{}') })],
    [
      'is another resource',
      (real) => ({
        ...real,
        contentMetadata: { ...real.contentMetadata, resourceId: '00000000-0000-4000-8000-000000000000' },
      }),
    ],
    ['has no metadata', (real) => ({ ...real, contentMetadata: {} })],
  ])('is not that something %s: an accident would last longer than it does', async (_name, spoil) => {
    const chain = chainOfToday()
    let isSpoilt = true
    const sources: Dereferencer = answering(async (url, options) => {
      const real = await chain.world.dereference(url, options)
      return isSpoilt && url === chain.url('a1').pinned ? await spoil(real) : real
    })
    const agent = makeAgent(chain.world, { sources })
    expect((await verify(agent, chain)).verdict).not.toBe('trusted')
    isSpoilt = false
    expect(codes(await verify(agent, chain))).toEqual([])
  })

  it('is not that a DID can not be resolved', async () => {
    const chain = chainOfToday()
    let fails = true
    const resolveDid: DIDResolver = (did, _parsed, _resolver, options) =>
      fails ? Promise.reject(new Error('down')) : chain.world.resolveDid(did, options as DidVersionOptions)
    const agent = makeAgent(chain.world, { resolveDid })
    expect((await verify(agent, chain)).verdict).toBe('indeterminate')
    fails = false
    expect(codes(await verify(agent, chain))).toEqual([])
  })
})

describe('Calls at the same time', () => {
  it('ask each question once', async () => {
    const chain = chainOfToday()
    const alone = await askedDuring(chain, () => verify(makeAgent(chain.world), chain))
    const agent = makeAgent(chain.world)
    chain.world.latencyMs = 5
    const together = await askedDuring(chain, async () => {
      const reports = await Promise.all(Array.from({ length: 20 }, () => verify(agent, chain)))
      expect(reports.map(({ verdict }) => verdict)).toEqual(Array(20).fill('trusted'))
    })
    expect(together).toBe(alone)
  })

  it('do not share an answer with one that asks for fresh ones', async () => {
    const chain = chainOfToday()
    const agent = makeAgent(chain.world)
    chain.world.latencyMs = 5
    const asked = await askedDuring(chain, () =>
      Promise.all([verify(agent, chain), verify(agent, chain, { fresh: true })]),
    )
    chain.world.latencyMs = undefined
    expect(asked).toBe(2 * (await askedDuring(chain, () => verify(agent, chain, { fresh: true }))))
  })

  it('each keep their own deadline: an impatient one does not take the answer from the others', async () => {
    const chain = chainOfToday()
    let open: () => void = () => undefined
    const gate = new Promise<void>((resolve) => (open = resolve))
    const sources = answering(async (url, options) => {
      await gate
      return await chain.world.dereference(url, { ...options, signal: undefined })
    })
    const agent = makeAgent(chain.world, { sources })
    const impatient = verify(agent, chain, { policy: withLimits(chain.policy, { deadlineMs: 20 }) })
    const patient = verify(agent, chain)
    expect(codes(await impatient)).toContain('limit_exceeded')
    open()
    expect(codes(await patient)).toEqual([])
  })
})

describe('The option cache', () => {
  const refusal = (cache: unknown): string => {
    try {
      makeAgent(chainOfToday().world, { cache } as AgentParts)
    } catch (error) {
      return (error as Error).message
    }
    return 'accepted'
  }
  const store = new Map() as never
  it.each<[string, unknown, string]>([
    ['null', null, 'cache must be an object'],
    ['true', true, 'cache must be an object'],
    ['an unknown member', { maxbytes: 1 }, 'cache.maxbytes is not known; known are maxBytes, store'],
    ['no room', { maxBytes: 0 }, 'cache.maxBytes must be a positive'],
    ['endless room', { maxBytes: Infinity }, 'cache.maxBytes must be a positive'],
    ['a store that is a URL', { store: 'redis://127.0.0.1' }, 'cache.store must have the methods'],
    ['a store of null', { store: null }, 'cache.store must have the methods'],
    ['a store that can not be written to', { store: { get: () => undefined } }, 'cache.store must have the methods'],
    ['a short secret', { store, secret: 'hunter2' }, 'cache.secret must be a string of at least 32'],
    ['a secret without a store', { secret: 'x'.repeat(32) }, 'cache.secret and cache.namespace are for a cache.store'],
    ['a namespace with a colon', { store, namespace: 'a:b' }, 'cache.namespace must be'],
    ['no patience', { store, storeTimeoutMs: 0 }, 'cache.storeTimeoutMs must be'],
  ])('%s is refused when the agent is made', (_name, cache, message) => {
    expect(refusal(cache)).toContain(message)
    expect(refusal(cache)).not.toContain('hunter2')
  })

  it('takes what it should', () => {
    for (const cache of [undefined, false, {}, { maxBytes: 1 }, { store, secret: 'x'.repeat(32), namespace: 'a' }]) {
      expect(refusal(cache)).toBe('accepted')
    }
  })
})
