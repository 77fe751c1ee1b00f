import { randomUUID } from 'node:crypto'
import type { OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import type { UnreadableRecord } from '../types/publications.js'
import { parseEach, parseRecord, unreadable } from '../outbox/parse-record.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import { listKey, readListReference } from './list-reference.js'

/** One change of a list that was asked for and is not published yet. */
export interface PendingChange {
  /** DID URL of the list, by name and type. */
  list: string
  index: number
  value: number
  purpose: string
}

/** A pending change, with the record that it stands in. */
export interface StoredChange extends PendingChange {
  record: OutboxRecord
}

const prefix = 'status/pending/'
const prefixOf = (list: string): string => `${prefix}${listKey(list)}/`
/** As many as one commit takes. */
const pageSize = 1000
/** A commit under a lock has the lock's own record, too. */
const maxRemoved = 999

/**
 * Writes changes down, after those that are written down already, whatever the clock says; once this has resolved they are
 * carried out, whatever becomes of this process.
 *
 * @param now - milliseconds since the epoch
 */
export async function addPending(
  store: OutboxStore,
  changes: readonly PendingChange[],
  now: number,
): Promise<StoredChange[]> {
  const stored: StoredChange[] = []
  const time = await timeAfter(store, new Set(changes.map(({ list }) => list)), now)
  for (let start = 0; start < changes.length; start += pageSize) {
    const page = changes.slice(start, start + pageSize).map((change, offset) => ({
      ...change,
      record: {
        // In the order in which they were asked for: of two changes of one entry the later one counts.
        key: `${prefixOf(change.list)}${digits(time, 14)}-${digits(start + offset, 6)}-${randomUUID()}`,
        value: JSON.stringify(change),
        revision: 1,
      },
    }))
    if (!(await store.commit(page.map(({ record: { key, value } }) => ({ key, value, revision: 0 }))))) {
      throw new TrustRegistryIssuerError(
        'unavailable',
        'the changes could not be written to the outbox store; try again',
      )
    }
    stored.push(...page)
  }
  return stored
}

/**
 * The changes of one list, in the order in which they were asked for.
 *
 * @throws TrustRegistryIssuerError `outbox_failed` where one of them can't be read: it may be what counts
 */
export async function readPending(store: OutboxStore, list: string): Promise<StoredChange[]> {
  return (await readAll(store, prefixOf(list))).map(readChange)
}

/**
 * The lists that have changes pending, and since when, milliseconds since the epoch.
 *
 * @param damaged - records that can't be read are added here
 */
export async function pendingSince(store: OutboxStore, damaged: UnreadableRecord[]): Promise<Map<string, number>> {
  const lists = new Map<string, number>()
  for (const { list, record } of parseEach(await readAll(store, prefix), readChange, damaged)) {
    const since = timeOf(list, record)
    lists.set(list, Math.min(since, lists.get(list) ?? since))
  }
  return lists
}

/**
 * Forgets changes: those that are published, or that were refused after all. One that is gone already is no matter.
 *
 * @param store - or the lock under which they were carried out
 */
export async function removePending(
  store: Pick<OutboxStore, 'commit'>,
  changes: readonly StoredChange[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += maxRemoved) {
    const page = changes.slice(start, start + maxRemoved).map(({ record: { key, revision } }) => ({ key, revision }))
    if (await store.commit(page)) continue
    for (const change of page) await store.commit([change])
  }
}

function readChange(record: OutboxRecord): StoredChange {
  const change = parseRecord<PendingChange>(record, {
    list: 'string',
    index: 'number',
    value: 'number',
    purpose: 'string',
  })
  // It stands under the list that it names.
  if (readListReference(change.list) === undefined || !record.key.startsWith(prefixOf(change.list))) {
    throw unreadable(record.key)
  }
  return { ...change, record }
}

async function readAll(store: OutboxStore, from: string): Promise<OutboxRecord[]> {
  const found: OutboxRecord[] = []
  for (;;) {
    const after = found.at(-1)?.key
    const page = await store.list(from, { limit: pageSize, ...(after !== undefined && { after }) })
    found.push(...page)
    if (page.length < pageSize) return found
  }
}

/** A time that puts a change after all that are written down. */
async function timeAfter(store: OutboxStore, lists: ReadonlySet<string>, now: number): Promise<number> {
  let time = Math.floor(now)
  for (const list of lists) {
    for (const { record } of await readPending(store, list)) time = Math.max(time, timeOf(list, record) + 1)
  }
  return time
}

/** Keys begin with the time. */
const timeOf = (list: string, { key }: OutboxRecord): number => Number(key.slice(prefixOf(list).length).split('-')[0])

const digits = (value: number, length: number): string => String(value).padStart(length, '0')
