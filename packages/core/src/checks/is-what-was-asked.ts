import type { ResourceReference } from '../did-url.js'
import { parseTime } from '../parse-time.js'
import type { ResourceMetadata } from '../types/evidence.js'

/**
 * Whether a resource's metadata is of the very resource that a reference names: of its collection, its id or its name
 * and type, and for a reference as of a time not published later.
 */
export function isWhatWasAsked(reference: ResourceReference, metadata: ResourceMetadata): boolean {
  const did = reference.did.toLowerCase()
  const collection = metadata.resourceCollectionId.toLowerCase()
  // The ledger's collection id is the last part of the DID; some sources give the DID itself.
  if (!did.endsWith(`:${collection}`) && did !== collection) return false
  if (reference.form === 'pinned') return metadata.resourceId.toLowerCase() === reference.resourceId
  if (metadata.resourceName !== reference.resourceName || metadata.resourceType !== reference.resourceType) return false
  if (reference.resourceVersionTime === undefined) return true
  const asOf = parseTime(reference.resourceVersionTime)
  const created = parseTime(metadata.created)
  return asOf !== undefined && created !== undefined && created <= asOf
}
