import type { CheckResult } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError, type FailedPublication } from '../trust-registry-issuer-error.js'
import type { OutboxChange, OutboxRecord, OutboxStore } from '../types/outbox-store.js'
import { parseEach, parseRecord, unreadable } from './parse-record.js'
import { hashOf, type StoredPublication } from './publication-record.js'
import type { PublishingCall } from './publications-of-call.js'
import type { TakenPublication } from './settlement.js'

/** An error, as it is kept for the next call with the same key. */
export interface KeptError {
  code: TrustRegistryIssuerError['code']
  message: string
  checks: CheckResult[]
  publication?: FailedPublication
}

/** What is remembered of a call with an idempotency key. */
export interface RequestRecord {
  format: 1
  fingerprint: string
  /** One for each item of the call, in order: what was taken up, or why it was not. */
  items: ({ taken: TakenPublication } | { error: KeptError })[]
  /** RFC 3339: from then on it may be forgotten. */
  until: string
}

/** Milliseconds for which a call with an idempotency key is remembered: 30 days. */
export const requestRetentionMs = 30 * 86_400_000
/** Old ones that each new one clears away. */
const clearedAtOnce = 20

/** Where the call stands in the store. Each DID has keys of its own. */
export const requestKey = (issuer: string, idempotencyKey: string): string =>
  `request/${hashOf([issuer, idempotencyKey])}`

/** Where it is kept why a publication of such a call failed for good. */
export const failureKey = (resourceId: string): string => `failure/${resourceId}`

/**
 * Looks for an earlier call with the same key.
 *
 * @throws TrustRegistryIssuerError `idempotency_conflict` where it had other arguments
 */
export async function findRequest(
  { issuer, idempotencyKey, fingerprint }: Pick<PublishingCall, 'issuer' | 'idempotencyKey' | 'fingerprint'>,
  store: OutboxStore,
): Promise<RequestRecord | undefined> {
  if (idempotencyKey === undefined) return undefined
  const stored = await store.get(requestKey(issuer, idempotencyKey))
  if (stored === undefined) return undefined
  const record = readRequest(stored)
  if (record.fingerprint === fingerprint) return record
  throw new TrustRegistryIssuerError(
    'idempotency_conflict',
    'idempotencyKey was used for this issuer before, with another method or other arguments. Nothing was signed',
  )
}

/** @throws TrustRegistryIssuerError `outbox_failed` */
function readRequest(stored: OutboxRecord): RequestRecord {
  const record = parseRecord<RequestRecord>(stored, {
    format: 1,
    fingerprint: 'string',
    items: 'object',
    until: 'string',
  })
  if (!Array.isArray(record.items)) throw unreadable(stored.key)
  return record
}

/** The changes that remember a call. */
export function requestChanges(
  { issuer, idempotencyKey, fingerprint }: Pick<PublishingCall, 'issuer' | 'idempotencyKey' | 'fingerprint'>,
  items: RequestRecord['items'],
  now: number,
): OutboxChange[] {
  if (idempotencyKey === undefined) return []
  const key = requestKey(issuer, idempotencyKey)
  const until = new Date(now + requestRetentionMs).toISOString()
  const record: RequestRecord = { format: 1, fingerprint, items, until }
  return [
    { key, value: JSON.stringify(record), revision: 0 },
    { key: `expiry/${until}/${key}`, value: '{}', revision: 0 },
  ]
}

/** The changes that take a publication which failed for good out of the outbox, and keep why for whoever awaits it. */
export function failureChanges(
  { key, revision, record }: StoredPublication,
  error: TrustRegistryIssuerError,
): OutboxChange[] {
  if (record.isAwaited !== true) return [{ key, revision }]
  const kept = { key: failureKey(record.resource.resourceId), value: JSON.stringify(keepError(error)), revision: 0 }
  return [{ key, revision }, kept]
}

/** Forgets a call of which nothing came about, so that its key is free again. */
export async function forgetRequest(issuer: string, idempotencyKey: string, store: OutboxStore): Promise<void> {
  const request = await store.get(requestKey(issuer, idempotencyKey))
  if (request === undefined) return
  const { until } = readRequest(request)
  await forget(request, await store.get(`expiry/${until}/${request.key}`), store)
}

/** Forgets calls whose time is over: some with each new one, so that they never become many. */
export async function forgetOldRequests(store: OutboxStore, now: number): Promise<void> {
  const limit = new Date(now).toISOString()
  for (const expiry of await store.list('expiry/', { limit: clearedAtOnce })) {
    const [, until = '', ...rest] = expiry.key.split('/')
    if (until > limit) return
    await forget(await store.get(rest.join('/')), expiry, store)
  }
}

/** Forgets a call, and why publications of it failed. */
async function forget(
  request: OutboxRecord | undefined,
  expiry: OutboxRecord | undefined,
  store: OutboxStore,
): Promise<void> {
  // One that can't be read is forgotten too: it must not stop each call that comes after it.
  const items = parseEach(request === undefined ? [] : [request], readRequest, []).flatMap((record) => record.items)
  const failures = await mapConcurrent(items, defaultLimits.maxConcurrentReads, async (item) =>
    'taken' in item ? store.get(failureKey(item.taken.resource.resourceId)) : undefined,
  )
  await store.commit(
    [request, expiry, ...failures].flatMap((record) =>
      record ? [{ key: record.key, revision: record.revision }] : [],
    ),
  )
}

/** An error, as it is kept. */
export function keepError({ code, message, checks, publication }: TrustRegistryIssuerError): KeptError {
  return { code, message, checks, ...(publication !== undefined && { publication }) }
}

/**
 * An error that was kept, as it stands in the store.
 *
 * @throws TrustRegistryIssuerError `outbox_failed`
 */
export const readFailure = (record: OutboxRecord): TrustRegistryIssuerError =>
  restoreError(parseRecord<KeptError>(record, { code: 'string', message: 'string', checks: 'object' }))

/** An error that was kept. */
export const restoreError = ({ code, message, checks, publication }: KeptError): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(code, message, { checks, ...(publication !== undefined && { publication }) })
