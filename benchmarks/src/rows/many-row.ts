import type { TrustPolicy } from '@trustchains/core'
import { quantile } from '../measure/quantile.js'
import { meets, type Result } from '../measure/result.js'
import { verifierAgent, type VerifierAgent } from '../setup/agents.js'
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

/** Many leaves under accreditations that are known, by two worker threads and by none. */
export async function measureMany(
  chains: readonly BenchChain[],
  { count, rounds, warmUp }: ManyEffort,
): Promise<Result> {
  const sources = memorySources(chains.map(({ minted }) => minted))
  // One policy, as one relying party has.
  const policy: TrustPolicy = { anchors: chains.flatMap((chain) => chain.policy.anchors ?? []) }
  const next = inTurns(chains)
  const leaves = (number: number): string[] => Array.from({ length: number }, () => next().nextLeaf())
  const single = verifierAgent(sources, { workers: 0 })
  const double = verifierAgent(sources, { workers: 2 })
  const times: { single: number; double: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    times.push({
      single: await timeOf(single, policy, leaves(warmUp), leaves(count)),
      double: await timeOf(double, policy, leaves(warmUp), leaves(count)),
    })
  }
  const ratios = times.map((time) => time.single / time.double)
  const [quickSingle, quickDouble] = [
    Math.min(...times.map((time) => time.single)),
    Math.min(...times.map((time) => time.double)),
  ]
  const value = quickSingle / quickDouble
  return {
    what: `verifyTrustChains of ${count.toLocaleString('en')}: throughput of 2 workers ÷ one thread`,
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

async function timeOf(agent: VerifierAgent, policy: TrustPolicy, warmUp: string[], leaves: string[]): Promise<number> {
  const items = leaves.map((credential) => ({ credential }))
  // Threads that have nothing to do end after a while, so the warm-up comes right before.
  await agent.verifyTrustChains({ items: warmUp.map((credential) => ({ credential })), policy })
  const start = performance.now()
  const { results } = await agent.verifyTrustChains({ items, policy })
  const ms = performance.now() - start
  const refused = results.find(({ report }) => report?.verified !== true)
  if (refused !== undefined || results.length !== leaves.length) {
    throw new Error(`not all are trusted: ${refused?.report?.reasons[0]?.message ?? refused?.error?.message ?? ''}`)
  }
  return ms
}
