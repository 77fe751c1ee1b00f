import { randomBytes } from 'node:crypto'
import { defaultLimits } from '../default-limits.js'
import type { LoadedIssuer } from '../signing/load-issuer.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { CreatedStatusList, StatusListPurpose } from '../types/status.js'
import { resourceDidUrls } from '../registry/registry-entry.js'
import { statusEntry } from './list-evidence.js'
import { writeNewList } from './list-record.js'
import { listReference, type ListReference } from './list-reference.js'
import { listVersions } from './list-versions.js'
import { estimateList, listResource, publishList } from './publish-list.js'
import type { StatusPorts } from './status-ports.js'
import { newList } from './write-list.js'

/** What a new list is to be. */
export interface ListPlan {
  purpose: StatusListPurpose
  /** Default: one that nobody else will choose. */
  name?: string
  length?: number
  ttl?: number
  dryRun?: boolean
}

/**
 * Publishes a new list and makes it the one that new credentials of the issuer are put in.
 *
 * @throws TrustRegistryIssuerError `name_taken` where the ledger has a list of that name: which of its entries are taken
 *   nobody could know
 */
export async function createList(
  { purpose, name = newListName(purpose), length = defaultLimits.minStatusEntries, ttl, dryRun = false }: ListPlan,
  issuer: LoadedIssuer,
  ports: StatusPorts,
  context: TrustRegistryIssuerContext,
): Promise<CreatedStatusList> {
  const reference = listReference(issuer.evidence.did, name)
  const now = ports.clock()
  const credential = newList({ reference, purpose, length, ttl: ttl ?? defaultLimits.statusListTtlMs, now })
  const planned = listResource(reference, { credential }, issuer, now)
  const estimate = await estimateList(planned, ports, context)
  if ((await listVersions(reference, ports.dereferencer)).length > 0) throw nameTaken(reference)
  const created = { purpose, length, capacity: capacityOf(length), estimate }
  const { did, type } = reference
  if (dryRun) return { dryRun, didUrls: resourceDidUrls(did, planned.resourceId, name, type), ...created }

  const probe = statusEntry(reference, { form: 'bitstring', size: 1 }, purpose, 0)
  const resource = await publishList(reference, { credential }, [probe], issuer, ports, context)
  const versions = await listVersions(reference, ports.dereferencer)
  // Somebody else may have chosen the name at the same moment, and assign entries of it.
  if (versions.length !== 1 || versions[0]?.resourceId !== resource.resourceId) throw nameTaken(reference)
  await writeNewList(ports.store, { url: reference.url, did, name, purpose, length, assigned: 0 })
  return { dryRun, didUrls: resourceDidUrls(did, resource.resourceId, name, type), ...created, resource }
}

/** A name that no other store chooses: lists of one name would assign the same entries twice. */
export const newListName = (purpose: StatusListPurpose): string => `${purpose}-${randomBytes(8).toString('hex')}`

/**
 * Entries that are assigned of a list of this length: the longer the list, the more bytes each takes, since it says more
 * where it is. All of them revoked, the list takes some nine tenths of a transaction's gas (docs/adr/0012).
 */
export const capacityOf = (length: number): number => capacities.find(([longest]) => length <= longest)?.[1] ?? 0

const capacities: readonly (readonly [longest: number, entries: number])[] = [
  [131_072, defaultLimits.maxAssignedStatusEntries],
  [262_144, 10_240],
  [524_288, 7_168],
  [1_048_576, 5_632],
]

const nameTaken = ({ url }: ListReference): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('name_taken', `there is a status list ${url} already; choose another name`)
