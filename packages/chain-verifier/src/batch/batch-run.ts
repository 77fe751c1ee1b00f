import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import {
  validateChain,
  type AgentProof,
  type DnsEvidence,
  type Evidence,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import pLimit from 'p-limit'
import { isPlanned } from '../cache/collection-plans.js'
import { collectEvidence, evidenceTime, type CollectionPolicy, type LeafRequest } from '../collect/collect-evidence.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'
import type { CallTimes } from '../collect/read-resource.js'
import { redactMessage } from '../collect/redact-message.js'
import type { DnsAnswers } from '../dns/dns-answers.js'
import { withDns } from '../dns/with-dns.js'
import { readArguments } from '../read-arguments.js'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { TrustChainItem, TrustChainResult } from '../types/verify-trust-chains.js'
import { CollectionTurns } from './collection-turns.js'
import { ItemChunks, maxChunk } from './item-chunks.js'
import { unlessAborted } from './unless-aborted.js'
import type { Judged, ValidationPool } from './validation-pool.js'
import type { ValidationTask } from './validation-task.js'

/** Characters of credentials of chunks under way, beyond which no further chunk is begun. */
const maxUnderWay = 64 * 1024 * 1024

/** What a batch works with. */
export interface BatchContext {
  sources: EvidenceSources
  policy: TrustPolicy
  resolved: CollectionPolicy
  times: CallTimes
  memo: ValidationMemo
  /** For credentials that are judged by threads: small, since each is looked at once. */
  leafMemo: ValidationMemo
  pool: ValidationPool
  /** The agent's word on proofs that core can't verify. */
  proofsOf: (texts: string[], evidence: Evidence) => Promise<AgentProof[]>
  /** What the agent's DNS plugin says, asked once for all items of a root. */
  dns: DnsAnswers
  signal: AbortSignal
}

/** A chunk on its way. */
interface Chunk {
  characters: number
  results: Promise<TrustChainResult[]>
}

/** What the chunks of a batch have in common. */
interface Batch extends BatchContext {
  /** Names it to threads. */
  name: string
  turns: CollectionTurns
}

/** What an item asks for, and where its result goes. */
interface Asked {
  leaf: LeafRequest
  result: TrustChainResult
}

/**
 * Verifies items, chunk by chunk and in order. Where there is more than one chunk, threads judge: each is first handed
 * the bare credentials, and what it can't judge by what it has learnt is handed to it once more with all evidence, which
 * is collected here. However long the input is, only a few chunks are under way. What is done is given, and the signal
 * is heard, also while the input lets one wait.
 */
export async function* runBatch(
  items: Iterable<TrustChainItem> | AsyncIterable<TrustChainItem>,
  context: BatchContext,
): AsyncGenerator<TrustChainResult[], void> {
  const { pool, signal } = context
  const batch: Batch = { ...context, name: randomUUID(), turns: new CollectionTurns() }
  const input = new ItemChunks(items)
  const underWay: Chunk[] = []
  const most = 2 * Math.max(1, pool.threads) + 1
  // A batch of one chunk is judged sooner than a thread starts.
  let inThreads = false
  let begun = 0
  let isMore = true
  let coming: Promise<Happened> | undefined
  try {
    while (isMore || underWay.length > 0) {
      signal.throwIfAborted()
      const characters = underWay.reduce((sum, chunk) => sum + chunk.characters, 0)
      // Without threads nothing is gained by going ahead.
      const isRoom = underWay.length < (inThreads ? most : 1) && characters < maxUnderWay
      if (isMore && isRoom) coming ??= input.next().then((items) => ({ items }))
      const first = underWay[0]?.results.then((results) => ({ results }))
      const happened = await unlessAborted(Promise.race([coming, first].filter((event) => event !== undefined)), signal)
      if ('results' in happened) {
        underWay.shift()
        yield happened.results
        continue
      }
      coming = undefined
      isMore = happened.items !== undefined
      if (happened.items === undefined) continue
      inThreads ||= happened.items.length === maxChunk && pool.threads > 0
      underWay.push(begin(happened.items, begun, batch, inThreads))
      begun += happened.items.length
    }
  } finally {
    // Its failure is seen when its turn comes, or not any more.
    coming?.catch(() => undefined)
    await input.close()
  }
}

/** What a batch waits for: items of the input, or that there are no more; the results of its first chunk. */
type Happened = { items: TrustChainItem[] | undefined } | { results: TrustChainResult[] }

function begin(items: TrustChainItem[], offset: number, batch: Batch, inThreads: boolean): Chunk {
  const results: TrustChainResult[] = items.map((_, index) => ({ index: offset + index }))
  const asked: Asked[] = []
  for (const [index, result] of results.entries()) {
    const leaf = leafOf(items[index] as TrustChainItem, result)
    if (leaf !== undefined) asked.push({ leaf, result })
  }
  const judged = inThreads ? judgeInThreads(asked, batch) : judgeHere(asked, batch)
  const filled = judged.then(() => results)
  // Its failure is seen when its turn comes.
  filled.catch(() => undefined)
  return { characters: asked.reduce((sum, { leaf }) => sum + (textOf(leaf)?.length ?? 0), 0), results: filled }
}

const textOf = (leaf: LeafRequest): string | undefined => ('credential' in leaf ? leaf.credential : undefined)

async function judgeInThreads(asked: readonly Asked[], batch: Batch): Promise<void> {
  const bare = await judgeByLeaf(asked, batch)
  if (bare.length === 0) return
  // What is judged elsewhere need not be remembered here.
  const gathering = { ...batch, memo: batch.leafMemo }
  await batch.turns.run(
    () => collectAll(bare, gathering),
    async ({ open, ...gathered }) => {
      const isWhole = (place: number): boolean =>
        gathered.dnsAnchors?.[place]?.every(({ error }) => error === undefined) ?? true
      const places = gathered.evidence.flatMap((item, place) => (isPlanned(item) && isWhole(place) ? [place] : []))
      const task = { ...gathered, policy: batch.policy, learn: { batch: batch.name, places } }
      fill(open, await batch.pool.judge(task, batch.signal))
    },
  )
}

/** Has credentials judged by what a thread has learnt; gives back those of which it has not learnt enough. */
async function judgeByLeaf(
  asked: readonly Asked[],
  { pool, policy, resolved, times, name, signal }: Batch,
): Promise<readonly Asked[]> {
  // Under `chain` the evidence depends on the leaf's own time, and only here the agent can be asked.
  if (resolved.validity === 'chain' || policy.otherProofs === 'agent') return asked
  const isBare = ({ leaf }: Asked): boolean => 'credential' in leaf && leaf.existence === undefined
  const bare = asked.filter(isBare)
  const task = { leaves: bare.map(({ leaf }) => textOf(leaf) ?? ''), batch: name, at: evidenceTime(times), policy }
  const reports = await pool.judgeLeaves(task, signal)
  for (const [place, { result }] of bare.entries()) {
    const report = reports[place]
    if (report !== undefined) result.report = report
  }
  return asked.filter(({ result }) => result.report === undefined)
}

/** What was gathered for items, in step with them. */
interface Gathered extends Pick<ValidationTask, 'evidence' | 'agentProofs' | 'dnsAnchors'> {
  /** The items; those that it could not be gathered for have an error instead. */
  open: Asked[]
}

async function collectAll(asked: readonly Asked[], context: BatchContext): Promise<Gathered> {
  const { sources, resolved, times, memo, signal, proofsOf, dns } = context
  const { limits } = resolved
  const queue = pLimit(limits.maxConcurrentFetches)
  const collect = async ({ leaf }: Asked): Promise<CollectedItem> => {
    signal.throwIfAborted()
    const started = performance.now()
    const collected = await collectEvidence(leaf, sources, resolved, times, memo)
    const [proofs, answers] = await Promise.all([
      proofsOf('credential' in leaf ? [leaf.credential] : [], collected),
      dns.collect(collected, { limits, started, memo }),
    ])
    return { evidence: withDns(collected, answers, limits.maxTotalBytes), proofs, answers }
  }
  const collected = await Promise.all(
    asked.map(async (item) => ({ item, gathered: await contain(item, signal, () => queue(() => collect(item))) })),
  )
  const whole = collected.flatMap(({ item, gathered }) => (gathered === undefined ? [] : [{ item, ...gathered }]))
  return { open: whole.map(({ item }) => item), ...inStep(whole) }
}

function inStep(gathered: CollectedItem[]): Omit<Gathered, 'open'> {
  const evidence = gathered.map((item) => item.evidence)
  const agentProofs = gathered.map((item) => item.proofs)
  const dnsAnchors = gathered.map((item) => item.answers)
  return {
    evidence,
    ...(agentProofs.some(({ length }) => length > 0) && { agentProofs }),
    ...(dnsAnchors.some(({ length }) => length > 0) && { dnsAnchors }),
  }
}

/** What was gathered for one item. */
interface CollectedItem {
  evidence: Evidence
  proofs: AgentProof[]
  answers: DnsEvidence[]
}

/** One item that can't be verified, for whatever reason, costs no other its report. */
async function contain<T>({ result }: Asked, signal: AbortSignal, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    signal.throwIfAborted()
    result.error = { code: 'internal', message: `it could not be verified: ${redactMessage(error)}` }
    return undefined
  }
}

