import { interleave, type Effort, type Side, type SideTimes } from './interleave.js'
import { quantile } from './quantile.js'
import { meets, type Result } from './result.js'

/** A row of the results in benchmarks/README.md: what is measured, against what, and the ratio to reach. */
export interface RatioRow {
  what: string
  /** The dividend. */
  subject: Side
  /** The divisor. */
  peer: Side
  bound?: NonNullable<Result['bound']>
  note?: string
}

/**
 * Times both sides of a row in turns. The figure is the quickest round of the one by the quickest round of the other
 * (benchmarks/README.md, How it is measured: best): what disturbs a machine only ever adds.
 */
export async function measureRatio(row: RatioRow, effort: Effort): Promise<Result> {
  const [subject, peer] = (await interleave([row.subject, row.peer], effort)) as [SideTimes, SideTimes]
  return ratioOf(row, subject, peer)
}

/** The result of two sides that were timed together. */
export function ratioOf(
  { what, bound, note }: Pick<RatioRow, 'what' | 'bound' | 'note'>,
  subject: SideTimes,
  peer: SideTimes,
): Result {
  const ratios = subject.rounds.map((time, round) => time / (peer.rounds[round] ?? Number.NaN))
  const value = subject.best / peer.best
  return {
    what,
    value,
    unit: 'times',
    ...(bound && { bound, met: meets(value, bound) }),
    median: quantile(ratios, 0.5),
    spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)],
    cpuRatio: subject.cpu / peer.cpu,
    sides: [subject, peer].map(({ rounds: _, ...times }) => times),
    ...(note !== undefined && { note }),
  }
}
