import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { validateChain, ValidationMemo, type Evidence } from '@trustchains/core'
import { evidenceFromWorld, mintChain, type MintedChain } from '@trustchains/test-kit'
import { createAgent, type TAgent } from '@veramo/core'
import type { IResolver } from '@veramo/core-types'
import { DIDResolverPlugin } from '@veramo/did-resolver'
import { Resolver } from 'did-resolver'
import { ValidationPool } from '../src/batch/validation-pool.js'
import {
  TrustChainVerifier,
  type ITrustChainVerifier,
  type TrustChainItem,
  type TrustChainProgress,
  type TrustChainResult,
  type TrustChainVerifierOptions,
  type VerifyTrustChainsArgs,
} from '../src/index.js'
import { manyLeaves } from './support/many-leaves.js'

const open: TrustChainVerifier[] = []
afterAll(async () => {
  await Promise.all(open.map((verifier) => verifier.close()))
})

interface Setting {
  agent: TAgent<IResolver & ITrustChainVerifier>
  verifier: TrustChainVerifier
}

function setUp(chain: MintedChain, options: TrustChainVerifierOptions = {}): Setting {
  const verifier = new TrustChainVerifier({
    sources: chain.world.toDereferencer(),
    policy: chain.policy,
    workers: 2,
    ...options,
  })
  open.push(verifier)
  const agent = createAgent<IResolver & ITrustChainVerifier>({
    schemaValidation: true,
    plugins: [new DIDResolverPlugin({ resolver: new Resolver(chain.world.toResolver()) }), verifier],
  })
  return { agent, verifier }
}

const outcome = ({ report, error }: TrustChainResult): string =>
  report === undefined ? `error ${error?.code ?? 'none'}` : `${report.verdict} ${report.reasons[0]?.code ?? 'ok'}`

/** What does not depend on when it was read. */
const text = (value: unknown): string =>
  JSON.stringify(value, (name, member: unknown) => (name === 'readAt' ? 'when it was read' : member))

const chain = mintChain()
const leaves = manyLeaves(chain, 200)
const goodItems: TrustChainItem[] = leaves.map((credential) => ({ credential }))

describe('Whoever verifies many credentials', () => {
  it('gets for each the very report that it would get alone, in order, through threads and without', async () => {
    const { agent } = setUp(chain)
    const expected = await Promise.all(
      leaves.slice(0, 8).map((credential) => agent.verifyTrustChain({ credential, at: chain.at })),
    )
    for (const count of [0, 1, 8, 64, 65, 200]) {
      const { results } = await agent.verifyTrustChains({ items: goodItems.slice(0, count), at: chain.at })
      expect(results.map(({ index }) => index)).toEqual(Array.from({ length: count }, (_, index) => index))
      expect(results.map(outcome)).toEqual(Array.from({ length: count }, () => 'trusted ok'))
      for (const [index, report] of expected.slice(0, count).entries()) {
        expect(text(results[index]?.report)).toBe(text(report))
      }
      expect(new Set(results.map(({ report }) => report?.chain[0]?.id)).size).toBe(count)
    }
  })

  it('gets a report on each bad one and an error for each that is none, and neither fails the others', async () => {
    const { agent, verifier } = setUp(chain)
    const forged = `${leaves[0]?.slice(0, -8) ?? ''}AAAAAAAA`
    const bad: [TrustChainItem, string][] = [
      [{ credential: forged }, 'untrusted signature_invalid'],
      [{ credential: 'hello' }, 'untrusted malformed'],
      [{ credential: '' }, 'untrusted malformed'],
      [{ didUrl: chain.url('a2').pinned }, 'trusted ok'],
      [
        { didUrl: `${chain.did('root')}/resources/00000000-0000-4000-8000-000000000000` },
        'untrusted resource_not_found',
      ],
      [{ didUrl: 'nothing' }, 'error invalid_argument'],
      [{}, 'error invalid_argument'],
      [{ credential: 'a', didUrl: 'b' }, 'error invalid_argument'],
      [{ credential: JSON.parse('{"hello":1}') as object }, 'untrusted malformed'],
    ]
    for (const count of [3, 150]) {
      const items = [...goodItems.slice(0, count), ...bad.map(([item]) => item), ...goodItems.slice(0, count)]
      const good = Array.from({ length: count }, () => 'trusted ok')
      const { results } = await agent.verifyTrustChains({ items, at: chain.at })
      expect(results.map(outcome)).toEqual([...good, ...bad.map(([, expected]) => expected), ...good])
      expect(results.filter(({ error }) => error).every(({ error }) => (error?.message.length ?? 0) > 10)).toBe(true)
    }
    const unlike = [null, undefined, 7, 'a', [], { credential: 'x', policy: {} }] as TrustChainItem[]
    const results: TrustChainResult[] = []
    for await (const result of verifier.trustChainReports(unlike, { agent })) results.push(result)
    expect(results.map(outcome)).toEqual(unlike.map(() => 'error invalid_argument'))
  })

  it('has what several of them need read once, also where nothing is cached or everything is read anew', async () => {
    for (const [options, fresh] of [
      [{}, false],
      [{}, true],
      [{ cache: false as const }, false],
    ] as const) {
      const own = mintChain()
      const { agent } = setUp(own, options)
      await agent.verifyTrustChain({ credential: own.leaf, at: own.at })
      const alone = own.world.calls.length
      own.world.calls.length = 0
      const { results } = await agent.verifyTrustChains({ items: goodItems.slice(0, 70), at: chain.at, fresh })
      expect(new Set(results.map(outcome))).toEqual(new Set(['trusted ok']))
      expect(own.world.calls.length).toBeLessThanOrEqual(alone)
    }
  })

  it('has a parent that does not exist looked for once, or a batch would be as many requests to its ledger', async () => {
    let parent = ''
    const own = mintChain({
      tamper: {
        leaf: {
          payload: (draft, { did }) => {
            parent = `${did('a2')}/resources/00000000-0000-4000-8000-000000000000`
            draft.termsOfUse.parentAccreditation = parent
          },
        },
      },
    })
    const { agent } = setUp(own, { workers: 0 })
    const items = manyLeaves(own, 140).map((credential) => ({ credential }))
    own.world.calls.length = 0
    const { results } = await agent.verifyTrustChains({ items, at: own.at })
    expect(new Set(results.map(outcome))).toEqual(new Set(['untrusted resource_not_found']))
    expect(own.world.calls.filter((call) => JSON.stringify(call).includes(parent))).toHaveLength(1)
  })

  it.each<[string, object]>([
    ['items', { items: 'x' }],
    ['items', { items: {} }],
    ['items', {}],
    ['items', { items: Array.from({ length: 100_001 }, () => ({})) }],
    ['at', { items: [], at: 'now' }],
    ['anchor', { items: [], policy: { anchor: [] } }],
    ['fresh', { items: [], fresh: 1 }],
    ['signal', { items: [], signal: 1 }],
  ])('is told at once that %s is wrong', async (name, args) => {
    const { verifier, agent } = setUp(chain)
    const call = (): Promise<unknown> => verifier.methods.verifyTrustChains(args as VerifyTrustChainsArgs, { agent })
    await expect(call()).rejects.toThrow(name)
  })
})

