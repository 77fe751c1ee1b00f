import type { TrustPolicy } from '@trustchains/core'
import { interleave, type Effort } from '../measure/interleave.js'
import { fitLine } from '../measure/fit-line.js'
import { meets, type Result } from '../measure/result.js'
import { benchChain, type BenchChain } from '../setup/chains.js'
import { coldSide } from './validate-chain-rows.js'

const bound = { at: 'most', value: 1.25 } as const

/**
 * What a link costs in a chain of 64 links, by what it costs in one of 8: near 1 where the time grows with the length,
 * 8 where it grows with its square. A chain of one link is a root authorization shown by itself.
 */
export async function measureLengths(effort: Effort, lengths: readonly number[]): Promise<Result> {
  const sides = lengths.map((length) => ({ ...coldSide([chainOf(length)]), name: `${String(length)} links` }))
  const times = await interleave(sides, effort)
  const perLink = times.map(({ best }, index) => best / (lengths[index] ?? Number.NaN))
  const at = (length: number): number => perLink[lengths.indexOf(length)] ?? Number.NaN
  const value = at(64) / at(8)
  const fit = fitLine(
    lengths,
    times.map(({ best }) => best),
  )
  return {
    what: 'time of a link in a chain of 64 links ÷ in a chain of 8 (validateChain cold, EdDSA)',
    value,
    unit: 'times',
    bound,
    met: meets(value, bound) === true,
    sides: times.map(({ rounds: _, ...side }) => side),
    note:
      `µs a link: ${lengths.map((length, index) => `${String(length)}: ${(perLink[index] ?? 0).toFixed(0)}`).join(', ')}; ` +
      `fit ${fit.slope.toFixed(0)} µs a link + ${fit.start.toFixed(0)} µs, R² ${fit.r2.toFixed(4)}`,
  }
}

function chainOf(length: number): BenchChain {
  const chain = benchChain(`length-${String(length)}`, 'EdDSA', { depth: Math.max(length - 2, 1) })
  const policy: TrustPolicy = { ...chain.policy, maxPathLength: 64, limits: { maxLinks: 64 } }
  if (length > 2) return { ...chain, policy }
  const { document, url } = length === 1 ? rootOf(chain) : { document: undefined, url: undefined }
  return document === undefined
    ? { ...chain, policy, evidence: { ...chain.evidence, leaf: { url: chain.minted.link('a1').url.pinned } } }
    : { ...chain, policy, evidence: { ...chain.evidence, leaf: { url } } }
}

function rootOf({ minted }: BenchChain): { document: object; url: string } {
  const { credential, url } = minted.link('root')
  return { document: credential, url: url.pinned }
}
