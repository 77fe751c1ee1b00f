import type { ChainCredential } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { listResources } from '../registry/list-resources.js'
import { listTree } from '../registry/list-tree.js'
import type { ListingRun } from '../registry/listing-run.js'
import type { ReadEntry } from '../registry/registry-entry.js'
import type { PreviousAccreditation } from './read-previous.js'

/** What stands below an accreditation on the ledger. */
export interface Descendants {
  entries: ReadEntry[]
  complete: boolean
}

/**
 * Finds all accreditations below one, whichever of its versions they name.
 *
 * @throws TrustRegistryIssuerError `unavailable`, where the issuer's or the holder's resources can't be listed
 */
export async function findDescendants(previous: PreviousAccreditation, run: ListingRun): Promise<Descendants> {
  const { entry, credential, did } = previous
  const { subject } = credential
  // Nothing may stand below an accreditation to attest (docs/verification.md, role).
  if (credential.kind === 'attest' || subject === undefined) return { entries: [], complete: true }
  const { entries, truncated } = await treeOf(subject, run)
  const versions = await versionsOf(did, entry, run)
  const named = (item: ReadEntry): boolean => namesOneOf(item.credential, versions, entry, did)
  const included = new Set<string>()
  const below = entries.filter((item) => {
    const { pinned } = item.entry.didUrls
    const isBelow = named(item) || (item.entry.below !== undefined && included.has(item.entry.below))
    if (isBelow && pinned !== entry.didUrls.pinned) included.add(pinned)
    return included.has(pinned)
  })
  const unreadable = entries.some(({ credential: read }) => read === undefined)
  return { entries: below, complete: truncated === undefined && !unreadable }
}

async function treeOf(did: string, run: ListingRun): ReturnType<typeof listTree> {
  try {
    return await listTree(
      {
        did,
        at: run.now,
        isPast: false,
        withStatus: false,
        allVersions: false,
        maxDepth: defaultLimits.maxTreeDepth,
        page: 1,
        pageSize: 1,
      },
      run,
    )
  } catch (error) {
    // Whoever has no DID on this ledger has published nothing on it.
    const { code } = error as { code?: unknown }
    if (code === 'not_found' || code === 'invalid_argument') return { entries: [] }
    throw error
  }
}

/** The resource ids of all versions, lower case. */
async function versionsOf(
  did: string,
  { resource }: PreviousAccreditation['entry'],
  run: ListingRun,
): Promise<Set<string>> {
  const { resourceName, resourceType } = resource
  const all = await listResources(did, run.dereferencer, run.deadline)
  return new Set(
    all
      .filter((item) => item.resourceName === resourceName && item.resourceType === resourceType)
      .map(({ resourceId }) => resourceId.toLowerCase()),
  )
}

function namesOneOf(
  child: ChainCredential | undefined,
  versions: ReadonlySet<string>,
  { resource }: PreviousAccreditation['entry'],
  did: string,
): boolean {
  if (child?.kind !== 'accredit' && child?.kind !== 'attest') return false
  const reference = child.parent?.parentReference
  if (reference?.did !== did) return false
  return reference.form === 'pinned'
    ? versions.has(reference.resourceId)
    : reference.resourceName === resource.resourceName && reference.resourceType === resource.resourceType
}
