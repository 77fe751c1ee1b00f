import { createHash } from 'node:crypto'
import type { HeldLock } from '../outbox/held-lock.js'
import { parseRecord } from '../outbox/parse-record.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxStore } from '../types/outbox-store.js'

/** An index, as it is told from all others. */
export interface IndexMark {
  sequence: number
  /** Of the token, in hex. */
  sha256: string
}

/** What the outbox remembers of the index of a folder. */
interface MarkRecord {
  format: 1
  /** The one that stands there. */
  published?: IndexMark
  /** One that was about to take its place: the process may have died before or after. Nobody was told that it is published. */
  next?: IndexMark
}

/** The mark of an index. */
export const markOf = (sequence: number, token: string): IndexMark => ({
  sequence,
  sha256: createHash('sha256').update(token, 'latin1').digest('hex'),
})

/**
 * Which index was the last one of a folder. The folder itself can't say: an older index of the same key verifies as well,
 * and who signed on from one that was restored from a backup, or put there by whoever can write to the folder, would
 * withdraw what was published since, such as a revocation (docs/adr/0013).
 */
export class LastIndex {
  private constructor(
    private readonly key: string,
    private revision: number,
    private record: MarkRecord,
  ) {}

  /** @param key - of the record in the store */
  static async of(store: OutboxStore, key: string): Promise<LastIndex> {
    const stored = await store.get(key)
    if (stored === undefined) return new LastIndex(key, 0, { format: 1 })
    return new LastIndex(key, stored.revision, parseRecord<MarkRecord>(stored, { format: 1 }))
  }

  /** The highest sequence number that an index of the folder had, or was about to have. */
  get sequence(): number {
    return Math.max(this.record.published?.sequence ?? 0, this.record.next?.sequence ?? 0)
  }

  /**
   * Refuses what stands in the folder where it is older than the last index. A newer one is as good: the DID's key has
   * signed it, for a publisher with another outbox. Where nothing is remembered, what stands there is believed.
   *
   * @param found - what stands there; undefined: nothing
   * @throws TrustRegistryIssuerError `invalid_setup`, with what to do
   */
  check(found: IndexMark | undefined, path: string): void {
    const { published, next } = this.record
    if (found === undefined ? published === undefined : found.sequence > this.sequence) return
    if ([published, next].some((known) => known !== undefined && isSame(known, found))) return
    const last = published ?? next
    if (last === undefined) return
    const there =
      found === undefined
        ? 'is gone'
        : `is not the last one: it has sequence ${String(found.sequence)}, sha-256 ${found.sha256}`
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      `${path} ${there}. What was published since is not in it, perhaps a revocation, so nothing was signed. Put back the ` +
        `one with sequence ${String(last.sequence)}, sha-256 ${last.sha256}, with the files beside it; where it is lost, ` +
        'refresh(did, context, { asItStands: true }) of WebPublisher goes on with what stands there',
    )
  }

  /** Remembers which index is about to take the place of the one that stands there. Fails where the lock is lost. */
  async announce(found: IndexMark | undefined, next: IndexMark, lock: HeldLock): Promise<void> {
    await this.#commit({ format: 1, ...(found !== undefined && { published: found }), next }, lock)
  }

  /** Remembers that the one announced stands there now, and that none before it may stand there again. */
  async settle(lock: HeldLock): Promise<void> {
    const { next } = this.record
    await this.#commit({ format: 1, ...(next !== undefined && { published: next }) }, lock)
  }

  async #commit(record: MarkRecord, lock: HeldLock): Promise<void> {
    const isDone = await lock.commit([{ key: this.key, value: JSON.stringify(record), revision: this.revision }])
    // Nobody changes it without the lock.
    if (!isDone) throw new TrustRegistryIssuerError('outbox_failed', `the outbox has another record of ${this.key}`)
    this.revision += 1
    this.record = record
  }
}

const isSame = (a: IndexMark, b: IndexMark | undefined): boolean => a.sequence === b?.sequence && a.sha256 === b.sha256
