import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import Keyv from 'keyv'
import type { TrustChainReport } from '@trustchains/core'
import { describeWithPrograms, mintChain, type MintedChain } from '@trustchains/test-kit'
import type { SharedStore, TrustChainCacheOptions, VerifyTrustChainArgs } from '../src/index.js'
import { makeAgent } from './support/make-agent.js'
import { RedisServer } from './support/redis-server.js'

const never = '2099-01-01T00:00:00Z'
const chainOfToday = (): MintedChain =>
  mintChain({ validUntil: { root: never, a1: never, a2: never, leaf: never }, depth: 2 })

/** A verification by an agent of its own, as another process would: nothing is shared but the store. */
async function verifyWith(
  chain: MintedChain,
  cache: TrustChainCacheOptions,
  more: VerifyTrustChainArgs = {},
): Promise<{ report: TrustChainReport; asked: number }> {
  chain.world.resetCalls()
  const agent = makeAgent(chain.world, { cache })
  const report = await agent.verifyTrustChain({ credential: chain.leaf, policy: chain.policy, ...more })
  return { report, asked: chain.world.calls.length }
}

/** Waits until what nobody waits for has been written. */
async function written(entries: Map<string, unknown>, least = 1): Promise<void> {
  for (let turn = 0; entries.size < least && turn < 200; turn += 1) await sleep(5)
}

/** A store in memory that can be looked into; Keyv wraps each value as it does for any adapter. */
function openStore(): { store: Keyv; entries: Map<string, unknown> } {
  const entries = new Map<string, unknown>()
  return { store: new Keyv({ store: entries }), entries }
}

const secret = 'a secret of the processes that share the store'
const otherSecret = 'a secret that somebody else has made up for this'
const codes = ({ reasons }: TrustChainReport): string[] => reasons.map(({ code }) => code)

describe('A store that processes share', () => {
  it('answers the second process, which asks nobody else, and its evidence says so', async () => {
    const chain = chainOfToday()
    const { store, entries } = openStore()
    const first = await verifyWith(chain, { store })
    await written(entries, first.asked)
    const { report, asked } = await verifyWith(chain, { store }, { includeEvidence: true })
    expect([report.verdict, asked]).toEqual(['trusted', 0])
    const { resources = [], didDocuments = [] } = report.evidence ?? {}
    expect(new Set([...resources, ...didDocuments].map(({ source }) => source))).toEqual(new Set(['shared cache']))
  })

  it('never gets the credential that is verified, nor anything by which it could be known', async () => {
    const chain = chainOfToday()
    const { store, entries } = openStore()
    await verifyWith(chain, { store, secret })
    await written(entries, 8)
    const text = JSON.stringify([...entries])
    expect(entries.size).toBeGreaterThanOrEqual(8)
    expect(text).not.toContain(chain.leaf.split('.')[1])
    expect(text).not.toContain(chain.did('holder'))
    expect(text).not.toContain(secret)
  })

  it('is not asked, but written to, where answers must be fresh', async () => {
    const chain = chainOfToday()
    const { store, entries } = openStore()
    const { asked } = await verifyWith(chain, { store })
    await written(entries, asked)
    entries.clear()
    expect((await verifyWith(chain, { store }, { fresh: true })).asked).toBe(asked)
    await written(entries, asked)
    expect((await verifyWith(chain, { store })).asked).toBe(0)
  })

  it('separates those who name themselves differently: development would vouch for production', async () => {
    const chain = chainOfToday()
    const { store, entries } = openStore()
    const { asked } = await verifyWith(chain, { store, namespace: 'development' })
    await written(entries, asked)
    expect((await verifyWith(chain, { store, namespace: 'production' })).asked).toBe(asked)
    expect((await verifyWith(chain, { store, namespace: 'development' })).asked).toBe(0)
  })

  it('that fails, throws or answers nonsense does not keep anybody from verifying', async () => {
    const chain = chainOfToday()
    const fail = (): never => {
      throw new Error('store is broken')
    }
    const stores: SharedStore[] = [
      { get: fail, set: fail },
      { get: () => Promise.reject(new Error('down')), set: () => Promise.reject(new Error('down')) },
      { get: () => Promise.resolve({ a: 1 }), set: () => Promise.resolve(true) },
      { get: () => Promise.resolve('x'.repeat(10_000_000)), set: () => Promise.resolve(true) },
    ]
    for (const store of stores) expect((await verifyWith(chain, { store })).report.verdict).toBe('trusted')
  })

  it('that hangs costs its time-out once, not for every question', async () => {
    const chain = chainOfToday()
    let asked = 0
    const hang = (): Promise<never> => {
      asked += 1
      return new Promise(() => undefined)
    }
    const { report } = await verifyWith(chain, { store: { get: hang, set: hang }, storeTimeoutMs: 50 })
    expect(report.verdict).toBe('trusted')
    // Those of the first round trip wait together; after them it is left alone.
    expect(asked).toBeLessThanOrEqual(8)
  })
})

