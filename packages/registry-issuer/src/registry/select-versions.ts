import { parseTime, type ResourceMetadata } from '@trustchains/core'
import type { RegistryEntryKind } from '../types/results.js'
import type { EntryQuery } from './entry-query.js'
import { entryKind } from './registry-entry.js'

/** A resource that is an accreditation or a root authorization, by its type. */
export interface Candidate {
  /** The DID that it stands under, normalised. */
  did: string
  metadata: ResourceMetadata
  kind: RegistryEntryKind
}

/** Accreditations as of the time, each name's newest version unless all are wanted; newest first. */
export function selectVersions(
  did: string,
  resources: ResourceMetadata[],
  { at, allVersions }: Pick<EntryQuery, 'at' | 'allVersions'>,
): Candidate[] {
  const candidates = resources.flatMap((metadata): Candidate[] => {
    const kind = entryKind(metadata)
    const created = parseTime(metadata.created) ?? Number.NaN
    // A time that can't be read hides nothing.
    return kind === undefined || created > at ? [] : [{ did, metadata, kind }]
  })
  // The source lists the newest first, which decides between versions of one second.
  candidates.sort((a, b) => (parseTime(b.metadata.created) ?? 0) - (parseTime(a.metadata.created) ?? 0))
  return allVersions ? candidates : newestOfEachName(candidates)
}

function newestOfEachName(candidates: Candidate[]): Candidate[] {
  const ids = new Set(candidates.map(({ metadata }) => metadata.resourceId))
  const seen = new Set<string>()
  return candidates.filter(({ metadata: { nextVersionId, resourceName, resourceType } }) => {
    // The ledger's own links say which came after which, also within one second; a source may leave them out.
    if (typeof nextVersionId === 'string' && ids.has(nextVersionId)) return false
    const name = JSON.stringify([resourceName, resourceType])
    return seen.has(name) ? false : seen.add(name)
  })
}
