import { join } from 'node:path'
import { LmdbOutboxStore, MemoryOutboxStore, type OutboxStore } from '../../src/index.js'
import { temporaryFolder } from './temporary-folder.js'

/** A store that is under test. */
export interface OutboxUnderTest {
  /** Opens it: each time it is called another instance of the same store. */
  open(): Promise<OutboxStore>
}

/** One way to keep an outbox. */
export interface OutboxImplementation {
  name: string
  /** What the implementation needs is started once; each test has a store of its own. */
  start(this: void): Promise<{ makeStore: () => Promise<OutboxUnderTest>; stop: () => Promise<void> }>
}

const nothing = (): Promise<void> => Promise.resolve()

/** Every implementation, for the conformance tests. */
export const outboxImplementations: OutboxImplementation[] = [
  {
    name: 'memory',
    start: async () => ({
      makeStore: async () => {
        const store = new MemoryOutboxStore()
        return { open: async () => store }
      },
      stop: nothing,
    }),
  },
  {
    name: 'a folder, by LMDB',
    start: async () => ({
      makeStore: async () => {
        const path = join(temporaryFolder(), 'outbox')
        return { open: async () => new LmdbOutboxStore({ path }) }
      },
      stop: nothing,
    }),
  },
]
