import type { PublicationPorts } from '../publishing/publication-ports.js'
import type { ReadOptions } from '../read-options.js'
import type { OutboxStore } from '../types/outbox-store.js'
import type { ListBits } from './bits.js'
import { ListQueue } from './list-queue.js'

/** What status lists are made with. */
export interface StatusPorts extends PublicationPorts {
  store: OutboxStore
  /** Milliseconds since the epoch. An update may wait long for other processes, so the time of the call is not enough. */
  clock: () => number
  queue: ListQueue
  /** Lists that were looked at lately, by URL. */
  looks: Map<string, { until: number; bits: ListBits }>
}

const known = new WeakMap<ReadOptions, StatusPorts>()

/** What a plugin with these options makes status lists with: the same in all its calls. */
export function statusPorts(options: ReadOptions): StatusPorts {
  const found = known.get(options) ?? {
    ...options,
    clock: () => Date.now(),
    queue: new ListQueue(),
    looks: new Map<string, { until: number; bits: ListBits }>(),
  }
  known.set(options, found)
  return found
}
