import type { Dereferencer } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import { mapConcurrent } from './map-concurrent.js'
import { readResource } from './read-resource.js'
import { registryEntry, type ReadEntry } from './registry-entry.js'
import type { Candidate } from './select-versions.js'

/** What one call of a listing reads with. */
export interface ListingRun {
  dereferencer: Dereferencer
  context: TrustRegistryIssuerContext
  /** Of the whole call. */
  deadline: AbortSignal
  /** Milliseconds since the epoch. */
  now: number
}

/** Reads accreditations, some at a time; what the deadline leaves unread says so in its `error`. */
export function readCandidates(candidates: Candidate[], { dereferencer, deadline }: ListingRun): Promise<ReadEntry[]> {
  return mapConcurrent(candidates, defaultLimits.maxConcurrentReads, async ({ did, metadata, kind }) =>
    registryEntry(
      did,
      metadata,
      kind,
      await readResource(dereferencer, `${did}/resources/${metadata.resourceId}`, { deadline }),
    ),
  )
}
