import { ValidationMemo } from '@trustchains/core'
import { fitLine } from '../measure/fit-line.js'
import { meets, type Result } from '../measure/result.js'
import { measureMemory } from '../setup/collect-garbage.js'
import { withLeaf, type BenchChain } from '../setup/chains.js'
import { judge } from '../setup/judge.js'
import { mintChains } from './validate-chain-rows.js'

/** Bytes of the memo: so few that it forgets all the time. */
const maxBytes = 16 * 2 ** 20
/** Leaves that differ: ten times as many as the memo can hold, so that each is new to it when its turn comes again. */
const leafCount = 20_000
const minChains = 200_000
/** Bytes that may be left of each chain: less than any object has. */
const bound = { at: 'most', value: 4 } as const

/** Verifies so many chains in one process, and looks at its memory in between: after the warm-up it must not grow. */
export function measureMillion(chains: number): Result {
  const roots = mintChains('EdDSA', 64)
  const leaves = Array.from({ length: Math.min(leafCount, chains) }, (_, number) => leafOf(roots, number))
  const memo = new ValidationMemo({ maxBytes, maxSignatures: 1000 })
  const points: { done: number; heap: number; rss: number }[] = []
  const step = Math.max(1, Math.floor(chains / 20))
  const started = performance.now()
  for (let done = 1; done <= chains; done += 1) {
    const { evidence, policy } = leaves[done % leaves.length] as (typeof leaves)[number]
    judge(evidence, policy, memo)
    if (done % step === 0) points.push({ done, ...measureMemory() })
  }
  const seconds = (performance.now() - started) / 1000
  // The first quarter is for the compiler and the caches.
  const steady = points.slice(Math.floor(points.length / 4))
  const slopeOf = (part: 'heap' | 'rss'): number =>
    fitLine(
      steady.map(({ done }) => done),
      steady.map((point) => point[part] * 2 ** 20),
    ).slope
  const value = slopeOf('heap')
  return {
    what: `${chains.toLocaleString('en')} chains in one process, memo of ${String(maxBytes / 2 ** 20)} MiB: growth of the heap`,
    value,
    unit: 'bytes a chain',
    // With few chains the memo is not even full.
    ...(chains >= minChains && { bound, met: meets(value, bound) === true }),
    note:
      `${(chains / seconds).toFixed(0)} chains a second; resident: ${slopeOf('rss').toFixed(2)} bytes a chain; ` +
      `heap and resident MiB: ${points.map(({ done, heap, rss }) => `${done.toLocaleString('en')}: ${heap.toFixed(1)}, ${rss.toFixed(0)}`).join('; ')}`,
  }
}

function leafOf(roots: readonly BenchChain[], number: number): Pick<BenchChain, 'evidence' | 'policy'> {
  const { evidence, policy, nextLeaf } = roots[number % roots.length] as BenchChain
  return { evidence: withLeaf(evidence, nextLeaf()), policy }
}
