import { isUuid } from '../rules/id.js'
import { profiles } from './constants.js'
import { parseGoTime } from './go-time.js'
import type { GoQuery } from './go-url.js'
import type { QueryName, QueryRequest } from './query-request.js'
import { isKeyType } from './transform-keys.js'

const didQueries = ['versionId', 'versionTime', 'transformKeys', 'service', 'relativeRef', 'metadata'] as const
/** Queries that name resources. */
export const resourceQueries = [
  'resourceId',
  'resourceCollectionId',
  'resourceName',
  'resourceType',
  'resourceVersion',
  'resourceVersionTime',
  'resourceMetadata',
  'checksum',
] as const
const known: ReadonlySet<string> = new Set<QueryName>([...didQueries, ...resourceQueries])
const ambiguousAlone = ['resourceCollectionId', 'resourceVersion', 'resourceVersionTime']
const withTransformKeys = ['transformKeys', 'versionId', 'versionTime', 'service', 'relativeRef']

/** Judges the queries of a request in the real resolver's order. Throws IdentityError. */
export function requireValidQuery(query: GoQuery, request: QueryRequest): void {
  const { get, refuse } = request
  const names = [...query.values.keys()]
  if (names.some((name) => !known.has(name))) throw refuse('invalidDidUrl')
  if ([...query.values.values()].some((values) => values.length === 1 && values[0] === ''))
    throw refuse('invalidDidUrl')
  const ambiguous = names.filter((name) => ambiguousAlone.includes(name)).length
  if (ambiguous === 1 && (names.length === 1 || get('resourceMetadata') === 'false')) throw refuse('invalidDidUrl')
  const keyType = get('transformKeys')
  if (keyType !== '' && (!isKeyType(keyType) || names.some((name) => !withTransformKeys.includes(name))))
    throw refuse('representationNotSupported')
  if (get('relativeRef') !== '' && get('service') === '') throw refuse('representationNotSupported')
  if (get('service') !== '' && request.hasResourceQueries) throw refuse('representationNotSupported')
  if (get('metadata') !== '' && request.hasResourceQueries && get('resourceMetadata') === '')
    throw refuse('representationNotSupported')
  for (const name of ['metadata', 'resourceMetadata'] as const)
    if (!['', 'true', 'false'].includes(get(name))) throw refuse('representationNotSupported')
  if (get('resourceMetadata') === 'false' && request.profile === profiles.dereferencing) throw refuse('invalidDidUrl')
  for (const name of ['versionTime', 'resourceVersionTime'] as const)
    if (get(name) !== '' && parseGoTime(get(name)) === undefined) throw refuse('invalidDidUrl')
  for (const name of ['versionId', 'resourceId'] as const)
    if (get(name) !== '' && !isUuid(get(name))) throw refuse('invalidDidUrl')
}
