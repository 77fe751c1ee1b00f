import { setImmediate as nextTurn } from 'node:timers/promises'
import { validateChain, type AgentProof, type Evidence, type TrustPolicy, type ValidationMemo } from '@trustchains/core'
import pLimit from 'p-limit'
import { collectEvidence, type CollectionPolicy, type LeafRequest } from '../collect/collect-evidence.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'
import type { CallTimes } from '../collect/read-resource.js'
import { readArguments } from '../read-arguments.js'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { TrustChainItem, TrustChainResult } from '../types/verify-trust-chains.js'
import { chunkItems, maxChunk } from './chunk-items.js'
import type { Judged, ValidationPool } from './validation-pool.js'
import type { ValidationTask } from './validation-task.js'

/** Bytes of evidence of chunks under way, beyond which no further chunk is begun. */
const maxBytesUnderWay = 64 * 1024 * 1024

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
  signal: AbortSignal
}

/** A chunk on its way. */
interface Chunk {
  bytes: number
  results: Promise<TrustChainResult[]>
}

/**
 * Verifies items, chunk by chunk and in order: evidence is collected here, and judged by threads where there is more
 * than one chunk. However long the input is, only a few chunks are under way.
 */
export async function* runBatch(
  items: Iterable<TrustChainItem> | AsyncIterable<TrustChainItem>,
  context: BatchContext,
): AsyncGenerator<TrustChainResult[], void> {
  const { pool, signal } = context
  const chunks = chunkItems(items)
  const underWay: Chunk[] = []
  const most = 2 * Math.max(1, pool.threads) + 1
  // A batch of one chunk is judged sooner than a thread starts.
  let inThreads = false
  let begun = 0
  let isMore = true
  try {
    while (isMore || underWay.length > 0) {
      signal.throwIfAborted()
      const bytes = underWay.reduce((sum, chunk) => sum + chunk.bytes, 0)
      if (isMore && underWay.length < most && bytes < maxBytesUnderWay) {
        const next = await chunks.next()
        isMore = next.done !== true && next.value.length === maxChunk
        if (next.done === true) continue
        inThreads ||= isMore && pool.threads > 0
        const chunk = await begin(next.value, begun, context, inThreads)
        begun += next.value.length
        underWay.push(chunk)
      } else {
        const first = underWay.shift()
        if (first !== undefined) yield await first.results
      }
    }
  } finally {
    await chunks.return()
  }
}

async function begin(
  items: TrustChainItem[],
  offset: number,
  context: BatchContext,
  inThreads: boolean,
): Promise<Chunk> {
  const results: TrustChainResult[] = items.map((_, index) => ({ index: offset + index }))
  // What is judged elsewhere need not be remembered here.
  const gathering = inThreads ? { ...context, memo: context.leafMemo } : context
  const queue = pLimit(context.resolved.limits.maxConcurrentFetches)
  const collected = await Promise.all(
    items.map(async (item, index) => {
      const leaf = leafOf(item, results[index])
      return leaf && (await queue(() => collect(leaf, gathering)))
    }),
  )
  const gathered = collected.flatMap((item) => item ?? [])
  const evidence = gathered.map((item) => item.evidence)
  const agentProofs = gathered.map((item) => item.agentProofs)
  const own = agentProofs.some(({ length }) => length > 0) && { agentProofs }
  const task: ValidationTask = { evidence, policy: context.policy, ...own }
  const judging = inThreads ? context.pool.judge(task, context.signal) : judgeHere(task, context)
  const filled = fill(results, judging)
  // Its failure is seen when its turn comes.
  filled.catch(() => undefined)
  return { bytes: bytesOf(evidence), results: filled }
}

/** What was gathered for one item. */
interface Gathered {
  evidence: Evidence
  agentProofs: AgentProof[]
}

async function collect(leaf: LeafRequest, context: BatchContext): Promise<Gathered> {
  const { sources, resolved, times, memo, signal, proofsOf } = context
  signal.throwIfAborted()
  const evidence = await collectEvidence(leaf, sources, resolved, times, memo)
  return { evidence, agentProofs: await proofsOf('credential' in leaf ? [leaf.credential] : [], evidence) }
}

const itemNames = ['credential', 'didUrl', 'existence'] as const satisfies (keyof TrustChainItem)[]

/** What an item asks for; undefined where it is none, and then its result says so. */
function leafOf(item: TrustChainItem, result: TrustChainResult | undefined): LeafRequest | undefined {
  try {
    refuseUnknown(item, itemNames)
    return readArguments(item, 0).leaf
  } catch (error) {
    if (!(error instanceof TrustChainVerifierError) || result === undefined) throw error
    result.error = { code: 'invalid_argument', message: error.message }
    return undefined
  }
}

async function judgeHere(
  { evidence, policy, agentProofs }: ValidationTask,
  { memo, signal }: BatchContext,
): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const [index, item] of evidence.entries()) {
    judged.push(validateChain(item, policy, { memo, agentProofs: agentProofs?.[index] ?? [] }))
    // Others may have something to do in between.
    if (judged.length % 8 === 0) await nextTurn()
    signal.throwIfAborted()
  }
  return judged
}

async function fill(results: TrustChainResult[], judging: Promise<Judged[]>): Promise<TrustChainResult[]> {
  const judged = await judging
  let next = 0
  for (const result of results) {
    if (result.error !== undefined) continue
    const report = judged[next++]
    if (report !== undefined) result.report = report
    else result.error = { code: 'worker_failed', message: 'the thread that judged it ended, twice' }
  }
  return results
}

/** Bytes of evidence; what several share counts once. */
function bytesOf(evidence: Evidence[]): number {
  const seen = new Set<object>()
  let bytes = 0
  for (const { leaf, resources, schemas, statusLists } of evidence) {
    bytes += leaf.credential?.length ?? 0
    for (const item of [resources, schemas, statusLists].flat()) {
      if (seen.has(item)) continue
      seen.add(item)
      bytes += item.content?.length ?? 0
    }
  }
  return bytes
}
