import type { SideTimes } from './interleave.js'

/** A figure of the results in benchmarks/README.md, and what it must be. */
export interface Result {
  what: string
  value: number
  unit: 'times' | 'MiB' | 'levels too many' | 'queries' | 'bytes a chain' | 's' | 'ms'
  /** Absent where there is nothing to reach: a peer, for comparison. */
  bound?: { at: 'most' | 'least'; value: number }
  /** Absent where there is nothing to reach. */
  met?: boolean
  /** Where the figure is a ratio: the median of the rounds' ratios, and what a tenth of them lie below and above. */
  median?: number
  spread?: [number, number]
  /** The ratio of the CPU times, a second opinion on a machine that is busy with other things too. */
  cpuRatio?: number
  /** What was measured on each side. */
  sides?: Omit<SideTimes, 'rounds'>[]
  /** What a reader has to know of it. */
  note?: string
}

/** Whether a figure is what it must be. */
export function meets(value: number, bound: Result['bound']): boolean | undefined {
  if (bound === undefined) return undefined
  return bound.at === 'most' ? value <= bound.value : value >= bound.value
}
