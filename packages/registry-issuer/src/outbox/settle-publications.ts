import { setTimeout as sleep } from 'node:timers/promises'
import { defaultLimits } from '../default-limits.js'
import { publicationFailed } from '../publishing/publication-failed.js'
import { metadataOf, readPublished } from '../publishing/read-back.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { carryOut } from './carry-out.js'
import { isHeld } from './lock-state.js'
import type { PublicationAtWork } from './publication-at-work.js'
import { readPublication } from './publication-record.js'
import type { CallHooks, OutboxPorts } from './publications-of-call.js'
import { failureKey, readFailure } from './request-record.js'
import type { Settlement, TakenPublication } from './settlement.js'

/** Milliseconds between looks at what another process is at. */
const lookAgainMs = 250

/** How {@link settlePublications} is to go about it. */
export interface SettleOptions extends CallHooks {
  /** The lock that this call holds, by its name. */
  owner: string
  /** Whether this call has just recorded what bears its name; then nothing of it can be on the ledger. */
  isFirst: boolean
  /** Whether this call has an idempotency key, so that it must find out later what failed. */
  isAwaited?: boolean
  /** Milliseconds that it waits for another process; 0: what another is at is left to it. */
  waitMs: number
}

/**
 * Brings publications that stand in the outbox to their end: signs what is not signed, publishes it, reads it back, and
 * takes it out of the outbox. What another process is at is waited for; what a dead one left is taken over.
 *
 * That none is published twice rests on three things: the id of the resource is chosen before anything is signed, the
 * ledger takes an id once, and nothing is sent but the bytes that the outbox holds for it.
 *
 * @returns what became of each, in order
 */
export async function settlePublications(
  taken: readonly TakenPublication[],
  ports: OutboxPorts,
  context: TrustRegistryIssuerContext,
  options: SettleOptions,
): Promise<Settlement[]> {
  const settled = new Map<number, Settlement>()
  const deadline = performance.now() + options.waitMs
  const settle = (index: number, settlement: Settlement): void => {
    settled.set(index, settlement)
    options.onSettled?.(index)
  }
  for (let isFirst = options.isFirst; ; isFirst = false) {
    const work: PublicationAtWork[] = []
    const open = taken.flatMap((publication, index) => (settled.has(index) ? [] : [{ publication, index }]))
    await mapConcurrent(open, defaultLimits.maxConcurrentReads, async ({ publication, index }) => {
      const found = await claim(publication, options, ports)
      if (found === 'gone') settle(index, await whatBecameOf(publication, ports))
      else if (found !== 'busy') work.push({ ...found, index, isNew: isFirst && !found.isTakenOver })
    })
    work.sort((a, b) => a.index - b.index)
    await carryOut(work, ports, context, { ...options, settle })
    const left = taken.flatMap((publication, index) => (settled.has(index) ? [] : [{ publication, index }]))
    if (left.length === 0) break
    if (performance.now() >= deadline) {
      for (const { publication, index } of left) settle(index, { state: 'pending', error: busy(publication) })
      break
    }
    await sleep(lookAgainMs, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {
      for (const { publication, index } of left) settle(index, { state: 'pending', error: busy(publication) })
    })
  }
  return taken.map((publication, index) => settled.get(index) ?? { state: 'pending', error: busy(publication) })
}

/** Makes a publication this call's own, unless a living call is at it. */
async function claim(
  { key }: TakenPublication,
  { owner, isAwaited = false }: SettleOptions,
  { store }: OutboxPorts,
): Promise<(Pick<PublicationAtWork, 'stored'> & { isTakenOver: boolean }) | 'gone' | 'busy'> {
  const found = await store.get(key)
  if (found === undefined) return 'gone'
  const stored = readPublication(found)
  if (stored.record.owner === owner) return { stored, isTakenOver: false }
  if (await isHeld(store, stored.record.owner)) return 'busy'
  const record = { ...stored.record, owner, ...(isAwaited && { isAwaited }) }
  const done = await store.commit([{ key, value: JSON.stringify(record), revision: stored.revision }])
  return done ? { stored: { key, record, revision: stored.revision + 1 }, isTakenOver: true } : 'busy'
}

/**
 * What has left the outbox is on the ledger, or failed for good, and then it is kept why. So what is not found is not
 * absent: who shows the ledger is behind, or does not answer.
 */
async function whatBecameOf({ resource }: TakenPublication, { store, dereferencer }: OutboxPorts): Promise<Settlement> {
  const failure = await store.get(failureKey(resource.resourceId))
  if (failure !== undefined) return { state: 'failed', error: readFailure(failure) }
  const didUrl = `${resource.did}/resources/${resource.resourceId}`
  const found = await readPublished(didUrl, dereferencer)
  const metadata = metadataOf(found)
  if (found.contentStream !== null && found.dereferencingMetadata.error === undefined && metadata !== undefined) {
    return { state: 'published', content: found.contentStream, metadata, isNew: false }
  }
  return { state: 'pending', error: publicationFailed({ didUrl, state: 'unknown', isKept: false }) }
}

const busy = ({ resource: { name } }: TakenPublication): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'busy',
    `another process is publishing ${JSON.stringify(name)}, and did not end in time; the same call again waits for it`,
  )
