import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { inTurn } from '../outbox/in-turn.js'
import { outboxLimits } from '../outbox/outbox-limits.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { OutboxStore } from '../types/outbox-store.js'
import { valueAt, type ListBits } from './bits.js'
import { capacityOf } from './create-list.js'
import { listKey } from './list-reference.js'
import { entryKey, listRecordKey, readListRecord, type ListRecord, type StoredList } from './list-record.js'

/** Commits that an assignment tries: the others are of processes that assign entries of the same list at the same time. */
const maxAttempts = 200
/** Places that are looked at for one entry. */
const maxLooks = 200
/** Milliseconds that an assignment waits for others of this process. */
const maxWaitMs = 60_000
/** Entries that are assigned with one commit, which also changes the list's own record. */
const maxTogether = outboxLimits.maxChanges - 1

/** One who waits for an entry. */
interface Waiting {
  /** The newest version of the list that it knows. */
  ledger: ListBits
  resolve: (index: number | undefined) => void
  reject: (error: unknown) => void
}

/** Those who wait, by store and list. */
const queues = new WeakMap<OutboxStore, Map<string, Waiting[]>>()

/**
 * Assigns an entry at random over the whole list, so that neither the order nor the number of credentials shows
 * (Bitstring Status List 1.0 section 6.2), and marks it as taken: a commit of the store lets only one have it. Those who
 * ask while others are at it are served together, with one commit.
 *
 * @param ledger - the newest version of the list
 * @returns the entry, or undefined where the list has none left or is closed
 */
export async function assignEntry(store: OutboxStore, url: string, ledger: ListBits): Promise<number | undefined> {
  const ofStore = queues.get(store) ?? new Map<string, Waiting[]>()
  queues.set(store, ofStore)
  const queue = ofStore.get(url) ?? []
  ofStore.set(url, queue)
  const assigned = new Promise<number | undefined>((resolve, reject) => queue.push({ ledger, resolve, reject }))
  if (queue.length === 1) void serve(store, url, queue, () => ofStore.delete(url))
  return assigned
}

/** Serves all who wait. The first to wait calls it; who comes while it is under way is served by it too. */
async function serve(store: OutboxStore, url: string, queue: Waiting[], end: () => void): Promise<void> {
  // Those of one process one after the other: each assignment rests on the count that the one before it wrote.
  const deadline = performance.now() + maxWaitMs
  const late = (): Error => tooMany(url)
  try {
    await inTurn(store, `status/assign/${listKey(url)}`, deadline, undefined, late, async () => {
      while (queue.length > 0) {
        const group = queue.slice(0, maxTogether)
        await assignTo(group, store, url)
        queue.splice(0, group.length)
      }
      end()
    })
  } catch (error) {
    end()
    for (const { reject } of queue.splice(0)) reject(error)
  }
}

async function assignTo(group: readonly Waiting[], store: OutboxStore, url: string): Promise<void> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const list = await readListRecord(store, url)
    const free = list === undefined || list.closed === true ? 0 : capacityOf(list.length) - list.assigned
    const chosen = list === undefined ? [] : await choose(group.slice(0, Math.max(0, free)), list, store)
    const entries = chosen.filter((index) => index !== undefined)
    if (list === undefined || entries.length === 0 || (await take(entries, list, store))) {
      group.forEach(({ resolve, reject }, place) => {
        const index = chosen[place]
        if (index !== undefined || place >= free) resolve(index)
        else reject(tooMany(url))
      })
      return
    }
    await sleep(randomInt(1 + Math.min(attempt, 20)))
  }
  throw tooMany(url)
}

/** Entries that nobody has, one for each; undefined where none was found. */
async function choose(
  group: readonly Waiting[],
  { url, length }: StoredList,
  store: OutboxStore,
): Promise<(number | undefined)[]> {
  const chosen: (number | undefined)[] = []
  for (const { ledger } of group) {
    let found: number | undefined
    for (let look = 0; look < maxLooks && found === undefined; look += 1) {
      const index = randomInt(length)
      // Set, though nobody here has assigned it: not taken. An eighth at most is, so a free one is soon found.
      if (valueAt(ledger, index) !== 0 || chosen.includes(index)) continue
      if ((await store.get(entryKey(url, index))) === undefined) found = index
    }
    chosen.push(found)
  }
  return chosen
}

/** Marks entries as taken; false where another process was quicker. */
function take(entries: readonly number[], { record, ...list }: StoredList, store: OutboxStore): Promise<boolean> {
  const next: ListRecord = { ...list, assigned: list.assigned + entries.length }
  return store.commit([
    { key: listRecordKey(list.url), value: JSON.stringify(next), revision: record.revision },
    ...entries.map((index) => ({ key: entryKey(list.url, index), value: '{}', revision: 0 })),
  ])
}

const tooMany = (url: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('busy', `too many processes assign entries of status list ${url}; try again`)
