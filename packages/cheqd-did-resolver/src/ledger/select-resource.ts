import type { ResourceMetadata } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { ResourceQuery } from '../types/ledger-client.js'
import { sortNewestFirst } from './sort-newest-first.js'

const pathSafe = /%(24|26|2B|3A|3D|40)/g

/** A name as it stands in the path of a URL; the resolver finds a resource by either spelling of its name. */
export function escapeName(name: string): string {
  // Go's url.PathEscape leaves $&+:=@ as they are and escapes !'()* as encodeURIComponent does not.
  return encodeURIComponent(name)
    .replace(pathSafe, (escape) => decodeURIComponent(escape))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** Whether a resource satisfies a query; the versions of the DID document are not looked at. */
export function matchesQuery(resource: ResourceMetadata, query: ResourceQuery): boolean {
  const { resourceId, resourceCollectionId, resourceName, resourceType, resourceVersion, checksum } = query
  return (
    (resourceId === undefined || resource.resourceId === resourceId) &&
    (resourceCollectionId === undefined || resource.resourceCollectionId === resourceCollectionId) &&
    (resourceName === undefined ||
      resource.resourceName === resourceName ||
      resource.resourceName === escapeName(resourceName)) &&
    (resourceType === undefined || resource.resourceType === resourceType) &&
    (resourceVersion === undefined || resource.resourceVersion === resourceVersion) &&
    (checksum === undefined || resource.checksum === checksum) &&
    (query.resourceVersionTime === undefined || Date.parse(resource.created) <= query.resourceVersionTime * 1000)
  )
}

/**
 * The one resource that a DID URL names among these: the newest, where what is left is versions of one resource. The rules and
 * errors are those of the did:cheqd resolver, so that both transports answer alike.
 *
 * @throws CheqdResolverError `notFound`; `invalidDidUrl` where it names several
 */
export function selectResource(resources: ResourceMetadata[], query: ResourceQuery): ResourceMetadata {
  const found = sortNewestFirst(resources.filter((resource) => matchesQuery(resource, query)))
  const newest = found[0]
  if (newest === undefined)
    throw new CheqdResolverError('notFound', 'the DID has no resource that satisfies the DID URL')
  if (query.checksum !== undefined && found.length > 1) {
    throw new CheqdResolverError('invalidDidUrl', 'several resources have this checksum; name one by its id')
  }
  if (query.resourceName !== undefined) {
    if (found.some((resource) => resource.resourceType !== newest.resourceType)) {
      throw new CheqdResolverError('notFound', 'resources of several types have this name; give resourceType too')
    }
  } else if (found.some((resource) => resource.resourceName !== newest.resourceName)) {
    throw new CheqdResolverError(
      'invalidDidUrl',
      'resources of several names satisfy the DID URL; give resourceName too',
    )
  }
  return newest
}
