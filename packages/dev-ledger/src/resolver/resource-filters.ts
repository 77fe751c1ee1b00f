import { pathEscape } from './go-url.js'
import type { QueryName, QueryRequest } from './query-request.js'
import { createdUpTo, type ResourceView } from './resource-view.js'

type Filter = (resources: ResourceView[], value: string) => ResourceView[]

/** Filters in the real resolver's order; the first to leave nothing answers 404. */
const filters: readonly (readonly [QueryName, Filter])[] = [
  ['resourceId', (all, value) => all.filter((resource) => resource.resourceId === value)],
  ['resourceCollectionId', (all, value) => all.filter((resource) => resource.resourceCollectionId === value)],
  [
    'resourceName',
    (all, value) =>
      all.filter((resource) => resource.resourceName === value || resource.resourceName === pathEscape(value)),
  ],
  ['resourceType', (all, value) => all.filter((resource) => resource.resourceType === value)],
  ['resourceVersion', (all, value) => all.filter((resource) => resource.resourceVersion === value)],
  ['checksum', (all, value) => all.filter((resource) => resource.checksum === value)],
  ['resourceVersionTime', (all, value) => createdUpTo(all, value)],
]

/** The resources that a query asks for, the newest first. Throws IdentityError. */
export function applyResourceFilters(all: readonly ResourceView[], { get, refuse }: QueryRequest): ResourceView[] {
  let resources = [...all]
  for (const [name, filter] of filters) {
    const value = get(name)
    if (value === '') continue
    resources = filter(resources, value)
    if (resources.length === 0) throw refuse('notFound')
    if (name === 'checksum' && resources.length > 1) throw refuse('invalidDidUrl')
  }
  if (get('resourceMetadata') === 'true' || get('resourceName') === '') return resources
  if (resources.some((resource) => resource.resourceType !== resources[0]?.resourceType)) throw refuse('notFound')
  return resources.slice(0, 1)
}
