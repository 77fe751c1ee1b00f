import type { ResourceMetadata } from '@trustchains/core'

/**
 * Resources, newest first. Several versions of one resource may have the same time, as times are whole seconds; the ledger's
 * links from each version to the one before then say which is newer.
 */
export function sortNewestFirst(resources: ResourceMetadata[]): ResourceMetadata[] {
  const byId = new Map(resources.map((resource) => [resource.resourceId, resource]))
  const ages = new Map<string, number>()
  // Number of versions before this one. A loop of links, which no ledger has, ends where it began.
  const age = (resource: ResourceMetadata): number => {
    const path: string[] = []
    let current: ResourceMetadata | undefined = resource
    while (current !== undefined && !ages.has(current.resourceId)) {
      path.push(current.resourceId)
      ages.set(current.resourceId, 0)
      current = byId.get(current.previousVersionId ?? '')
    }
    const known = current === undefined ? 0 : (ages.get(current.resourceId) as number) + 1
    path.reverse().forEach((id, index) => ages.set(id, known + index))
    return ages.get(resource.resourceId) as number
  }
  return [...resources].sort(
    (a, b) =>
      Date.parse(b.created) - Date.parse(a.created) ||
      age(b) - age(a) ||
      (a.resourceId < b.resourceId ? -1 : Number(a.resourceId > b.resourceId)),
  )
}
