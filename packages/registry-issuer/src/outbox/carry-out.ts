import { publishOutcomes } from '../publishing/publish-outcomes.js'
import { ReadBackMany } from '../publishing/read-back-many.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { concludePublications, settleFound, type SentPublication } from './conclude-publications.js'
import { Gathered } from './gathered.js'
import type { PublicationAtWork, SignedPublication } from './publication-at-work.js'
import type { OutboxPorts } from './publications-of-call.js'
import type { Settlement } from './settlement.js'
import { signPublications } from './sign-publications.js'

interface CarryOutOptions {
  signal?: AbortSignal
  /** What has no settlement afterwards was taken over by another process. */
  settle: (index: number, settlement: Settlement) => void
}

/** Publications that are signed and recorded together; the next are signed while these are published. */
const partSize = 50
/** What is published is read back, and taken out of the outbox, together with what is published within so many milliseconds. */
const gathering = { max: 100, waitMs: 400 }

/**
 * Signs, publishes and reads back what this call is at, and takes out of the outbox what has come to its end.
 *
 * Each is recorded as signed before it is sent, and read back before it leaves the outbox; one commit does so for many. With a
 * publisher that takes parts, the first are on their way to the ledger while the next are signed.
 */
export async function carryOut(
  work: readonly PublicationAtWork[],
  ports: OutboxPorts,
  context: TrustRegistryIssuerContext,
  { signal, settle }: CarryOutOptions,
): Promise<void> {
  const { store, publisher, dereferencer } = ports
  const ledger = new ReadBackMany(dereferencer)
  const together = publisher.publishMany === undefined ? { ...gathering, max: 1 } : gathering
  const concluding = new Gathered<SentPublication>(
    (sent) => concludePublications(sent, store, ledger, settle),
    together,
  )
  const publish = (items: readonly SignedPublication[]): Promise<void> =>
    publishOutcomes(
      items.map(({ resource }) => resource),
      publisher,
      context,
      {
        ...(signal && { signal }),
        onOutcome: async (outcome, index) => {
          const item = items[index]
          if (item !== undefined) await concluding.add({ item, outcome })
        },
        onAllKnown: () => concluding.flush(),
      },
    )
  const publishing: Promise<void>[] = []
  const unsent: SignedPublication[] = []
  try {
    for (let from = 0; from < work.length; from += partSize) {
      const part = work.slice(from, from + partSize)
      const signed = await signPublications(part, ports, context, { ...(signal && { signal }), settle })
      unsent.push(...(await stillToSend(signed, ports, ledger, settle)))
      if (publisher.takesParts === true && unsent.length > 0) publishing.push(started(publish(unsent.splice(0))))
    }
    if (unsent.length > 0) publishing.push(started(publish(unsent)))
  } finally {
    // Also where the next could not be signed: this call answers for what is on its way until it is known.
    await Promise.allSettled(publishing)
  }
  await Promise.all(publishing)
}

/** Those of which the ledger has nothing yet; what an earlier attempt brought there is settled. */
async function stillToSend(
  signed: readonly SignedPublication[],
  { store }: OutboxPorts,
  ledger: ReadBackMany,
  settle: (index: number, settlement: Settlement) => void,
): Promise<SignedPublication[]> {
  const earlier = signed.filter(({ isNew }) => !isNew)
  const found = await ledger.read(earlier.map(({ resource }) => ({ resource, patience: 'once' })))
  const known = new Map(earlier.map((item, index) => [item, found[index]]))
  const isAbsent = (item: SignedPublication): boolean => (known.get(item)?.state ?? 'absent') === 'absent'
  await settleFound(
    earlier.flatMap((item) => {
      const state = known.get(item)
      return state === undefined || isAbsent(item) ? [] : [{ item, found: state, isNew: false }]
    }),
    store,
    settle,
  )
  return signed.filter(isAbsent)
}

/** Whether it failed is asked at the end; until then nobody listens. */
function started(publishing: Promise<void>): Promise<void> {
  publishing.catch(() => undefined)
  return publishing
}
