import type { ResourceMetadata } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { VersionQuery } from '../types/ledger-client.js'
import type { LedgerDidMetadata as Metadata } from '../types/ledger-messages.js'

/** When a version came to be, in whole seconds since 1970; the first version has no time of update. */
function since(version: Metadata): number {
  return Math.floor((version.updated ?? version.created ?? new Date(NaN)).getTime() / 1000)
}

/** Newest first; versions of the same second by the ledger's links. */
function sortVersions(versions: Metadata[]): Metadata[] {
  const follows = (a: Metadata, b: Metadata) => a.previousVersionId === b.versionId && b.versionId !== ''
  return [...versions].sort((a, b) => since(b) - since(a) || Number(follows(b, a)) - Number(follows(a, b)))
}

/**
 * The version of a DID document that a query names.
 *
 * @throws CheqdResolverError `notFound`
 */
export function findVersion(versions: Metadata[], query: VersionQuery): Metadata {
  const { versionId, versionTime = Infinity } = query
  const found = sortVersions(versions).find(
    (version) =>
      (versionId === undefined || version.versionId.toLowerCase() === versionId) && since(version) <= versionTime,
  )
  if (found === undefined) throw new CheqdResolverError('notFound', 'the DID has no such version')
  return found
}

/** The resources that were there while a version of the DID document was the newest: those not later than the next version. */
export function resourcesOfVersion(
  resources: ResourceMetadata[],
  versions: Metadata[],
  version: Metadata,
): ResourceMetadata[] {
  const sorted = sortVersions(versions)
  const next = sorted[sorted.findIndex(({ versionId }) => versionId === version.versionId) - 1]
  return next === undefined ? resources : resources.filter(({ created }) => Date.parse(created) <= since(next) * 1000)
}
