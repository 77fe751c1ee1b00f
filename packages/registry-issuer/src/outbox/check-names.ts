import { checkNameFree } from '../checks/check-name-free.js'
import { namesInUse } from '../checks/names-in-use.js'
import { defaultLimits } from '../default-limits.js'
import { mapConcurrent } from '../registry/map-concurrent.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import { publicationPrefix, readPublication } from './publication-record.js'
import type { OutboxPorts, PlannedPublication } from './publications-of-call.js'
import type { TakenPublication } from './settlement.js'

/** What a call wants to publish: its name is free, it is under way already, or it is refused. */
export type CheckedName =
  { plan: PlannedPublication } | { taken: TakenPublication } | { error: TrustRegistryIssuerError }

/** What is asked: the outbox, and the ledger. */
type NamePorts = Pick<OutboxPorts, 'store' | 'dereferencer'>

/**
 * Makes sure that names are free, on the ledger and among what is under way.
 *
 * The outbox is asked first: what leaves it is on the ledger by then, so a publication that is finished meanwhile is seen
 * either here or there.
 *
 * @param plans - of one DID; what was refused already stays so
 * @returns one for each, in order
 */
export async function checkNames(
  plans: readonly (PlannedPublication | TrustRegistryIssuerError)[],
  ports: NamePorts,
): Promise<CheckedName[]> {
  const names = new Set<string>()
  const found = await mapConcurrent(plans, defaultLimits.maxConcurrentReads, (plan) =>
    orError<CheckedName>(async () => {
      if (plan instanceof TrustRegistryIssuerError) throw plan
      const prefix = publicationPrefix(plan.resource)
      if (names.has(prefix)) throw givenTwice(plan)
      names.add(prefix)
      const taken = await underWay(plan, ports)
      return taken === undefined ? { plan } : { taken }
    }),
  )
  const asked = found.flatMap((item) => ('plan' in item && item.plan.subject !== undefined ? [item.plan] : []))
  const inUse = await namesInUse(asked[0]?.resource.did ?? '', asked.length, ports.dereferencer)
  return mapConcurrent(found, defaultLimits.maxConcurrentReads, (item) =>
    orError(async () => {
      if (!('plan' in item) || item.plan.subject === undefined) return item
      const { resource, subject } = item.plan
      if (inUse(resource.name, resource.type) !== false)
        await checkNameFree({ ...resource, subject }, ports.dereferencer)
      return item
    }),
  )
}

/**
 * As {@link checkNames}, for one.
 *
 * @throws TrustRegistryIssuerError `name_taken`, `publication_pending`, `unavailable`
 */
export async function checkName(plan: PlannedPublication, ports: NamePorts): Promise<void> {
  const [checked] = await checkNames([plan], ports)
  if (checked !== undefined && 'error' in checked) throw checked.error
}

/** Gives an error of one item as a value; where the outbox fails, nothing is issued at all. */
export async function orError<T>(run: () => Promise<T>): Promise<T | { error: TrustRegistryIssuerError }> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof TrustRegistryIssuerError && error.code !== 'outbox_failed') return { error }
    throw error
  }
}

/** The publication that is under way for a call with the same arguments, if there is one. */
async function underWay(plan: PlannedPublication, { store }: NamePorts): Promise<TakenPublication | undefined> {
  for (const { key, record } of (await store.list(publicationPrefix(plan.resource))).map(readPublication)) {
    if (record.fingerprint !== plan.fingerprint) throw pending(plan)
    return { key, resource: record.resource, estimate: record.estimate }
  }
  return undefined
}

const pending = ({ resource: { name } }: PlannedPublication): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError(
    'publication_pending',
    `an earlier publication of the name ${JSON.stringify(name)} is not finished; wait for it, or call ` +
      'resumePublications, which finishes it. Nothing was signed',
  )

const givenTwice = ({ resource: { name } }: PlannedPublication): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('name_taken', `name ${JSON.stringify(name)} is given twice in this batch`)
