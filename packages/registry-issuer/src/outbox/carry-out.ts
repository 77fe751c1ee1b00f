import { publicationFailed } from '../publishing/publication-failed.js'
import { publishOutcomes } from '../publishing/publish-outcomes.js'
import { readBack, type ReadBack } from '../publishing/read-back.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { signCredential } from '../signing/sign-credential.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { PublicationOutcome, ResourceToPublish } from '../types/publisher.js'
import { resourceOf, type PublicationRecord, type StoredPublication } from './publication-record.js'
import type { OutboxPorts } from './publications-of-call.js'
import { failureKey, keepError } from './request-record.js'
import type { Settlement } from './settlement.js'

/** A publication that this call is at. */
export interface PublicationAtWork {
  stored: StoredPublication
  /** Its place among those of the call. */
  index: number
  /** Whether it was recorded a moment ago by this very call, so that it can't be on the ledger yet. */
  isNew: boolean
}

interface CarryOutOptions {
  signal?: AbortSignal
  /** What has no settlement afterwards was taken over by another process. */
  settle: (index: number, settlement: Settlement) => void
}

/** One that is signed. */
interface Signed extends PublicationAtWork {
  resource: ResourceToPublish
}

/** Signatures under way at the same time: each may be a request to a key management system. */
const maxConcurrentSignatures = 8
/** Requests to the ledger under way at the same time. */
const maxConcurrentReads = 16
/** Failures that would come again however often it is tried: the ledger has looked at it and said no. */
const finalCodes: ReadonlySet<string> = new Set(['out_of_gas', 'refused', 'invalid_argument', 'too_large'])

/** Signs, publishes and reads back what this call is at, and takes out of the outbox what has come to its end. */
export async function carryOut(
  work: readonly PublicationAtWork[],
  ports: OutboxPorts,
  context: TrustRegistryIssuerContext,
  { signal, settle }: CarryOutOptions,
): Promise<void> {
  const signed: Signed[] = []
  await mapConcurrent(work, maxConcurrentSignatures, async (item) => {
    if (signal?.aborted === true && item.stored.record.data === undefined) {
      settle(item.index, { state: 'pending', error: failureOf(item.stored.record, 'absent', aborted) })
      return
    }
    const result = await sign(item, ports, context)
    if (result === undefined) return
    if ('resource' in result) signed.push(result)
    else settle(item.index, result)
  })
  signed.sort((a, b) => a.index - b.index)
  const unsent: Signed[] = []
  await mapConcurrent(signed, maxConcurrentReads, async (item) => {
    const found = item.isNew ? undefined : await readBack(item.resource, ports.dereferencer, 'once')
    if (found === undefined || found.state === 'absent') unsent.push(item)
    else await conclude(item, found, undefined, false)
  })
  unsent.sort((a, b) => a.index - b.index)

  async function conclude(
    item: Signed,
    found: ReadBack,
    outcome: PublicationOutcome | undefined,
    isNew: boolean,
  ): Promise<void> {
    const settlement = await end(item, found, outcome, isNew, ports)
    if (settlement !== undefined) settle(item.index, settlement)
  }

  await publishOutcomes(
    unsent.map(({ resource }) => resource),
    ports.publisher,
    context,
    {
      ...(signal && { signal }),
      onOutcome: async (outcome, index) => {
        const item = unsent[index]
        if (item === undefined) return
        // What nothing can bring any more is not waited for.
        const patience = outcome.state === 'absent' ? 'once' : 'patient'
        await conclude(item, await readBack(item.resource, ports.dereferencer, patience), outcome, true)
      },
    },
  )
}

/** Signs what is not signed yet, and records it before it is used. */
async function sign(
  item: PublicationAtWork,
  { store }: OutboxPorts,
  context: TrustRegistryIssuerContext,
): Promise<Signed | Settlement | undefined> {
  const { stored } = item
  const known = resourceOf(stored.record)
  if (known !== undefined) return { ...item, resource: known }
  const { toSign, ...rest } = stored.record
  if (toSign === undefined)
    return { state: 'pending', error: failureOf(stored.record, 'unknown', { code: 'not_signed' }) }
  let data: string
  try {
    const { credential } = await signCredential(toSign.draft, toSign.key, context)
    data = Buffer.from(JSON.stringify(credential)).toString('base64')
  } catch (error) {
    if (!(error instanceof TrustRegistryIssuerError)) throw error
    // What was never signed is nowhere; it is forgotten where its caller hears of it, and kept where it was left behind.
    if (!item.isNew) return { state: 'pending', error }
    return (await remove(item, store)) ? { state: 'failed', error } : undefined
  }
  const record: PublicationRecord = { ...rest, data }
  const done = await store.commit([{ key: stored.key, value: JSON.stringify(record), revision: stored.revision }])
  if (!done) return undefined
  const resource: ResourceToPublish = { ...record.resource, data: Buffer.from(data, 'base64') }
  return { ...item, stored: { ...stored, record, revision: stored.revision + 1 }, resource }
}

/** Takes what has come to its end out of the outbox; undefined where another process has taken it over. */
async function end(
  item: Signed,
  found: ReadBack,
  outcome: PublicationOutcome | undefined,
  isNew: boolean,
  { store }: OutboxPorts,
): Promise<Settlement | undefined> {
  const { record } = item.stored
  if (found.state === 'published') {
    await remove(item, store)
    return { state: 'published', content: item.resource.data, metadata: found.metadata, isNew }
  }
  const isFinal =
    found.state === 'different' ||
    (found.state === 'absent' && outcome?.state === 'absent' && finalCodes.has(outcome.code ?? ''))
  const error = failureOf(record, found.state, outcome, !isFinal)
  if (!isFinal) return { state: 'pending', error }
  const kept = { key: failureKey(record.resource.resourceId), value: JSON.stringify(keepError(error)), revision: 0 }
  return (await remove(item, store, record.isAwaited === true ? kept : undefined))
    ? { state: 'failed', error }
    : undefined
}

async function remove(
  { stored: { key, revision } }: PublicationAtWork,
  store: OutboxPorts['store'],
  kept?: { key: string; value: string; revision: number },
): Promise<boolean> {
  return store.commit([{ key, revision }, ...(kept === undefined ? [] : [kept])])
}

function failureOf(
  { resource: { did, resourceId } }: PublicationRecord,
  state: 'absent' | 'unknown' | 'different',
  outcome: Pick<PublicationOutcome, 'code' | 'message' | 'cause'> = {},
  isKept = true,
): TrustRegistryIssuerError {
  const { code, message } = outcome
  const cause = outcome.cause ?? (message === undefined ? undefined : new Error(message))
  const publication = { didUrl: `${did}/resources/${resourceId}`, state, ...(code !== undefined && { code }), isKept }
  return publicationFailed(publication, cause)
}

const aborted = { code: 'aborted', message: 'it was not signed, since the call was aborted' }
