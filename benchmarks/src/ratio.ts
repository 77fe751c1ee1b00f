import { Bench, type FnOptions } from 'tinybench'

/** One side of a comparison. */
export interface Side {
  name: string
  run: () => unknown
  /** Prepares each call; not timed. */
  before?: () => void
}

/** A row of design 08: what is measured, against what, and the ratio to reach. */
export interface RatioRow {
  what: string
  subject: Side
  peer: Side
  /** The subject may take at most so many times as long as the peer. */
  atMost: number
}

/** What was measured for a row. Times are medians in microseconds. */
export interface RatioResult {
  what: string
  subjectUs: number
  peerUs: number
  ratio: number
  /** Smallest and largest ratio of a round. */
  spread: [number, number]
  atMost: number
  met: boolean
}

/** How long to measure. */
export interface Effort {
  /** Rounds in which both sides are timed one after the other, so that a noisy machine hits both. */
  rounds: number
  /** Milliseconds a side and round. */
  timeMs: number
}

const medianOf = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

async function medianUs({ name, run, before }: Side, timeMs: number): Promise<number> {
  const bench = new Bench({ time: timeMs, warmupTime: timeMs / 4, retainSamples: true })
  const options: FnOptions = before === undefined ? {} : { beforeEach: before }
  bench.add(name, run, options)
  const [task] = await bench.run()
  const result = task?.result
  if (result?.state !== 'completed') throw new Error(`${name} did not run to its end`, { cause: result })
  return result.latency.p50 * 1000
}

/** Times both sides of a row in turns and takes the median of the rounds' ratios. */
export async function measureRatio(row: RatioRow, { rounds, timeMs }: Effort): Promise<RatioResult> {
  const subject: number[] = []
  const peer: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    peer.push(await medianUs(row.peer, timeMs))
    subject.push(await medianUs(row.subject, timeMs))
  }
  const ratios = subject.map((time, round) => time / (peer[round] ?? Number.NaN))
  const ratio = medianOf(ratios)
  return {
    what: row.what,
    subjectUs: medianOf(subject),
    peerUs: medianOf(peer),
    ratio,
    spread: [Math.min(...ratios), Math.max(...ratios)],
    atMost: row.atMost,
    met: ratio <= row.atMost,
  }
}
