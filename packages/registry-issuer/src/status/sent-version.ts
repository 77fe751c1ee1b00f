import type { HeldLock } from '../outbox/held-lock.js'
import { hasShape, parseEach, parseRecord, unreadable } from '../outbox/parse-record.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import type { UnreadableRecord } from '../types/publications.js'
import type { ResourceToPublish } from '../types/publisher.js'
import { listKey, readListReference, type ListReference } from './list-reference.js'
import { listVersions } from './list-versions.js'
import { untilListed } from './publish-list.js'
import { publishVersion } from './publish-version.js'
import type { StatusPorts } from './status-ports.js'

const prefix = 'status/sent/'
const sentKey = ({ url }: ListReference): string => `${prefix}${listKey(url)}`
const pageSize = 100

/** A resource that was sent, as it stands in the store. */
type SentResource = Omit<ResourceToPublish, 'data'> & { data: string; reference: ListReference }

function readSent(record: OutboxRecord): SentResource {
  const sent = parseRecord<SentResource>(record, {
    reference: 'object',
    did: 'string',
    resourceId: 'string',
    name: 'string',
    type: 'string',
    version: 'string',
    mediaType: 'string',
    data: 'string',
  })
  const isSound =
    hasShape<ListReference>(sent.reference, { url: 'string', did: 'string', name: 'string', type: 'string' }) &&
    readListReference(sent.reference.url) !== undefined
  if (!isSound) throw unreadable(record.key)
  return sent
}

/** Writes down what is about to be sent, on condition that the list is still ours to update. */
export async function writeSent(
  reference: ListReference,
  resource: ResourceToPublish,
  { store }: StatusPorts,
  lock: HeldLock,
): Promise<void> {
  const data = Buffer.from(resource.data).toString('base64')
  const value = JSON.stringify({ reference, ...resource, data } satisfies SentResource)
  const revision = (await store.get(sentKey(reference)))?.revision ?? 0
  if (!(await lock.commit([{ key: sentKey(reference), value, revision }]))) {
    throw new TrustRegistryIssuerError('lock_lost', `status list ${reference.url} is being updated by another process`)
  }
}

/** Forgets what was sent: it is on the ledger. */
export async function clearSent(reference: ListReference, { store }: StatusPorts, lock: HeldLock): Promise<void> {
  const record = await store.get(sentKey(reference))
  if (record !== undefined) await lock.commit([{ key: record.key, revision: record.revision }])
}

/**
 * The lists of which a version was sent whose end is not known, and since when, milliseconds since the epoch.
 *
 * @param damaged - records that can't be read are added here
 */
export async function sentSince(store: OutboxStore, damaged: UnreadableRecord[]): Promise<Map<string, number>> {
  const lists = new Map<string, number>()
  let after: string | undefined
  for (;;) {
    const page = await store.list(prefix, { limit: pageSize, ...(after !== undefined && { after }) })
    for (const { reference, version } of parseEach(page, readSent, damaged)) {
      lists.set(reference.url, Date.parse(version))
    }
    if (page.length < pageSize) return lists
    after = page.at(-1)?.key
  }
}

/**
 * Makes sure that nothing which was sent before can still arrive and take the place of what is published next: the
 * ledger takes a resource's id once, so what was sent and is not there is sent again before anything newer.
 */
export async function finishSent(
  reference: ListReference,
  ports: StatusPorts,
  lock: HeldLock,
  context: TrustRegistryIssuerContext,
): Promise<void> {
  const record = await ports.store.get(sentKey(reference))
  if (record === undefined) return
  const { reference: _, data, ...rest } = readSent(record)
  const versions = await listVersions(reference, ports.dereferencer)
  if (!versions.some(({ resourceId }) => resourceId === rest.resourceId)) {
    await lock.check()
    await publishVersion({ ...rest, data: Buffer.from(data, 'base64') }, ports, context, () =>
      clearSent(reference, ports, lock),
    )
    await untilListed(reference, rest.resourceId, ports)
  }
  await lock.commit([{ key: record.key, revision: record.revision }])
}
