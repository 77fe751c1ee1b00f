import { defaultLimits } from '../default-limits.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { ListingTruncation } from '../types/listing.js'
import type { RegistryEntryPage } from '../types/results.js'
import type { EntryQuery } from './entry-query.js'
import { listResources } from './list-resources.js'
import { listTree } from './list-tree.js'
import { readCandidates, type ListingRun } from './listing-run.js'
import { mapConcurrent } from './map-concurrent.js'
import { looksInside, matchesEntry } from './match-entry.js'
import type { ReadEntry } from './registry-entry.js'
import { selectVersions, type Candidate } from './select-versions.js'
import { StatusReader } from './status-reader.js'

/**
 * Lists accreditations from the ledger's own index of a DID's resources: metadata first, contents only as far as the
 * page or a filter needs them, and status lists last.
 */
export async function listEntries(query: EntryQuery, run: ListingRun): Promise<RegistryEntryPage> {
  const { page, pageSize } = query
  const start = (page - 1) * pageSize
  const statuses = new StatusReader(query, run)
  if (!looksInside(query)) {
    const candidates = await ofOneDid(query, run)
    const shown = await readCandidates(candidates.slice(start, start + pageSize), run)
    return { total: candidates.length, page, pageSize, entries: await finish(shown, query, statuses) }
  }
  const { entries, truncated } = await readAll(query, run)
  const matching = entries.filter(({ entry }) => matchesEntry(entry, query))
  const kept = query.status === undefined ? matching : await ofStatus(matching, query, statuses)
  return {
    total: kept.length,
    page,
    pageSize,
    entries: await finish(kept.slice(start, start + pageSize), query, statuses),
    ...(truncated && { truncated }),
  }
}

async function readAll(
  query: EntryQuery,
  run: ListingRun,
): Promise<{ entries: ReadEntry[]; truncated?: ListingTruncation }> {
  if (query.maxDepth !== undefined) return listTree({ ...query, maxDepth: query.maxDepth }, run)
  return { entries: await readCandidates(await ofOneDid(query, run), run) }
}

async function ofOneDid(query: EntryQuery, { dereferencer, deadline }: ListingRun): Promise<Candidate[]> {
  const { did, kind } = query
  const resources = await listResources(did, dereferencer, deadline)
  const candidates = selectVersions(did, resources, query).filter((item) => kind === undefined || item.kind === kind)
  if (candidates.length <= defaultLimits.maxListedResources) return candidates
  throw new TrustRegistryIssuerError(
    'too_large',
    `${did} has ${String(candidates.length)} accreditations that fit; at most ` +
      `${String(defaultLimits.maxListedResources)} are read at once: name a kind`,
  )
}

/** Those with the status asked for; what could not be read can't be ruled out. */
async function ofStatus(entries: ReadEntry[], { status }: EntryQuery, statuses: StatusReader): Promise<ReadEntry[]> {
  const fits = await mapConcurrent(entries, defaultLimits.maxConcurrentReads, async (item) => {
    const found = await statuses.read(item)
    return found === undefined || found.status === status
  })
  return entries.filter((_, index) => fits[index])
}

async function finish(
  entries: ReadEntry[],
  { withStatus }: EntryQuery,
  statuses: StatusReader,
): Promise<RegistryEntryPage['entries']> {
  if (!withStatus) return entries.map(({ entry }) => entry)
  return mapConcurrent(entries, defaultLimits.maxConcurrentReads, async (item) => ({
    ...item.entry,
    ...(await statuses.read(item)),
  }))
}
