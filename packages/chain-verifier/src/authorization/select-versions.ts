import { parseTime, type ResourceMetadata } from '@trustchains/core'

/**
 * The versions of resources that can count at a time: of each name and type the newest, unless superseded ones count
 * too.
 *
 * @param until - milliseconds since 1970; what was published later did not exist
 */
export function selectVersions(resources: ResourceMetadata[], until: number, all: boolean): ResourceMetadata[] {
  const created = ({ created }: ResourceMetadata): number => parseTime(created) ?? -Infinity
  const existing = resources.filter((resource) => created(resource) <= until)
  if (all) return existing
  const newest = new Map<string, ResourceMetadata[]>()
  for (const resource of existing) {
    const name = JSON.stringify([resource.resourceName, resource.resourceType])
    const [known] = newest.get(name) ?? []
    const later = known === undefined ? 1 : created(resource) - created(known)
    // Two of the same block: either may be the newest, and both are looked at.
    if (later > 0) newest.set(name, [resource])
    else if (later === 0) newest.get(name)?.push(resource)
  }
  return [...newest.values()].flat()
}
