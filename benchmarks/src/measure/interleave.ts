import { quantile } from './quantile.js'

/**
 * One side of a comparison. Both functions are told how often the work is to be done, so that what surrounds a
 * measurement is paid once a batch.
 */
export interface Side {
  name: string
  /** Makes ready what `run` uses up; not timed. */
  prepare?: (count: number) => void
  run: (count: number) => void | Promise<void>
}

/** How long to measure. */
export interface Effort {
  rounds: number
  /** Milliseconds of one round, all sides together. */
  roundMs: number
  /** Milliseconds for which each side runs beforehand, at least; see {@link warmUp}. */
  warmUpMs: number
}

/** What one side took, microseconds for one piece of work. */
export interface SideTimes {
  name: string
  /** Of the quickest round. */
  best: number
  median: number
  /** A tenth of the rounds took less, a tenth took more. */
  spread: [number, number]
  /** CPU time of the whole process, helpers that collect garbage included, over all rounds. */
  cpu: number
  /** Each round, in the order in which they ran. */
  rounds: number[]
}

/**
 * Milliseconds of a batch: long enough that what the other side has left in the processor's caches counts for little,
 * short enough that both sides lose the same on a machine that is busy with other things too.
 */
const batchMs = 4

interface Running {
  side: Side
  /** Pieces of work in a batch. */
  count: number
  rounds: number[]
  cpuUs: number
  done: number
}

/**
 * Times several sides in turns, batch by batch: within a round each side gets the same number of batches, one after
 * the other, and what it took is their sum, the garbage it makes included.
 */
export async function interleave(sides: readonly Side[], { rounds, roundMs, warmUpMs }: Effort): Promise<SideTimes[]> {
  const running: Running[] = []
  for (const side of sides) running.push({ side, count: await warmUp(side, warmUpMs), rounds: [], cpuUs: 0, done: 0 })
  for (let round = 0; round < rounds; round += 1) await runRound(running, roundMs)
  return running.map(({ side, rounds: times, cpuUs, done }) => ({
    name: side.name,
    best: Math.min(...times),
    median: quantile(times, 0.5),
    spread: [quantile(times, 0.1), quantile(times, 0.9)],
    cpu: cpuUs / done,
    rounds: times,
  }))
}

/**
 * Runs a side until it gets no quicker: what is to be compared is code that has been compiled, and where other programs
 * keep the cores busy the compiler, which works beside it, takes its time. Ends after six times as long in any case.
 *
 * @returns how often the side does its work in one batch
 */
async function warmUp(side: Side, warmUpMs: number): Promise<number> {
  let quickest = await quickestIn(side, warmUpMs)
  for (let more = 0; more < 5; more += 1) {
    const next = await quickestIn(side, warmUpMs)
    if (next > 0.97 * quickest) break
    quickest = next
  }
  return Math.max(1, Math.round(batchMs / quickest))
}

/** Milliseconds that one piece of work takes in the quickest batch of a while. */
async function quickestIn(side: Side, whileMs: number): Promise<number> {
  const end = performance.now() + whileMs
  let quickest = Infinity
  do {
    const count = Math.max(1, Math.round(batchMs / quickest))
    const { ms } = await batch(side, count)
    quickest = Math.min(quickest, ms / count)
  } while (performance.now() < end)
  return quickest
}

async function runRound(running: readonly Running[], roundMs: number): Promise<void> {
  const sums = running.map(() => ({ ms: 0, count: 0 }))
  const end = performance.now() + roundMs
  do {
    for (const [index, one] of running.entries()) {
      const { ms, cpuUs } = await batch(one.side, one.count)
      const sum = sums[index] as { ms: number; count: number }
      sum.ms += ms
      sum.count += one.count
      one.cpuUs += cpuUs
      one.done += one.count
    }
  } while (performance.now() < end)
  for (const [index, one] of running.entries()) {
    const sum = sums[index] as { ms: number; count: number }
    one.rounds.push((sum.ms * 1000) / sum.count)
  }
}

async function batch(side: Side, count: number): Promise<{ ms: number; cpuUs: number }> {
  side.prepare?.(count)
  const before = process.cpuUsage()
  const start = performance.now()
  const ran = side.run(count)
  // Only what is asynchronous pays for waiting.
  if (ran !== undefined) await ran
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { ms, cpuUs: user + system }
}
