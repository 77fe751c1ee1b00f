import { createHash } from 'node:crypto'
import { parseTime, type ResourceMetadata } from '@trustchains/core'
import type { ResourceToPublish } from '../types/publisher.js'

/**
 * An entry of the index for a resource, and the index with it: the version before it gets a link to it.
 *
 * @param now - milliseconds since 1970; each entry is later than those before it, as on a ledger
 */
export function addToIndex(
  resources: readonly ResourceMetadata[],
  { did, resourceId, name, type, version, mediaType, data }: ResourceToPublish,
  now: number,
): ResourceMetadata[] {
  const previous = resources.findLast((entry) => entry.resourceName === name && entry.resourceType === type)
  const last = resources.at(-1)
  const created = Math.max(now, ((last && parseTime(last.created)) ?? 0) + 1)
  const entry: ResourceMetadata = {
    resourceURI: `${did}/resources/${resourceId}`,
    resourceCollectionId: did,
    resourceId,
    resourceName: name,
    resourceType: type,
    mediaType,
    resourceVersion: version,
    created: new Date(created).toISOString(),
    checksum: createHash('sha256').update(data).digest('hex'),
    previousVersionId: previous?.resourceId ?? null,
    nextVersionId: null,
  }
  const linked = resources.map((known) => (known === previous ? { ...known, nextVersionId: resourceId } : known))
  return [...linked, entry]
}