describe('A long batch', () => {
  it('is read as it is needed, so that no input is too long', async () => {
    const { agent, verifier } = setUp(chain)
    let taken = 0
    function* endless(): Generator<TrustChainItem> {
      for (;;) {
        taken += 1
        yield { credential: leaves[taken % leaves.length] ?? '' }
      }
    }
    let done = 0
    for await (const { index, report } of verifier.trustChainReports(endless(), { agent, at: chain.at })) {
      expect(index).toBe(done)
      expect(report?.verdict).toBe('trusted')
      done += 1
      expect(taken - done).toBeLessThan(64 * 8)
      if (done === 1500) break
    }
    const atEnd = taken
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(taken).toBe(atEnd)
  })

  it('says how far it has come', async () => {
    const { agent, verifier } = setUp(chain)
    const seen: TrustChainProgress[] = []
    const items = [...goodItems, { credential: 'hello' }, {}]
    const options = { agent, at: chain.at, onProgress: (progress: TrustChainProgress) => seen.push(progress) }
    let results = 0
    for await (const _ of verifier.trustChainReports(items, options)) results += 1
    expect(results).toBe(202)
    expect(seen.map(({ done }) => done)).toEqual([64, 128, 192, 202])
    expect(seen.at(-1)).toEqual({ done: 202, verdicts: { trusted: 200, untrusted: 1, indeterminate: 0 }, errors: 1 })
    const broken = verifier.trustChainReports(goodItems, {
      agent,
      onProgress: () => {
        throw new Error('of the caller')
      },
    })
    await expect(broken.next()).rejects.toThrow('of the caller')
  })

  it('ends at once when its signal says so, also while a source hangs', async () => {
    const { agent, verifier } = setUp(chain)
    const reason = new Error('enough')
    await expect(
      verifier.trustChainReports(goodItems, { agent, signal: AbortSignal.abort(reason) }).next(),
    ).rejects.toBe(reason)
    const between = new AbortController()
    const stream = verifier.trustChainReports(goodItems, { agent, at: chain.at, signal: between.signal })
    await stream.next()
    between.abort(reason)
    await expect(
      (async () => {
        for await (const _ of stream);
      })(),
    ).rejects.toBe(reason)
    const slow = mintChain()
    slow.world.addFault({ id: slow.did('p1'), mode: 'hang' })
    const hanging = setUp(slow)
    const started = Date.now()
    const ended = new AbortController()
    setTimeout(() => ended.abort(reason), 200)
    const policy = { ...slow.policy, limits: { deadlineMs: 60_000 } }
    await expect(
      hanging.verifier
        .trustChainReports([{ credential: slow.leaf }], { agent: hanging.agent, policy, signal: ended.signal })
        .next(),
    ).rejects.toBe(reason)
    expect(Date.now() - started).toBeLessThan(20_000)
  })

  it('ends with the error of an input that can not be read on', async () => {
    const { agent, verifier } = setUp(chain)
    async function* broken(): AsyncGenerator<TrustChainItem> {
      yield* goodItems.slice(0, 100)
      throw await Promise.resolve(new Error('the disk is gone'))
    }
    const stream = verifier.trustChainReports(broken(), { agent, at: chain.at })
    await expect(
      (async () => {
        for await (const _ of stream);
      })(),
    ).rejects.toThrow('the disk is gone')
  })
})

