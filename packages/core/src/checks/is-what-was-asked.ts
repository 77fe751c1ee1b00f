import type { ResourceReference } from '../did-url.js'
import { parseTime } from '../parse-time.js'
import type { ResourceMetadata } from '../types/evidence.js'

/**
 * Whether a resource's metadata is of the very resource that a reference names: of its collection, its id or its name
 * and type, and for a reference as of a time not published later.
 */
export function isWhatWasAsked(reference: ResourceReference, metadata: ResourceMetadata): boolean {
  if (!isCollectionOf(reference.did, metadata.resourceCollectionId)) return false
  if (reference.form === 'pinned') return sameButForCase(metadata.resourceId, reference.resourceId)
  if (metadata.resourceName !== reference.resourceName || metadata.resourceType !== reference.resourceType) return false
  if (reference.resourceVersionTime === undefined) return true
  const asOf = parseTime(reference.resourceVersionTime)
  const created = parseTime(metadata.created)
  return asOf !== undefined && created !== undefined && created <= asOf
}

/** The ledger's collection id is the last part of the DID; some sources give the DID itself. */
function isCollectionOf(did: string, collection: string): boolean {
  const end = did.slice(-collection.length)
  return sameButForCase(end, collection) && (end === did || did[did.length - end.length - 1] === ':')
}

/** Whether two texts are the same but for capitals: ids and digests are written in either way. */
export const sameButForCase = (a: string, b: string): boolean => a === b || a.toLowerCase() === b.toLowerCase()
