import type { ReadBack } from '../publishing/read-back.js'
import type { ReadBackMany } from '../publishing/read-back-many.js'
import type { PublicationOutcome } from '../types/publisher.js'
import type { OutboxChange, OutboxStore } from '../types/outbox-store.js'
import { commitEach } from './commit-each.js'
import { failureOf, type SignedPublication } from './publication-at-work.js'
import { failureChanges } from './request-record.js'
import type { Settlement } from './settlement.js'

/** A publication, and what its publisher says became of it; undefined where it was not sent. */
export interface SentPublication {
  item: SignedPublication
  outcome?: PublicationOutcome
}

/** What becomes of a publication, with the changes of the outbox that go with it. */
interface Conclusion {
  index: number
  settlement: Settlement
  changes: OutboxChange[]
}

/** Failures that would come again however often it is tried: the ledger has looked at it and said no (docs/adr/0011). */
const finalCodes: ReadonlySet<string> = new Set(['out_of_gas', 'refused'])

/**
 * Asks the ledger for what was sent, and takes out of the outbox what has come to its end, all with one commit.
 *
 * @param settle - is told of each after that commit; of none that another process has taken over
 */
export async function concludePublications(
  sent: readonly SentPublication[],
  store: OutboxStore,
  ledger: ReadBackMany,
  settle: (index: number, settlement: Settlement) => void,
): Promise<void> {
  const found = await ledger.read(
    // What nothing can bring any more is not waited for.
    sent.map(({ item: { resource }, outcome }) => ({
      resource,
      patience: outcome?.state === 'absent' ? 'once' : 'patient',
    })),
  )
  await settleFound(
    sent.flatMap((one, index) => {
      const state = found[index]
      return state === undefined ? [] : [{ ...one, found: state, isNew: true }]
    }),
    store,
    settle,
  )
}

/** Takes out of the outbox what has come to its end by what the ledger shows. */
export async function settleFound(
  items: readonly (SentPublication & { found: ReadBack; isNew: boolean })[],
  store: OutboxStore,
  settle: (index: number, settlement: Settlement) => void,
): Promise<void> {
  const conclusions = items.map(conclude)
  const changing = conclusions.filter(({ changes }) => changes.length > 0)
  const done = await commitEach(
    changing.map(({ changes }) => changes),
    store,
  )
  for (const { index, settlement, changes } of conclusions) {
    const isDone = changes.length === 0 || done[changing.findIndex((one) => one.index === index)] === true
    // What the ledger shows is published, whoever took it out.
    if (isDone || settlement.state === 'published') settle(index, settlement)
  }
}

function conclude({ item, outcome, found, isNew }: SentPublication & { found: ReadBack; isNew: boolean }): Conclusion {
  const { index, resource, stored } = item
  if (found.state === 'published') {
    const settlement = { state: 'published', content: resource.data, metadata: found.metadata, isNew } as const
    return { index, settlement, changes: [{ key: stored.key, revision: stored.revision }] }
  }
  const isFinal =
    found.state === 'different' ||
    (found.state === 'absent' && outcome?.state === 'absent' && finalCodes.has(outcome.code ?? ''))
  const error = failureOf(stored.record, found.state, outcome, !isFinal)
  if (!isFinal) return { index, settlement: { state: 'pending', error }, changes: [] }
  return { index, settlement: { state: 'failed', error }, changes: failureChanges(stored, error) }
}
