import type { TrustChainItem, TrustChainResult } from '@trustchains/chain-verifier'
import type { TrustPolicy } from '@trustchains/core'
import { quantile } from '../measure/quantile.js'
import { meets, type Result } from '../measure/result.js'
import { verifier } from '../setup/agents.js'
import type { BenchChain } from '../setup/chains.js'
import { memorySources } from '../setup/memory-sources.js'
import { inTurns } from './validate-chain-rows.js'

const bound = { at: 'least', value: 1.6 } as const

/** How many leaves, how often, and how many beforehand so that threads that were started have compiled their code. */
interface ManyEffort {
  count: number
  rounds: number
  warmUp: number
}

/** One way to have many verified; refuses where not all are trusted. */
interface Way {
  name: string
  verify: (verifier: Verifier, policy: TrustPolicy, leaves: readonly string[]) => Promise<void>
}

type Verifier = ReturnType<typeof verifier>

const itemsOf = (leaves: readonly string[]): TrustChainItem[] => leaves.map((credential) => ({ credential }))

const ways: readonly Way[] = [
  {
    // Keeps all reports, and Veramo writes them as one JSON for a debug message: the caller's thread does that alone.
    name: 'verifyTrustChains',
    verify: async ({ agent }, policy, leaves) => {
      const { results } = await agent.verifyTrustChains({ items: itemsOf(leaves), policy })
      if (results.length !== leaves.length) throw new Error('a result is missing')
      results.forEach(refuseUntrusted)
    },
  },
  {
    name: 'trustChainReports',
    verify: async ({ agent, plugin }, policy, leaves) => {
      let count = 0
      for await (const result of plugin.trustChainReports(itemsOf(leaves), { agent, policy })) {
        refuseUntrusted(result)
        count += 1
      }
      if (count !== leaves.length) throw new Error('a result is missing')
    },
  },
]

function refuseUntrusted({ report, error }: TrustChainResult): void {
  if (report?.verified === true) return
  throw new Error(`not all are trusted: ${report?.reasons[0]?.message ?? error?.message ?? ''}`)
}

/** Many leaves under accreditations that are known, by two worker threads and by none; all at once, and as a stream. */
export async function measureMany(chains: readonly BenchChain[], effort: ManyEffort): Promise<Result[]> {
  const results: Result[] = []
  for (const way of ways) results.push(await measureWay(way, chains, effort))
  return results
}

async function measureWay(
  { name, verify }: Way,
  chains: readonly BenchChain[],
  { count, rounds, warmUp }: ManyEffort,
): Promise<Result> {
  const sources = memorySources(chains.map(({ minted }) => minted))
  // One policy, as one relying party has.
  const policy: TrustPolicy = { anchors: chains.flatMap((chain) => chain.policy.anchors ?? []) }
  const next = inTurns(chains)
  const leaves = (number: number): string[] => Array.from({ length: number }, () => next().nextLeaf())
  const single = verifier(sources, { workers: 0 })
  const double = verifier(sources, { workers: 2 })
  const timeOf = async (by: Verifier): Promise<number> => {
    const work = leaves(count)
    // Threads that have nothing to do end after a while, so the warm-up comes right before.
    await verify(by, policy, leaves(warmUp))
    const start = performance.now()
    await verify(by, policy, work)
    return performance.now() - start
  }
  const times: { single: number; double: number }[] = []
  for (let round = 0; round < rounds; round += 1)
    times.push({ single: await timeOf(single), double: await timeOf(double) })
  const ratios = times.map((time) => time.single / time.double)
  const [quickSingle, quickDouble] = [
    Math.min(...times.map((time) => time.single)),
    Math.min(...times.map((time) => time.double)),
  ]
  const value = quickSingle / quickDouble
  return {
    what: `${name} of ${count.toLocaleString('en')}: throughput of 2 workers ÷ one thread`,
    value,
    unit: 'times',
    bound,
    met: meets(value, bound) === true,
    median: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)],
    note:
      `one thread ${perSecond(count, quickSingle)}, two workers ${perSecond(count, quickDouble)} (the caller's thread collects); ` +
      'two cores are needed for it that do nothing else',
  }
}

const perSecond = (count: number, ms: number): string => `${((1000 * count) / ms).toFixed(0)} a second`
