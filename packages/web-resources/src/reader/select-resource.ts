import { parseTime, type ResourceMetadata, type ResourceReference } from '@trustchains/core'

/**
 * The resource that a reference names among those of an index: pinned by its id, else the newest of its name and type, as of
 * a time where one is given. The index is in the order of publication; what stands later is newer, whatever `created` says.
 *
 * @param versionTime - RFC 3339
 */
export function selectResource(
  resources: readonly ResourceMetadata[],
  reference: ResourceReference,
  versionTime?: string,
): ResourceMetadata | undefined {
  const asOf = versionTime === undefined ? Infinity : (parseTime(versionTime) ?? -Infinity)
  return resources.findLast((entry) => {
    if (reference.form === 'pinned') return entry.resourceId === reference.resourceId
    const isNamed = entry.resourceName === reference.resourceName && entry.resourceType === reference.resourceType
    const named =
      reference.resourceVersionTime === undefined ? Infinity : (parseTime(reference.resourceVersionTime) ?? -Infinity)
    return isNamed && (parseTime(entry.created) ?? Infinity) <= Math.min(asOf, named)
  })
}
