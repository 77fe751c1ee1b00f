import { mintChain } from '@trustchains/test-kit'
import type { Result } from '../measure/result.js'
import { meets } from '../measure/result.js'
import { verifierAgent } from '../setup/agents.js'

const bound = { at: 'most', value: 0 } as const

/**
 * How many answers a cold chain of n accreditations has to wait for in a row, beyond the target of n + 2. The
 * world counts them: a question asked after an answer has come stands a level above it.
 */
export async function measureRoundTrips(accreditations: readonly number[]): Promise<Result> {
  const found: { n: number; levels: number; requests: number }[] = []
  for (const n of accreditations) found.push(await countLevels(n))
  const value = Math.max(...found.map(({ n, levels }) => levels - (n + 2)))
  return {
    what: 'network round trips of a cold chain of n accreditations, beyond n + 2',
    value,
    unit: 'levels too many',
    bound,
    met: meets(value, bound) === true,
    note: found
      .map(({ n, levels, requests }) => `n ${String(n)}: ${String(levels)} levels, ${String(requests)} requests`)
      .join('; '),
  }
}

async function countLevels(n: number): Promise<{ n: number; levels: number; requests: number }> {
  const chain = mintChain({ seed: `bench-trips-${String(n)}`, depth: n, validUntil: '2090-01-01T00:00:00Z' })
  const { world, leaf, policy } = chain
  world.latencyMs = 10
  const agent = verifierAgent({ dereferencer: world.toDereferencer(), resolver: world.toResolver() })
  const { verified } = await agent.verifyTrustChain({ credential: leaf, policy: { ...policy, maxPathLength: n } })
  if (!verified) throw new Error('the chain of the benchmark is not trusted')
  return { n, levels: world.roundTrips, requests: world.calls.length }
}
