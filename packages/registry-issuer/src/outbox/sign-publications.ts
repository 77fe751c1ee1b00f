import { setImmediate as nextTurn } from 'node:timers/promises'
import { recheckDraft } from '../checks/recheck-draft.js'
import { sharedReads, type PlanReads } from '../methods/plan-reads.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { signCredential } from '../signing/sign-credential.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { commitEach } from './commit-each.js'
import { failureOf, type PublicationAtWork, type SignedPublication } from './publication-at-work.js'
import { resourceOf, type PublicationRecord } from './publication-record.js'
import type { OutboxPorts } from './publications-of-call.js'
import { failureChanges } from './request-record.js'
import type { Settlement } from './settlement.js'

/** How {@link signPublications} is to go about it. */
export interface SigningOptions {
  /** What is not signed when it fires is not signed any more. */
  signal?: AbortSignal
  /** Hears of what can't be published now. */
  settle: (index: number, settlement: Settlement) => void
}

/** Signatures under way at the same time: each may be a request to a key management system. */
const maxConcurrentSignatures = 8

/**
 * Signs what is not signed yet, and records all of it with one commit, before any of it is used. What another call has left
 * behind is checked again before: meanwhile a verifier may have come to refuse it.
 *
 * @returns what may be sent now; what is missing was settled, or taken over by another process
 */
export async function signPublications(
  work: readonly PublicationAtWork[],
  { store, dereferencer }: Pick<OutboxPorts, 'store' | 'dereferencer'>,
  context: TrustRegistryIssuerContext,
  { signal, settle }: SigningOptions,
): Promise<SignedPublication[]> {
  const signed: SignedPublication[] = []
  const recorded: SignedPublication[] = []
  const reads = sharedReads({ context, dereferencer })
  await mapConcurrent(work, maxConcurrentSignatures, async (item) => {
    const { record } = item.stored
    const known = resourceOf(record)
    if (known !== undefined) signed.push({ ...item, resource: known })
    else if (signal?.aborted === true) {
      settle(item.index, { state: 'pending', error: failureOf(record, 'absent', aborted) })
    } else {
      const result = await sign(item, store, context, reads)
      if (result !== undefined && 'state' in result) settle(item.index, result)
      else if (result !== undefined) recorded.push(result)
      // Local keys sign without a pause; what is on its way to the ledger gets its turn.
      await nextTurn()
    }
  })
  const changes = recorded.map(({ stored: { key, record, revision } }) => [
    { key, value: JSON.stringify(record), revision: revision - 1 },
  ])
  const done = await commitEach(changes, store)
  signed.push(...recorded.filter((_, index) => done[index]))
  return signed.sort((a, b) => a.index - b.index)
}

/** Signs one; its record is as it is to be, and not written yet. */
async function sign(
  item: PublicationAtWork,
  store: OutboxPorts['store'],
  context: TrustRegistryIssuerContext,
  reads: PlanReads,
): Promise<SignedPublication | Settlement | undefined> {
  const { stored } = item
  const { toSign, ...rest } = stored.record
  if (toSign === undefined)
    return { state: 'pending', error: failureOf(stored.record, 'unknown', { code: 'not_signed' }) }
  try {
    if (!item.isNew) await recheckDraft(toSign, Date.now(), reads)
    const { credential } = await signCredential(toSign.draft, toSign.key, context)
    const content = Buffer.from(JSON.stringify(credential))
    const record: PublicationRecord = { ...rest, data: content.toString('base64') }
    const resource = { ...record.resource, data: content }
    return { ...item, stored: { ...stored, record, revision: stored.revision + 1 }, resource }
  } catch (error) {
    if (!(error instanceof TrustRegistryIssuerError)) throw error
    // What was never signed is nowhere. It is forgotten where its caller hears of it, or where it is refused; what was left
    // behind and may come about later is kept.
    if (!item.isNew && !refusals.has(error.code)) return { state: 'pending', error }
    const isForgotten = await store.commit(failureChanges(stored, error))
    return isForgotten ? { state: 'failed', error } : undefined
  }
}

/** What no later attempt would do either. */
const refusals: ReadonlySet<string> = new Set(['refused', 'invalid_argument'])

const aborted = { code: 'aborted', message: 'it was not signed, since the call was aborted' }