describe('A thread that has been sent evidence', () => {
  const [first = '', ...others] = leaves.slice(0, 4)
  const batch = { at: chain.at, policy: chain.policy, batch: 'a' }
  const stranger = mintChain({ seed: 'stranger' })

  it('judges further leaves of its shape alone, to the byte as with their evidence', async () => {
    const pool = new ValidationPool(1)
    const signal = new AbortController().signal
    try {
      expect(await pool.judgeLeaves({ ...batch, leaves: [first] }, signal)).toEqual([undefined])
      const evidence = [first, stranger.leaf].map((leaf) => evidenceFromWorld(chain.world, leaf, chain.at))
      await pool.judge({ evidence, policy: chain.policy, learn: { batch: 'a', places: [0] } }, signal)
      const asked = [others[0] ?? '', stranger.leaf, 'no credential', others[1] ?? '', `${first.slice(0, -8)}AAAAAAAA`]
      const judged = await pool.judgeLeaves({ ...batch, leaves: asked }, signal)
      const alone = asked.map((leaf) =>
        validateChain(evidenceFromWorld(chain.world, leaf, chain.at), chain.policy, { memo: new ValidationMemo() }),
      )
      expect(judged.map((report) => report?.verdict)).toEqual([
        ...['trusted', undefined, undefined, 'trusted', 'untrusted'],
      ])
      for (const place of [0, 3, 4]) expect(text(judged[place])).toBe(text(alone[place]))
    } finally {
      await pool.close()
    }
  })

  it('takes nothing of it for another batch, whose time and answers are its own', async () => {
    const pool = new ValidationPool(1)
    const signal = new AbortController().signal
    try {
      const evidence = [evidenceFromWorld(chain.world, first, chain.at)]
      await pool.judge({ evidence, policy: chain.policy, learn: { batch: 'a', places: [0] } }, signal)
      expect(await pool.judgeLeaves({ ...batch, batch: 'b', leaves: others }, signal)).toEqual(
        others.map(() => undefined),
      )
    } finally {
      await pool.close()
    }
  })
})

describe('A thread that dies', () => {
  const evidence: Evidence[] = leaves.slice(0, 6).map((leaf) => evidenceFromWorld(chain.world, leaf, chain.at))
  const poison: Evidence = { ...(evidence[0] as Evidence), leaf: { credential: 'die' } }
  const dying = fileURLToPath(new URL('support/dying-worker.mjs', import.meta.url))

  it('costs only that item its report that kills threads', async () => {
    const pool = new ValidationPool(2, dying)
    const signal = new AbortController().signal
    try {
      const task = { evidence: [...evidence.slice(0, 3), poison, ...evidence.slice(3)], policy: chain.policy }
      const judged = await pool.judge(task, signal)
      expect(judged.map((report) => report?.verdict)).toEqual([
        ...['trusted', 'trusted', 'trusted', undefined, 'trusted', 'trusted', 'trusted'],
      ])
      const after = await pool.judge({ evidence, policy: chain.policy }, signal)
      expect(after.map((report) => JSON.stringify(report))).toEqual(
        evidence.map((item) => JSON.stringify(validateChain(item, chain.policy, { memo: new ValidationMemo() }))),
      )
    } finally {
      await pool.close()
    }
  })

  it('is never replaced by the thread of the caller without a word', async () => {
    const pool = new ValidationPool(2, '/nowhere/worker.js')
    const judging = pool.judge({ evidence, policy: chain.policy }, new AbortController().signal)
    await expect(judging).rejects.toMatchObject({ code: 'invalid_options' })
  })
})

it('A process that has verified a batch can end by itself', () => {
  const script = fileURLToPath(new URL('support/batch-and-end.mjs', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 50_000 })
  expect([status, stdout.trim(), stderr]).toEqual([0, '130 trusted', ''])
})
