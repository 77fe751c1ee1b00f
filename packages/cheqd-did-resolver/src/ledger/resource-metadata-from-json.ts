import type { JsonValue, ResourceMetadata } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdDid } from '../did/cheqd-did.js'
import { formatSeconds, parseVersionTime } from '../did/version-time.js'
import { isJsonObject } from '../http/is-json-object.js'

function unfit(did: CheqdDid, what: string): CheqdResolverError {
  return new CheqdResolverError(
    'internalError',
    `the source answered unfit metadata for a resource of ${did.did}: ${what}`,
  )
}

/**
 * One entry of a resolver's `linkedResourceMetadata`, checked: it must be of the DID that was asked.
 *
 * @throws CheqdResolverError `internalError`
 */
export function resourceMetadataFromJson(did: CheqdDid, value: JsonValue | undefined): ResourceMetadata {
  if (!isJsonObject(value)) throw unfit(did, 'no object')
  const text = (member: string, fallback?: string): string => {
    const field = value[member] ?? fallback
    if (typeof field !== 'string') throw unfit(did, `${member} is no string`)
    return field
  }
  const link = (member: string): string | null => text(member, '').toLowerCase() || null
  const created = parseVersionTime(text('created'))
  if (created === undefined) throw unfit(did, 'created is no time')
  const checksum = text('checksum').toLowerCase()
  if (!/^[0-9a-f]{64}$/.test(checksum)) throw unfit(did, 'checksum is no sha-256')
  const resourceCollectionId = text('resourceCollectionId')
  const sameCollection = resourceCollectionId === did.id || resourceCollectionId.toLowerCase() === did.id
  if (!sameCollection) throw unfit(did, 'it is of another DID')
  const resourceId = text('resourceId').toLowerCase()
  return {
    resourceURI: `${did.did}/resources/${resourceId}`,
    resourceCollectionId: did.id,
    resourceId,
    resourceName: text('resourceName'),
    resourceType: text('resourceType'),
    mediaType: text('mediaType', ''),
    resourceVersion: text('resourceVersion', ''),
    created: formatSeconds(created),
    checksum,
    previousVersionId: link('previousVersionId'),
    nextVersionId: link('nextVersionId'),
  }
}
