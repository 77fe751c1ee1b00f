import type { OutboxChange, OutboxListOptions, OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import { checkChanges, checkKey, readListOptions } from './check-outbox-use.js'

/**
 * An outbox in memory, for tests and trials.
 *
 * **What it holds is lost with the process**: a publication that was under way can't be finished afterwards, and other
 * processes don't see it. Never issue anything real with it.
 */
export class MemoryOutboxStore implements OutboxStore {
  readonly #records = new Map<string, OutboxRecord>()

  async get(key: string): Promise<OutboxRecord | undefined> {
    checkKey(key)
    const record = this.#records.get(key)
    return record && { ...record }
  }

  async list(prefix: string, options?: OutboxListOptions): Promise<OutboxRecord[]> {
    const { after, limit } = readListOptions(prefix, options)
    return [...this.#records.values()]
      .filter(({ key }) => key.startsWith(prefix) && (after === undefined || key > after))
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .slice(0, limit)
      .map((record) => ({ ...record }))
  }

  async commit(changes: OutboxChange[]): Promise<boolean> {
    checkChanges(changes)
    if (changes.some(({ key, revision }) => (this.#records.get(key)?.revision ?? 0) !== revision)) return false
    for (const { key, value, revision } of changes) {
      if (value === undefined) this.#records.delete(key)
      else this.#records.set(key, { key, value, revision: revision + 1 })
    }
    return true
  }

  /** Does nothing: what it holds goes with the object itself. */
  async close(): Promise<void> {
    return Promise.resolve()
  }
}
