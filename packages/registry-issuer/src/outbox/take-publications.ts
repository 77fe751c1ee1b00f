import { normalizeDid } from '@trustchains/core'
import { checkNameFree } from '../checks/check-name-free.js'
import { defaultLimits } from '../default-limits.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { HeldLock } from './held-lock.js'
import {
  hashOf,
  publicationKey,
  publicationPrefix,
  readPublication,
  type PublicationRecord,
} from './publication-record.js'
import type { OutboxPorts, PlannedPublication, PublishingCall } from './publications-of-call.js'
import { keepError, requestChanges, type RequestRecord } from './request-record.js'
import type { TakenPublication } from './settlement.js'
import { withLock } from './with-lock.js'

/** One item: taken up anew, found as an earlier call had left it, or not taken. */
type Item = { taken: TakenPublication; record?: PublicationRecord } | { error: TrustRegistryIssuerError }

/**
 * Records publications in the outbox, all in one commit, before anything is signed.
 *
 * Whether their names are free is asked under a lock of the DID, and what is under way counts as taken: of two calls at
 * once that want one name for different subjects, one is refused. A publication that is under way for the same call with
 * the same arguments is taken over, and not made a second time.
 *
 * @param owner - the lock that the call holds while it is at them
 * @param now - milliseconds since the epoch
 * @returns undefined where another call with the same idempotency key was quicker
 * @throws what forbids the whole call: `busy`, `outbox_failed`
 */
export async function takePublications(
  call: PublishingCall,
  plans: readonly (PlannedPublication | TrustRegistryIssuerError)[],
  owner: string,
  ports: OutboxPorts,
  now: number,
): Promise<RequestRecord['items'] | undefined> {
  const { store } = ports
  return withLock(store, `names/${hashOf([normalizeDid(call.issuer)])}`, async (lock) => {
    const names = new Set<string>()
    const items = await mapConcurrent(plans, defaultLimits.maxConcurrentReads, async (plan) => {
      try {
        if (plan instanceof TrustRegistryIssuerError) throw plan
        const prefix = publicationPrefix(plan.resource)
        if (names.has(prefix)) throw givenTwice(plan)
        names.add(prefix)
        return await takeOne(plan, { owner, isAwaited: call.idempotencyKey !== undefined, now }, ports)
      } catch (error) {
        if (error instanceof TrustRegistryIssuerError && error.code !== 'outbox_failed') return { error }
        throw error
      }
    })
    // A call of which nothing is taken up leaves no trace: its key may be used again when what was wrong is mended.
    const isNothing = !items.some((item) => 'taken' in item)
    return isNothing || (await commit(call, items, lock, now)) ? items.map(shown) : undefined
  })
}

/**
 * Makes sure that a name is free, on the ledger and among what is under way.
 *
 * @returns the publication that is under way for a call with the same arguments, if there is one
 * @throws TrustRegistryIssuerError `name_taken`, `publication_pending`, `unavailable`
 */
export async function checkName(
  plan: PlannedPublication,
  { store, dereferencer }: Pick<OutboxPorts, 'store' | 'dereferencer'>,
): Promise<TakenPublication | undefined> {
  const { resource, subject, fingerprint } = plan
  for (const { key, record } of (await store.list(publicationPrefix(resource))).map(readPublication)) {
    if (record.fingerprint !== fingerprint) throw pending(plan)
    return { key, resource: record.resource, estimate: record.estimate }
  }
  if (subject !== undefined) await checkNameFree({ ...resource, subject }, dereferencer)
  return undefined
}

async function takeOne(
  plan: PlannedPublication,
  { owner, isAwaited, now }: { owner: string; isAwaited: boolean; now: number },
  ports: OutboxPorts,
): Promise<Item> {
  const { resource, estimate, fingerprint } = plan
  const found = await checkName(plan, ports)
  if (found !== undefined) return { taken: found }
  const content = await plan.content()
  const key = publicationKey(resource)
  const record: PublicationRecord = {
    format: 1,
    resource,
    ...('data' in content ? { data: Buffer.from(content.data).toString('base64') } : content),
    estimate,
    fingerprint,
    owner,
    ...(isAwaited && { isAwaited }),
    since: new Date(now).toISOString(),
  }
  return { taken: { key, resource, estimate }, record }
}

function commit(call: PublishingCall, items: readonly Item[], lock: HeldLock, now: number): Promise<boolean> {
  const changes = items.flatMap((item) =>
    'record' in item && item.record !== undefined
      ? [{ key: item.taken.key, value: JSON.stringify(item.record), revision: 0 }]
      : [],
  )
  return lock.commit([...changes, ...requestChanges(call, items.map(shown), now)])
}

const shown = (item: Item): RequestRecord['items'][number] =>
  'taken' in item ? { taken: item.taken } : { error: keepError(item.error) }

const pending = ({ resource: { name } }: PlannedPublication): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'publication_pending',
    `an earlier publication of the name ${JSON.stringify(name)} is not finished; wait for it, or call ` +
      'resumePublications, which finishes it. Nothing was signed',
  )

const givenTwice = ({ resource: { name } }: PlannedPublication): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('name_taken', `name ${JSON.stringify(name)} is given twice in this batch`)
