import { normalizeDid } from '@trustchains/core'
import type { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import { checkNames, orError } from './check-names.js'
import type { HeldLock } from './held-lock.js'
import { hashOf, publicationKey, type PublicationRecord } from './publication-record.js'
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
    const checked = await checkNames(plans, ports)
    const isAwaited = call.idempotencyKey !== undefined
    // All at once: what they are assigned in status lists is then written down together.
    const items = await Promise.all(
      checked.map(async (item): Promise<Item> =>
        'plan' in item ? orError(() => takeUp(item.plan, { owner, isAwaited, now })) : item,
      ),
    )
    // A call of which nothing is taken up leaves no trace: its key may be used again when what was wrong is mended.
    const isNothing = !items.some((item) => 'taken' in item)
    return isNothing || (await commit(call, items, lock, now)) ? items.map(shown) : undefined
  })
}

async function takeUp(
  { resource, estimate, fingerprint, content }: PlannedPublication,
  { owner, isAwaited, now }: { owner: string; isAwaited: boolean; now: number },
): Promise<Item> {
  const made = await content()
  const key = publicationKey(resource)
  const record: PublicationRecord = {
    format: 1,
    resource,
    ...('data' in made ? { data: Buffer.from(made.data).toString('base64') } : made),
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