async function judgeHere(asked: readonly Asked[], batch: Batch): Promise<void> {
  const { memo, policy, signal } = batch
  const { open, evidence, agentProofs, dnsAnchors } = await collectAll(asked, batch)
  for (const [index, item] of evidence.entries()) {
    const own = { agentProofs: agentProofs?.[index] ?? [], dnsAnchors: dnsAnchors?.[index] ?? [] }
    const whose = open[index]
    if (whose === undefined) continue
    const report = await contain(whose, signal, () => validateChain(item, policy, { memo, ...own }))
    if (report !== undefined) whose.result.report = report
    // Others may have something to do in between.
    if (index % 8 === 7) await nextTurn()
    signal.throwIfAborted()
  }
}

function fill(asked: readonly Asked[], judged: readonly Judged[]): void {
  for (const [place, { result }] of asked.entries()) {
    const report = judged[place]
    if (report !== undefined) result.report = report
    else result.error = { code: 'worker_failed', message: 'the thread that judged it ended, twice' }
  }
}

const itemNames = ['credential', 'didUrl', 'existence'] as const satisfies (keyof TrustChainItem)[]

/** What an item asks for; undefined where it is none, and then its result says so. */
function leafOf(item: TrustChainItem, result: TrustChainResult): LeafRequest | undefined {
  try {
    refuseUnknown(item, itemNames)
    return readArguments(item, 0).leaf
  } catch (error) {
    if (!(error instanceof TrustChainVerifierError)) throw error
    result.error = { code: 'invalid_argument', message: error.message }
    return undefined
  }
}
