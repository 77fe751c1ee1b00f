import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTurn } from '../outbox/in-turn.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxStore } from '../types/outbox-store.js'
import { valueAt, type ListBits } from './bits.js'
import { capacityOf } from './create-list.js'
import { listKey } from './list-reference.js'
import { entryKey, listRecordKey, readListRecord, type ListRecord } from './list-record.js'

/** Attempts of one assignment: the others are of processes that assign entries of the same list at the same time. */
const maxAttempts = 200
/** Milliseconds that an assignment waits for others of this process. */
const maxWaitMs = 60_000

/**
 * Assigns an entry at random over the whole list, so that neither the order nor the number of credentials shows
 * (Bitstring Status List 1.0 section 6.2), and marks it as taken: a commit of the store lets only one have it.
 *
 * @param ledger - the newest version of the list
 * @returns the entry, or undefined where the list has none left or is closed
 */
export async function assignEntry(store: OutboxStore, url: string, ledger: ListBits): Promise<number | undefined> {
  // Those of one process one after the other: each assignment rests on the count that the one before it wrote.
  const deadline = performance.now() + maxWaitMs
  return inTurn(
    store,
    `status/assign/${listKey(url)}`,
    deadline,
    undefined,
    () => tooMany(url),
    () => assignNext(store, url, ledger),
  )
}

async function assignNext(store: OutboxStore, url: string, ledger: ListBits): Promise<number | undefined> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const list = await readListRecord(store, url)
    if (list === undefined || list.closed === true || list.assigned >= capacityOf(list.length)) return undefined
    const { record, ...known } = list
    const index = randomInt(list.length)
    // Set, though nobody here has assigned it: not taken. An eighth at most is, so a free one is soon found.
    if (valueAt(ledger, index) !== 0 || (await store.get(entryKey(url, index))) !== undefined) continue
    const next: ListRecord = { ...known, assigned: known.assigned + 1 }
    const done = await store.commit([
      { key: listRecordKey(url), value: JSON.stringify(next), revision: record.revision },
      { key: entryKey(url, index), value: '{}', revision: 0 },
    ])
    if (done) return index
    await sleep(randomInt(1 + Math.min(attempt, 20)))
  }
  throw tooMany(url)
}

const tooMany = (url: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('busy', `too many processes assign entries of status list ${url}; try again`)
