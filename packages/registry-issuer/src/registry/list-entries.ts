import { normalizeDid, normalizeDidUrl, parseTime, type Dereferencer, type ResourceMetadata } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { RegistryEntry, RegistryEntryKind, RegistryEntryPage } from '../types/results.js'
import { mapConcurrent } from './map-concurrent.js'
import { readResource } from './read-resource.js'
import { entryKind, registryEntry } from './registry-entry.js'

/** What to list, read and with its defaults. */
export interface EntryQuery {
  did: string
  kind?: RegistryEntryKind
  subject?: string
  schemaId?: string
  type?: string
  /** Milliseconds since the epoch. */
  at: number
  valid?: boolean
  allVersions: boolean
  page: number
  pageSize: number
}

/**
 * Lists accreditations from the ledger's own index of a DID's resources. Contents are read only as far as the page
 * or a filter needs them.
 */
export async function listEntries(query: EntryQuery, dereferencer: Dereferencer): Promise<RegistryEntryPage> {
  const resources = selectVersions(await listResources(query.did, dereferencer), query)
  if (resources.length > defaultLimits.maxListedResources) {
    throw new TrustRegistryIssuerError(
      'too_large',
      `${query.did} has ${String(resources.length)} accreditations that fit; at most ` +
        `${String(defaultLimits.maxListedResources)} are read at once: name a kind`,
    )
  }
  const { page, pageSize } = query
  const start = (page - 1) * pageSize
  // Entries that the deadline leaves unread say so in their `error`.
  const deadline = AbortSignal.timeout(defaultLimits.listingDeadlineMs)
  const read = (selected: Candidate[]): Promise<RegistryEntry[]> =>
    mapConcurrent(selected, defaultLimits.maxConcurrentReads, async ({ metadata, kind }) =>
      registryEntry(
        query.did,
        metadata,
        kind,
        await readResource(dereferencer, `${query.did}/resources/${metadata.resourceId}`, deadline),
      ),
    )
  if (!looksInside(query)) {
    return { total: resources.length, page, pageSize, entries: await read(resources.slice(start, start + pageSize)) }
  }
  const matching = (await read(resources)).filter((entry) => matches(entry, query))
  return { total: matching.length, page, pageSize, entries: matching.slice(start, start + pageSize) }
}

interface Candidate {
  metadata: ResourceMetadata
  kind: RegistryEntryKind
}

async function listResources(did: string, dereferencer: Dereferencer): Promise<ResourceMetadata[]> {
  if (dereferencer.listResources === undefined) {
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      'the plugin has sources that cannot list; give TrustRegistryIssuer sources with listResources, such as ' +
        'createDereferencer of cheqd-did-resolver',
    )
  }
  try {
    return await dereferencer.listResources(did, undefined, {
      signal: AbortSignal.timeout(defaultLimits.readTimeoutMs),
    })
  } catch (cause) {
    throw listingError(did, cause)
  }
}

function listingError(did: string, cause: unknown): TrustRegistryIssuerError {
  const { code, message } = cause as { code?: unknown; message?: unknown }
  const known =
    code === 'notFound'
      ? 'not_found'
      : code === 'invalidDid' || code === 'methodNotSupported'
        ? 'invalid_argument'
        : 'unavailable'
  return new TrustRegistryIssuerError(known, `did ${did}: its resources could not be listed: ${String(message)}`, {
    cause,
  })
}

/** Accreditations of the kind, as of the time, each name's newest version unless all are wanted; newest first. */
function selectVersions(resources: ResourceMetadata[], query: EntryQuery): Candidate[] {
  const candidates = resources.flatMap((metadata): Candidate[] => {
    const kind = entryKind(metadata)
    const created = parseTime(metadata.created) ?? Number.NaN
    if (kind === undefined || (query.kind !== undefined && kind !== query.kind)) return []
    // A time that can't be read hides nothing.
    return created > query.at ? [] : [{ metadata, kind }]
  })
  // The source lists the newest first, which decides between versions of one second.
  candidates.sort((a, b) => (parseTime(b.metadata.created) ?? 0) - (parseTime(a.metadata.created) ?? 0))
  return query.allVersions ? candidates : newestOfEachName(candidates)
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

const looksInside = ({ subject, schemaId, type, valid }: EntryQuery): boolean =>
  [subject, schemaId, type, valid].some((filter) => filter !== undefined)

function matches(entry: RegistryEntry, query: EntryQuery): boolean {
  // What could not be read can't be ruled out, so it is shown with its error.
  if (entry.error !== undefined || entry.credential === undefined) return true
  const { subject, schemaId, type, valid } = query
  if (subject !== undefined && entry.subject !== normalizeDid(subject)) return false
  const scopes = (entry.accreditedFor ?? []).filter(
    (scope) =>
      (schemaId === undefined || (scope.schemaId !== undefined && sameUrl(scope.schemaId, schemaId))) &&
      (type === undefined || scope.types.includes(type)),
  )
  if ((schemaId !== undefined || type !== undefined) && scopes.length === 0) return false
  return valid === undefined || valid === holdsAt(entry, query.at)
}

const sameUrl = (a: string, b: string): boolean => (normalizeDidUrl(a) ?? a) === (normalizeDidUrl(b) ?? b)

const holdsAt = ({ validFrom, validUntil }: RegistryEntry, at: number): boolean =>
  (validFrom === undefined || (parseTime(validFrom) ?? Infinity) <= at) &&
  (validUntil === undefined || at < (parseTime(validUntil) ?? -Infinity))
