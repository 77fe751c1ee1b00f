import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** What is in use once all garbage is gone, MiB. */
export interface MemoryInUse {
  /** JavaScript's heap and what its objects hold outside of it. */
  heap: number
  /** All that the process has resident. */
  rss: number
}

/** Collects garbage and measures what is left. */
export function measureMemory(): MemoryInUse {
  // What only finalizers let go of goes with the second one.
  collect()
  collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  return { heap: (heapUsed + external) / 2 ** 20, rss: rss / 2 ** 20 }
}
