import { setMaxListeners } from 'node:events'
import { ValidationMemo, type TrustPolicy, type Verdict } from '@trustchains/core'
import type { AgentProofs } from '../agent-proofs/agent-proofs.js'
import type { CollectionPolicy } from '../collect/collect-evidence.js'
import { DnsAnswers } from '../dns/dns-answers.js'
import { isObject } from '../collect/read-members.js'
import { readTimes } from '../read-arguments.js'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { TrustChainProgress, TrustChainReportsOptions } from '../types/trust-chain-reports-options.js'
import type {
  TrustChainItem,
  TrustChainResult,
  TrustChainResults,
  VerifyTrustChainsArgs,
} from '../types/verify-trust-chains.js'
import { runBatch, type BatchContext } from './batch-run.js'

/** Items of a call that returns all results at once. */
const maxItems = 100_000

/** Holds the accreditations of some hundred chains. */
const leafMemoBytes = 4 * 1024 * 1024

/** What a batch needs of the plugin. */
export interface BatchMeans extends Pick<BatchContext, 'memo' | 'pool'> {
  agentProofs: AgentProofs
  policyOf: (given: TrustPolicy | undefined) => { policy: TrustPolicy; resolved: CollectionPolicy }
  /** The sources of one batch, with a cache that all its items share. */
  sourcesFor: (
    context: Pick<TrustChainReportsOptions, 'agent'>,
    resolved: CollectionPolicy,
    fresh: boolean,
  ) => BatchContext['sources']
}

type Items = Iterable<TrustChainItem> | AsyncIterable<TrustChainItem>

const optionNames = [
  'agent',
  'policy',
  'at',
  'fresh',
  'signal',
  'onProgress',
] as const satisfies (keyof TrustChainReportsOptions)[]
const argumentNames = ['items', 'policy', 'at', 'fresh'] as const satisfies (keyof VerifyTrustChainsArgs)[]

/**
 * Verifies many credentials: results come in order, and one item that is bad fails no other.
 *
 * @throws TrustChainVerifierError code `invalid_argument` or `invalid_policy`; and the reason of the signal
 */
export async function* trustChainReports(
  items: Items,
  options: TrustChainReportsOptions,
  means: BatchMeans,
): AsyncGenerator<TrustChainResult, void> {
  refuseUnknown(options, optionNames)
  const { signal: asked, onProgress, fresh = false } = options
  if (!isIterable(items)) throw invalid('items must be iterable')
  if (typeof fresh !== 'boolean') throw invalid('fresh must be true or false')
  if (asked !== undefined && !(asked instanceof AbortSignal)) throw invalid('signal must be an AbortSignal')
  if (onProgress !== undefined && typeof onProgress !== 'function') throw invalid('onProgress must be a function')
  const times = readTimes(options.at, Date.now())
  const { policy, resolved } = means.policyOf(options.policy)
  // Whoever takes no more results ends what is under way.
  const ended = new AbortController()
  const signal = asked === undefined ? ended.signal : AbortSignal.any([asked, ended.signal])
  // Each chunk under way listens to it.
  setMaxListeners(0, signal)
  const sources = { ...means.sourcesFor(options, resolved, fresh), signal }
  const { agent } = options
  const { limits } = resolved
  const proofsOf: BatchContext['proofsOf'] = (texts, evidence) =>
    means.agentProofs.collect(texts, evidence, { agent, policy, limits, started: performance.now() })
  const leafMemo = new ValidationMemo({ maxBytes: leafMemoBytes })
  const dns = new DnsAnswers({ agent, policy, readAt: times.readAt, fresh, signal })
  const context = { ...means, leafMemo, sources, policy, resolved, times, proofsOf, dns, signal }
  const progress = newProgress()
  try {
    for await (const results of runBatch(items, context)) {
      results.forEach((result) => {
        count(progress, result)
      })
      onProgress?.({ ...progress, verdicts: { ...progress.verdicts } })
      yield* results
    }
  } finally {
    ended.abort()
  }
}

/**
 * The same for an agent method: all results at once.
 *
 * @throws as {@link trustChainReports}
 */
export async function verifyTrustChains(
  args: VerifyTrustChainsArgs,
  context: Pick<TrustChainReportsOptions, 'agent'>,
  means: BatchMeans,
): Promise<TrustChainResults> {
  refuseUnknown(args, argumentNames)
  const { items, ...rest } = args
  if (!Array.isArray(items) || items.length > maxItems) {
    throw invalid(`items must be an array of at most ${String(maxItems)} members; for more use trustChainReports`)
  }
  const results: TrustChainResult[] = []
  for await (const result of trustChainReports(items, { ...rest, agent: context.agent }, means)) results.push(result)
  return { results }
}

function newProgress(): TrustChainProgress {
  const verdicts: Record<Verdict, number> = { trusted: 0, untrusted: 0, indeterminate: 0 }
  return { done: 0, verdicts, errors: 0 }
}

function count(progress: TrustChainProgress, { report }: TrustChainResult): void {
  progress.done += 1
  if (report === undefined) progress.errors += 1
  else progress.verdicts[report.verdict] += 1
}

const isIterable = (items: unknown): boolean =>
  isObject(items) || Array.isArray(items)
    ? [Symbol.iterator, Symbol.asyncIterator].some(
        (name) => typeof (items as Partial<Record<symbol, unknown>>)[name] === 'function',
      )
    : false

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_argument', message)
