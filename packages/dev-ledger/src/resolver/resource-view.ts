import type { ResourceMetadata } from '../proto/resource-types.js'
import { parseGoTime } from './go-time.js'

/**
 * Time with its milliseconds, for ordering alone; as a symbol it is never written. The real resolver orders by whole
 * seconds, which its blocks, seconds apart, seldom make equal; here blocks can be a millisecond apart.
 */
export const exactTime = Symbol('exactTime')

/** Metadata of a resource as the resolver shows it; the ledger's alsoKnownAs is not shown. */
export interface ResourceView {
  resourceURI: string
  resourceCollectionId: string
  resourceId: string
  resourceName: string
  resourceType: string
  mediaType: string
  resourceVersion: string
  created: string
  checksum: string
  previousVersionId: string | null
  nextVersionId: string | null
  [exactTime]: number
}

/** Views by the metadata that they show, which is never changed in place. */
const views = new WeakMap<ResourceMetadata, ResourceView>()

/** The view of a resource of `did`. */
export function resourceView(did: string, metadata: ResourceMetadata): ResourceView {
  const resourceURI = `${did}/resources/${metadata.id}`
  const known = views.get(metadata)
  if (known?.resourceURI === resourceURI) return known
  const view: ResourceView = {
    resourceURI,
    resourceCollectionId: metadata.collectionId,
    resourceId: metadata.id,
    resourceName: metadata.name,
    resourceType: metadata.resourceType,
    mediaType: metadata.mediaType,
    resourceVersion: metadata.version,
    created: wholeSeconds(metadata.created),
    checksum: metadata.checksum,
    previousVersionId: metadata.previousVersionId === '' ? null : metadata.previousVersionId,
    nextVersionId: metadata.nextVersionId === '' ? null : metadata.nextVersionId,
    [exactTime]: metadata.created.getTime(),
  }
  views.set(metadata, view)
  return view
}

/** Lists of views by the list of metadata that they show, with the DID for which they were made. */
const lists = new WeakMap<readonly ResourceMetadata[], { did: string; list: readonly ResourceView[] }>()

/** The views of a list of metadata, which is never changed in place. */
export function resourceViews(did: string, resources: readonly ResourceMetadata[]): readonly ResourceView[] {
  const known = lists.get(resources)
  if (known?.did === did) return known.list
  const list = resources.map((metadata) => resourceView(did, metadata))
  lists.set(resources, { did, list })
  return list
}

const sorted = new WeakMap<readonly ResourceView[], readonly ResourceView[]>()

/** The newest first; resources of the same time keep their order. */
export function newestFirst(resources: readonly ResourceView[]): readonly ResourceView[] {
  let list = sorted.get(resources)
  if (list === undefined) {
    list = [...resources].sort((a, b) => b[exactTime] - a[exactTime])
    sorted.set(resources, list)
  }
  return list
}

/** Resources created at a time or before it, the newest first. The text must be a time that the resolver reads. */
export function createdUpTo(resources: readonly ResourceView[], time: string): readonly ResourceView[] {
  const limit = parseGoTime(time) ?? Number.NaN
  return newestFirst(resources).filter((resource) => Date.parse(resource.created) <= limit)
}

/** Times are cut to whole seconds before they are shown and before they are compared. */
export function wholeSeconds(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`
}
