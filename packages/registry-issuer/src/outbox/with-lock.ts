import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxStore } from '../types/outbox-store.js'
import { HeldLock, leaseOf } from './held-lock.js'
import { inTurn } from './in-turn.js'
import { isFree, lockKey } from './lock-state.js'
import { lockTimes, type LockTimes } from './lock-times.js'

/** How {@link withLock} is to go about it. */
export interface LockOptions extends Partial<LockTimes> {
  /** Ends the waiting. What is at work hears of it by {@link HeldLock.signal}. */
  signal?: AbortSignal
  /** Whether the name is never used again, so that nothing of it needs to stay. */
  isEphemeral?: boolean
}

/**
 * Does some work while no other process that shares the store does work under the same name.
 *
 * The lock is a lease that is renewed while the work goes on. That of a process that died is free when its lease ends, or at
 * once where it can be seen that the process is gone. A process that was merely held up may find its lock taken: what it
 * commits through {@link HeldLock.commit} is then refused, since each such commit is made on condition of the lock; what it
 * does elsewhere must bear being done by two.
 *
 * @param name - what is locked, at most 500 bytes of printable ASCII
 * @param work - is given the lock, to commit through it
 * @throws TrustRegistryIssuerError `busy` where others hold it too long, `lock_lost` where the work found it taken; the
 *   reason of the signal
 */
export async function withLock<T>(
  store: OutboxStore,
  name: string,
  work: (lock: HeldLock) => Promise<T>,
  { signal, isEphemeral = false, ...times }: LockOptions = {},
): Promise<T> {
  const resolved = { ...lockTimes, ...times }
  const deadline = performance.now() + resolved.waitMs
  // Those of one process wait for one another in order, without asking the store again and again.
  return inTurn(store, name, deadline, signal, busy(name), async () => {
    const lock = await acquire(store, name, resolved, deadline, signal)
    try {
      return await work(lock)
    } finally {
      await lock.release(isEphemeral)
    }
  })
}

async function acquire(
  store: OutboxStore,
  name: string,
  times: LockTimes,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<HeldLock> {
  const key = lockKey(name)
  const owner = randomUUID()
  for (;;) {
    signal?.throwIfAborted()
    const record = await store.get(key)
    if (isFree(record)) {
      const value = JSON.stringify(leaseOf(owner, times))
      const revision = record?.revision ?? 0
      if (await store.commit([{ key, value, revision }]))
        return new HeldLock(store, { key, owner, revision: revision + 1 }, times, signal)
    }
    if (performance.now() >= deadline) throw busy(name)()
    // Not all at the same moment.
    await sleep(times.pollMs * (0.5 + Math.random()), undefined, { signal })
  }
}

const busy = (name: string) => (): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'busy',
    `${name} is locked by another call or process, which did not end in time; try again`,
  )
