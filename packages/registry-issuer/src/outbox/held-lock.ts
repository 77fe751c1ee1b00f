import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxChange, OutboxStore } from '../types/outbox-store.js'
import { readLock, type LockState } from './lock-state.js'
import type { LockTimes } from './lock-times.js'
import { processIdentity } from './process-identity.js'

/** A lock that this process holds, unless it was held up for too long. */
export class HeldLock {
  readonly #store: OutboxStore
  readonly #key: string
  readonly #owner: string
  readonly #times: LockTimes
  readonly #lost = new AbortController()
  readonly #renewal: NodeJS.Timeout
  /** Fires when the lock is found lost, and with the signal that {@link withLock} was given. */
  readonly signal: AbortSignal
  #revision: number
  /** Commits and renewals one after the other: each rests on the revision that the one before it made. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(
    store: OutboxStore,
    { key, owner, revision }: { key: string; owner: string; revision: number },
    times: LockTimes,
    signal?: AbortSignal,
  ) {
    this.#store = store
    this.#key = key
    this.#owner = owner
    this.#revision = revision
    this.#times = times
    this.signal = signal === undefined ? this.#lost.signal : AbortSignal.any([signal, this.#lost.signal])
    this.#renewal = setInterval(() => {
      // A store that fails now may answer the next time; that the lock is lost is heard by the signal.
      this.check().catch(() => undefined)
    }, times.renewMs)
    this.#renewal.unref()
  }

  /**
   * Makes changes on condition that the lock is still held: at most 999, and none of the lock's own record.
   *
   * @returns false where one of the records has another revision
   * @throws TrustRegistryIssuerError `lock_lost`; then nothing was changed
   */
  async commit(changes: OutboxChange[]): Promise<boolean> {
    return this.#next(async () => {
      this.#throwIfLost()
      if (await this.#commit(changes)) return true
      // Either the lock or one of the records has changed.
      await this.#throwUnlessOwner()
      return false
    })
  }

  /**
   * Makes sure that the lock is held, and renews it: before something that can't be taken back.
   *
   * @throws TrustRegistryIssuerError `lock_lost`
   */
  async check(): Promise<void> {
    await this.commit([])
  }

  /** Lets the next one have it; where there can be none, removes it. */
  async release(isEphemeral = false): Promise<void> {
    clearInterval(this.#renewal)
    await this.#next(async () => {
      if (this.#lost.signal.aborted) return
      const value = JSON.stringify({} satisfies LockState)
      await this.#store.commit([{ key: this.#key, revision: this.#revision, ...(!isEphemeral && { value }) }])
      // Where that fails, the lease ends by itself; the work's own outcome is what counts.
    }).catch(() => undefined)
    this.#lost.abort(lost())
  }

  async #commit(changes: OutboxChange[]): Promise<boolean> {
    const value = JSON.stringify(leaseOf(this.#owner, this.#times))
    const done = await this.#store.commit([...changes, { key: this.#key, value, revision: this.#revision }])
    if (done) this.#revision += 1
    return done
  }

  async #throwUnlessOwner(): Promise<void> {
    const record = await this.#store.get(this.#key)
    if (record?.revision === this.#revision && readLock(record).owner === this.#owner) return
    this.#lost.abort(lost())
    throw lost()
  }

  #throwIfLost(): void {
    if (this.#lost.signal.aborted) throw lost()
  }

  async #next<T>(run: () => Promise<T>): Promise<T> {
    const next = this.#last.then(run, run)
    this.#last = next.catch(() => undefined)
    return next
  }
}

const lost = (): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'lock_lost',
    'this process was held up, and another took over what it was doing; try again',
  )

/** What stands in the store while a lock is held. */
export function leaseOf(owner: string, { leaseMs }: LockTimes): LockState {
  const process = processIdentity()
  return { owner, until: Date.now() + leaseMs, ...(process !== undefined && { process }) }
}
