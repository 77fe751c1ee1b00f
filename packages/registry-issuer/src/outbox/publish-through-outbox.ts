import { randomUUID } from 'node:crypto'
import { defaultLimits } from '../default-limits.js'
import type { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { lockTimes } from './lock-times.js'
import type { CallHooks, OutboxPorts, PlannedPublication, PublishingCall } from './publications-of-call.js'
import { findRequest, forgetOldRequests, forgetRequest, restoreError, type RequestRecord } from './request-record.js'
import { settlePublications } from './settle-publications.js'
import type { Settlement, TakenPublication } from './settlement.js'
import { takePublications } from './take-publications.js'
import { withLock } from './with-lock.js'

/** One item of a call that publishes: what was published, or why not. */
export type PublishedItem = { taken: TakenPublication; settlement: Settlement } | { error: TrustRegistryIssuerError }

/**
 * Publishes what a call asks for, so that it is neither lost nor published twice, whatever happens to this process, the
 * ledger or the way between them: recorded before it is signed, recorded when it is signed, and taken out of the outbox
 * when the ledger shows it.
 *
 * @param now - milliseconds since the epoch
 * @returns one for each item of the call, in order
 * @throws TrustRegistryIssuerError `idempotency_conflict`, `busy`, `outbox_failed`
 */
export async function publishThroughOutbox(
  call: PublishingCall,
  ports: OutboxPorts,
  context: TrustRegistryIssuerContext,
  now: number,
  hooks: CallHooks = {},
): Promise<PublishedItem[]> {
  const { store } = ports
  // Plans are made once, also where another call turns out to be quicker.
  let plans: (PlannedPublication | TrustRegistryIssuerError)[] | undefined
  if ((await findRequest(call, store)) === undefined) plans = await call.plan()
  hooks.signal?.throwIfAborted()
  return withCall(store, async (owner) => {
    const { items, isFirst } = await takeOrFind(call, plans, owner, ports, now)
    const taken = items.flatMap((item, index) => ('taken' in item ? [{ publication: item.taken, index }] : []))
    items.forEach((item, index) => {
      if ('error' in item) hooks.onSettled?.(index)
    })
    const settlements = await settlePublications(
      taken.map(({ publication }) => publication),
      ports,
      context,
      {
        owner,
        isFirst,
        isAwaited: call.idempotencyKey !== undefined,
        waitMs: defaultLimits.publishTimeoutMs + lockTimes.leaseMs,
        ...(hooks.signal && { signal: hooks.signal }),
        onSettled: (index) => hooks.onSettled?.(taken[index]?.index ?? index),
      },
    )
    if (call.idempotencyKey !== undefined && settlements.every(isUnsigned) && taken.length === items.length) {
      await forgetRequest(call.issuer, call.idempotencyKey, store)
    }
    let next = 0
    return items.map((item) => {
      if ('error' in item) return { error: restoreError(item.error) }
      return { taken: item.taken, settlement: settlements[next++] as Settlement }
    })
  })
}

/** Does some work under a lock of its own, by which other processes see that it is still going on. */
export async function withCall<T>(store: OutboxPorts['store'], work: (owner: string) => Promise<T>): Promise<T> {
  const owner = `calls/${randomUUID()}`
  return withLock(store, owner, () => work(owner), { isEphemeral: true })
}

async function takeOrFind(
  call: PublishingCall,
  plans: (PlannedPublication | TrustRegistryIssuerError)[] | undefined,
  owner: string,
  ports: OutboxPorts,
  now: number,
): Promise<{ items: RequestRecord['items']; isFirst: boolean }> {
  if (call.idempotencyKey !== undefined) await forgetOldRequests(ports.store, now)
  for (;;) {
    const request = await findRequest(call, ports.store)
    if (request !== undefined) return { items: request.items, isFirst: false }
    plans ??= await call.plan()
    const items = await takePublications(call, plans, owner, ports, now)
    if (items !== undefined) return { items, isFirst: true }
  }
}

/** Nothing of it was ever signed, and it has left the outbox. */
const isUnsigned = (settlement: Settlement): boolean =>
  settlement.state === 'failed' && settlement.error.code !== 'publication_failed'
