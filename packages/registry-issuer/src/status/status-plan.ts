import { randomInt } from 'node:crypto'
import type { JsonObject } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { withLock } from '../outbox/with-lock.js'
import type { LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { StatusListPurpose, StatusRequest } from '../types/status.js'
import { assignEntry } from './assign-entry.js'
import { capacityOf, createList, newListName } from './create-list.js'
import { statusEntry } from './list-evidence.js'
import { currentKey, readCurrentList, readListRecord, type StoredList } from './list-record.js'
import { listReference, readListReference } from './list-reference.js'
import { shareInFlight } from './share-in-flight.js'
import type { StatusPorts } from './status-ports.js'
import { usableList } from './usable-list.js'

/** The statuses of a credential that is to be issued. */
export interface StatusPlan {
  /** As a dry run shows them, with entries that nobody has assigned. */
  shown: JsonObject[]
  /** Assigns the entries, and makes lists where there is none; called once, when nothing else can be refused. */
  assign: () => Promise<JsonObject[]>
}

/**
 * Finds the lists that a credential's statuses are to be kept in, and refuses what can't be. Nothing is written.
 *
 * @throws TrustRegistryIssuerError `invalid_argument`, `status_list_invalid`, `status_list_full`, `unavailable`
 */
export async function planStatus(
  requests: readonly StatusRequest[],
  issuer: LoadedIssuer,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<StatusPlan> {
  const planned = await Promise.all(
    requests.map(async (request, index) => planOne(request, `status[${String(index)}]`, issuer, ports, context)),
  )
  return {
    shown: planned.map(({ shown }) => shown),
    assign: async () => {
      const entries: JsonObject[] = []
      for (const { assign } of planned) entries.push(await assign())
      return entries
    },
  }
}

async function planOne(
  { purpose, list: named }: StatusRequest,
  path: string,
  issuer: LoadedIssuer,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<{ shown: JsonObject; assign: () => Promise<JsonObject> }> {
  const { did } = issuer.evidence
  const entry = (url: string, index: number): JsonObject =>
    statusEntry({ url }, { form: 'bitstring', size: 1 }, purpose, index)
  if (named !== undefined) {
    const list = await namedList(named, path, did, purpose, ports)
    await usableList(list, issuer, ports)
    const assign = async (): Promise<JsonObject> => {
      const index = await assignIn(list, issuer, ports)
      if (index === undefined) throw full(list.url, path)
      return entry(list.url, index)
    }
    return { shown: entry(list.url, randomInt(list.length)), assign }
  }
  const current = await usableCurrent(purpose, issuer, ports)
  const url = current?.url ?? listReference(did, newListName(purpose)).url
  const assign = async (): Promise<JsonObject> => {
    const assigned = current && (await assignIn(current, issuer, ports))
    if (current !== undefined && assigned !== undefined) return entry(current.url, assigned)
    return assignInNew(purpose, issuer, ports, context, entry)
  }
  return { shown: entry(url, randomInt(current?.length ?? defaultLimits.minStatusEntries)), assign }
}

/** One process opens the next list; those that waited for it find it. */
async function assignInNew(
  purpose: StatusListPurpose,
  issuer: LoadedIssuer,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
  entry: (url: string, index: number) => JsonObject,
): Promise<JsonObject> {
  const { did } = issuer.evidence
  for (let attempt = 0; attempt < maxOpened; attempt += 1) {
    const name = currentKey(did, purpose).replace('current', 'opening')
    // All of a batch that wait for it take the lock once.
    const list = await shareInFlight(ports, name, () =>
      withLock(ports.store, name, async () => {
        const current = await usableCurrent(purpose, issuer, ports)
        if (current !== undefined) return current
        const { didUrls } = await createList({ purpose }, issuer, ports, context)
        return readListRecord(ports.store, didUrls.latest)
      }),
    )
    const index = list && (await assignIn(list, issuer, ports))
    if (list !== undefined && index !== undefined) return entry(list.url, index)
  }
  throw new TrustRegistryIssuerError('unavailable', `no entry of a status list for ${purpose} could be had; try again`)
}

/** Lists that are opened for one credential: others may fill the one that was just opened. */
const maxOpened = 5

async function assignIn(list: StoredList, issuer: LoadedIssuer, ports: StatusPorts): Promise<number | undefined> {
  return assignEntry(ports.store, list.url, await usableList(list, issuer, ports))
}

/** The issuer's current list, if it has entries left and verifiers take it. */
async function usableCurrent(
  purpose: StatusListPurpose,
  issuer: LoadedIssuer,
  ports: StatusPorts,
): Promise<StoredList | undefined> {
  const list = await readCurrentList(ports.store, issuer.evidence.did, purpose)
  if (list === undefined || list.closed === true || list.assigned >= capacityOf(list.length)) return undefined
  try {
    await usableList(list, issuer, ports)
    return list
  } catch (error) {
    // A list that is not fit for new credentials is no reason to issue none: they get a new one.
    if (error instanceof TrustRegistryIssuerError && error.code !== 'unavailable') return undefined
    throw error
  }
}

async function namedList(
  named: string,
  path: string,
  did: string,
  purpose: StatusListPurpose,
  { store }: StatusPorts,
): Promise<StoredList> {
  const list = await readListRecord(store, readListReference(named)?.url ?? named)
  if (list?.did !== did) {
    throw new TrustRegistryIssuerError(
      'invalid_argument',
      `${path}.list is no list of this issuer that the outbox store knows: which of its entries are taken can't be ` +
        'learnt, and two credentials must not share one. Leave it out, or create a list',
    )
  }
  if (list.purpose !== purpose) {
    throw new TrustRegistryIssuerError('invalid_argument', `${path}.list is of the purpose ${list.purpose}`)
  }
  if (list.closed === true || list.assigned >= capacityOf(list.length)) throw full(list.url, path)
  return list
}

const full = (url: string, path: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'status_list_full',
    `${path}.list ${url} has no entry left; leave it out for the current list, or create another. Nothing was signed`,
  )
