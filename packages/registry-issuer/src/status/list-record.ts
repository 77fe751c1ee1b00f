import { createHash } from 'node:crypto'
import { parseRecord } from '../outbox/parse-record.js'
import type { OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import type { StatusListPurpose } from '../types/status.js'
import { listKey } from './list-reference.js'

/**
 * What the store knows of a list that this agent, or another that shares the store, has made. Entries are assigned in
 * such lists only: of any other nobody here knows which are taken.
 */
export interface ListRecord {
  url: string
  did: string
  name: string
  purpose: StatusListPurpose
  /** Entries. */
  length: number
  /** Entries assigned so far. */
  assigned: number
  /** No entry is assigned any more: the ledger shows entries of it that the store does not know. */
  closed?: boolean
}

/** A list record, and what it is stored as. */
export interface StoredList extends ListRecord {
  record: OutboxRecord
}

/** The key of a list's record. */
export const listRecordKey = (url: string): string => `status/list/${listKey(url)}`

/** The key under which an entry is marked as assigned. */
export const entryKey = (url: string, index: number): string => `status/entry/${listKey(url)}/${String(index)}`

/** The key under which the list stands that new credentials of an issuer are put in. */
export const currentKey = (did: string, purpose: StatusListPurpose): string =>
  `status/current/${createHash('sha256').update(did).digest('hex').slice(0, 40)}/${purpose}`

/** Reads a list's record; undefined where the store does not know the list. */
export async function readListRecord(store: OutboxStore, url: string): Promise<StoredList | undefined> {
  const record = await store.get(listRecordKey(url))
  if (record === undefined) return undefined
  const list = parseRecord<ListRecord>(record, {
    url: 'string',
    did: 'string',
    name: 'string',
    purpose: 'string',
    length: 'number',
    assigned: 'number',
  })
  return { ...list, record }
}

/** The list that new credentials of an issuer are put in; undefined where there is none. */
export async function readCurrentList(
  store: OutboxStore,
  did: string,
  purpose: StatusListPurpose,
): Promise<StoredList | undefined> {
  const record = await store.get(currentKey(did, purpose))
  return record && readListRecord(store, parseRecord<Pick<ListRecord, 'url'>>(record, { url: 'string' }).url)
}

/** Writes down a new list, and makes it the current one. */
export async function writeNewList(store: OutboxStore, list: ListRecord): Promise<void> {
  for (;;) {
    const key = currentKey(list.did, list.purpose)
    const revision = (await store.get(key))?.revision ?? 0
    const done = await store.commit([
      { key: listRecordKey(list.url), value: JSON.stringify(list), revision: 0 },
      { key, value: JSON.stringify({ url: list.url }), revision },
    ])
    if (done || (await readListRecord(store, list.url)) !== undefined) return
  }
}