describe('An entry that a stranger has put into the store', () => {
  type Change = (json: string, key: string) => string

  /** Verifies once with a full store, and again after every entry was changed. */
  async function poisoned(chain: MintedChain, change: Change, by: TrustChainCacheOptions = {}, as = by) {
    const { store, entries } = openStore()
    const { asked } = await verifyWith(chain, { store, ...by })
    await written(entries, asked)
    for (const [key, value] of entries) {
      const wrapped = JSON.parse(value as string) as { value: string; expires: number }
      const dot = wrapped.value.indexOf('.')
      const mac = wrapped.value.slice(0, dot)
      wrapped.value = change(wrapped.value.slice(dot + 1), key)
      if (!wrapped.value.startsWith('!')) wrapped.value = `${mac}.${wrapped.value}`
      entries.set(key, JSON.stringify(wrapped))
    }
    return { first: asked, ...(await verifyWith(chain, { store, ...as })) }
  }

  /** Replaces the keys of every DID document by those of another. */
  const keysOf =
    (chain: MintedChain, actor: string): Change =>
    (json) => {
      const entry = JSON.parse(json) as { document?: { id: string } }
      if (entry.document === undefined) return json
      const { didDocument } = chain.world.findDid(chain.did(actor))
      const text = JSON.stringify(didDocument).replaceAll(chain.did(actor), entry.document.id)
      return JSON.stringify({ ...entry, document: JSON.parse(text) as unknown })
    }

  it('is read by those without a secret: they trust whoever can write to their store', async () => {
    const chain = chainOfToday()
    const { report } = await poisoned(chain, keysOf(chain, 'mallory'))
    expect(report.verdict).toBe('untrusted')
    expect(codes(report)).toContain('signature_invalid')
  })

  it('is not read by those who have one, and the source is asked', async () => {
    const chain = chainOfToday()
    const { report, asked } = await poisoned(chain, keysOf(chain, 'mallory'), { secret })
    expect(report.verdict).toBe('trusted')
    expect(asked).toBeGreaterThan(0)
  })

  it('with a MAC of another secret, or none, is not read', async () => {
    const chain = chainOfToday()
    for (const by of [{ secret: otherSecret }, {}]) {
      const { first, report, asked } = await poisoned(chain, (json) => json, by, { secret })
      expect([report.verdict, asked]).toEqual(['trusted', first])
    }
  })

  it('moved from another question with its MAC is not read', async () => {
    const chain = chainOfToday()
    const { store, entries } = openStore()
    const { asked } = await verifyWith(chain, { store, secret })
    await written(entries, asked)
    const [, ...values] = [...entries.values()]
    const [first] = entries.values()
    ;[...entries.keys()].forEach((key, index) => entries.set(key, values[index] ?? first))
    const again = await verifyWith(chain, { store, secret })
    expect([again.report.verdict, again.asked]).toEqual(['trusted', asked])
  })

  it.each<[string, Change]>([
    ['no JSON', () => '{"question":'],
    ['JSON of something else', () => '[]'],
    ['nothing', () => ''],
    ['without a MAC', () => '!'],
    ['another question’s', (json) => json.replace('"question":"', '"question":"x')],
    ['of no time', (json) => json.replace(/"readAt":"[^"]*"/, '"readAt":"soon"')],
    ['of the future, fresh for ever', (json) => json.replace(/"readAt":"[^"]*"/, '"readAt":"2098-01-01T00:00:00Z"')],
    ['deeper than any stack', () => `{"a":${'['.repeat(200_000)}`],
    ['longer than any answer', (json) => json + ' '.repeat(9_000_000)],
  ])('is not taken: %s', async (_name, change) => {
    const chain = chainOfToday()
    const { first, report, asked } = await poisoned(chain, change)
    expect([report.verdict, asked]).toEqual(['trusted', first])
  })

  it('does not answer for what may have changed since, but what is pinned is as good as new', async () => {
    const chain = chainOfToday()
    const { report, asked } = await poisoned(chain, (json) =>
      json.replace(/"readAt":"[^"]*"/, '"readAt":"2026-01-01T00:00:00Z"'),
    )
    expect(report.verdict).toBe('trusted')
    expect(asked).toBeGreaterThan(0)
    expect(chain.world.calls.filter(({ question }) => question.includes('/resources/'))).toEqual([])
  })

  it('with the content of another resource is not taken: its checksum is not that of the metadata', async () => {
    const chain = chainOfToday()
    const content = Buffer.from('{}').toString('base64')
    const { report, asked } = await poisoned(chain, (json) =>
      json.replace(/"content":"[^"]*"/, `"content":"${content}"`),
    )
    expect(report.verdict).toBe('trusted')
    expect(asked).toBeGreaterThan(0)
  })

  it('with content and checksum of its own is not trusted: no signature of the issuer covers it', async () => {
    const chain = chainOfToday()
    const { createHash } = await import('node:crypto')
    const bytes = Buffer.from(JSON.stringify({ ...chain.link('a2').credential, proof: undefined }))
    const { report } = await poisoned(chain, (json) => {
      const entry = JSON.parse(json) as { content?: string; metadata: { checksum: string } }
      if (!json.includes(chain.url('a2').pinned) || entry.content === undefined) return json
      entry.metadata.checksum = createHash('sha256').update(bytes).digest('hex')
      return JSON.stringify({ ...entry, content: bytes.toString('base64') })
    })
    expect(report.verdict).toBe('untrusted')
  })

  it.each([
    ['a document of another DID', { document: { id: 'did:cheqd:testnet:00000000-0000-4000-8000-000000000000' } }],
    ['a document that is a list', { document: [] }],
    ['no document', { document: undefined }],
  ])('with %s is not taken', async (_name, change) => {
    const chain = chainOfToday()
    const { report, asked } = await poisoned(chain, (json) => {
      const entry = JSON.parse(json) as object
      return 'document' in entry ? JSON.stringify({ ...entry, ...change }) : json
    })
    expect(report.verdict).toBe('trusted')
    expect(asked).toBe(new Set(chain.world.calls.map(({ question }) => question)).size)
    expect(asked).toBeGreaterThan(0)
  })
})

describeWithPrograms(['redis-server'], 'A real Redis', () => {
  let redis: RedisServer
  beforeEach(async () => {
    redis = await RedisServer.start()
  })
  afterEach(async () => {
    await redis.close()
  })

  /** Keys in the store, by a connection of their own. */
  async function keys(): Promise<string[]> {
    const found: string[] = []
    const iterate = redis.store().iterator
    if (iterate !== undefined) for await (const [key] of iterate({})) found.push(String(key))
    return found
  }

  /** Verifies in a process of its own. */
  async function verifyInChild(chain: MintedChain): Promise<{ verdict: string; asked: number; sources: string[] }> {
    const script = fileURLToPath(new URL('./support/child-verifier.mjs', import.meta.url))
    const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] })
    const { policy, leaf: credential, world } = chain
    child.stdin.end(JSON.stringify({ data: world.toJSON(), credential, policy, redis: redis.url }))
    let out = ''
    for await (const chunk of child.stdout) out += String(chunk)
    return JSON.parse(out) as { verdict: string; asked: number; sources: string[] }
  }

  it('lets a process answer from what another has read', async () => {
    const chain = chainOfToday()
    const { asked, report } = await verifyWith(chain, { store: redis.store(), storeTimeoutMs: 5000 })
    expect([report.verdict, asked > 0]).toEqual(['trusted', true])
    for (let turn = 0; (await keys()).length < asked && turn < 100; turn += 1) await sleep(10)
    expect(await verifyInChild(chain)).toEqual({ verdict: 'trusted', asked: 0, sources: ['shared cache'] })
  })

  it('forgets what it is told to forget: every entry has an end', async () => {
    const chain = chainOfToday()
    const store = redis.store()
    const { asked } = await verifyWith(chain, { store, storeTimeoutMs: 5000 })
    for (let turn = 0; (await keys()).length < asked && turn < 100; turn += 1) await sleep(10)
    const raw = await Promise.all((await keys()).map((key) => store.get(key, { raw: true })))
    expect(raw).toHaveLength(asked)
    for (const entry of raw) {
      const left = (entry?.expires ?? Infinity) - Date.now()
      expect(left).toBeLessThanOrEqual(7 * 86_400_000)
      expect(left).toBeGreaterThan(60_000)
    }
  })

  it('that is killed in the middle of a call does not keep it from its verdict', async () => {
    const chain = chainOfToday()
    const store = redis.store()
    await store.set('connected', true)
    chain.world.latencyMs = 20
    const verification = verifyWith(chain, { store, storeTimeoutMs: 100 })
    await sleep(30)
    await redis.kill()
    expect((await verification).report.verdict).toBe('trusted')
    chain.world.latencyMs = undefined
    expect((await verifyWith(chain, { store, storeTimeoutMs: 100 })).report.verdict).toBe('trusted')
  })

  it('that hangs, its connections open, does not keep a call from its verdict', async () => {
    const chain = chainOfToday()
    const store = redis.store()
    await store.set('connected', true)
    redis.pause()
    const policy = { ...chain.policy, limits: { deadlineMs: 5000 } }
    const { report } = await verifyWith(chain, { store, storeTimeoutMs: 100 }, { policy })
    redis.resume()
    expect(report.verdict).toBe('trusted')
  })

  it('that is not there at all is as good as none', async () => {
    await redis.kill()
    const { report } = await verifyWith(chainOfToday(), { store: redis.store(), storeTimeoutMs: 100 })
    expect(report.verdict).toBe('trusted')
  })
})
