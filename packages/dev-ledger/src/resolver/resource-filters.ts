import { pathEscape } from './go-url.js'
import type { QueryName, QueryRequest } from './query-request.js'
import { createdUpTo, type ResourceView } from './resource-view.js'

type Filter = (resources: readonly ResourceView[], value: string) => readonly ResourceView[]

type Field = 'resourceId' | 'resourceCollectionId' | 'resourceName' | 'resourceType' | 'resourceVersion' | 'checksum'

/** Shorter lists are searched as quickly as an index is asked. */
const minIndexed = 32

/** Resources of a list by the value of a field. */
const indexes = new WeakMap<readonly ResourceView[], Map<Field, ReadonlyMap<string, readonly ResourceView[]>>>()

/** Resources of which a field has a value, in the list's order. A long list is indexed once, so that size costs nothing. */
function having(all: readonly ResourceView[], field: Field, value: string): readonly ResourceView[] {
  if (all.length < minIndexed) return all.filter((resource) => resource[field] === value)
  const fields = indexes.get(all) ?? new Map<Field, ReadonlyMap<string, readonly ResourceView[]>>()
  indexes.set(all, fields)
  let index = fields.get(field)
  if (index === undefined) {
    const built = new Map<string, ResourceView[]>()
    for (const resource of all) {
      const same = built.get(resource[field])
      if (same === undefined) built.set(resource[field], [resource])
      else same.push(resource)
    }
    index = built
    fields.set(field, index)
  }
  return index.get(value) ?? []
}

/** Filters in the real resolver's order; the first to leave nothing answers 404. */
const filters: readonly (readonly [QueryName, Filter])[] = [
  ['resourceId', (all, value) => having(all, 'resourceId', value)],
  ['resourceCollectionId', (all, value) => having(all, 'resourceCollectionId', value)],
  [
    'resourceName',
    (all, value) => {
      const escaped = pathEscape(value)
      return escaped === value
        ? having(all, 'resourceName', value)
        : all.filter(({ resourceName }) => resourceName === value || resourceName === escaped)
    },
  ],
  ['resourceType', (all, value) => having(all, 'resourceType', value)],
  ['resourceVersion', (all, value) => having(all, 'resourceVersion', value)],
  ['checksum', (all, value) => having(all, 'checksum', value)],
  ['resourceVersionTime', (all, value) => createdUpTo(all, value)],
]

/** The resources that a query asks for, the newest first. Throws IdentityError. */
export function applyResourceFilters(
  all: readonly ResourceView[],
  { get, refuse }: QueryRequest,
): readonly ResourceView[] {
  let resources = all
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
