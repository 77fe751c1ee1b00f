import { carriesContext, mediaTypes, profiles, resolutionContext } from './constants.js'
import { wantedType } from './accept.js'
import { IdentityError } from './identity-error.js'
import { identityMetadata } from './identity-metadata.js'
import type { LedgerView } from './ledger-view.js'
import { applyResourceFilters } from './resource-filters.js'
import { resolveDid, resolveMetadata, resourceBytes, resourceWithMetadata } from './resolve.js'
import { newestFirst, type ResourceView } from './resource-view.js'
import { listMetadata, type DidResolution, type ResolverResult } from './results.js'
import { parseGoTime } from './go-time.js'
import { isKeyType, transformKey } from './transform-keys.js'
import type { QueryRequest } from './query-request.js'

/** Answers a DID with a query: a version, a service, or resources (services/diddoc/queries). */
export function runDidQuery(view: LedgerView, request: QueryRequest): ResolverResult {
  const { get, refuse } = request
  const resolution = resolveVersion(view, request)
  const service = get('service')
  if (service !== '') return serviceRedirect(resolution, service, request)
  if (!request.hasResourceQueries) return resolution
  // metadata=false leaves the real resolver without the list that it goes on to filter, and it fails.
  if (resolution.didDocumentMetadata === undefined) throw new IdentityError('internalError', '', mediaTypes.json, false)
  const all = resolution.didDocumentMetadata.linkedResourceMetadata ?? []
  const resources = applyResourceFilters(all, request)
  const onlyMetadata = request.size === 1 && get('resourceMetadata') !== ''
  let { dereferencing } = request
  const { contentType, profile } = wantedType(request.accept, dereferencing)
  if (onlyMetadata && profile !== profiles.dereferencing) dereferencing = false
  if (!onlyMetadata && get('resourceMetadata') !== 'true' && differentNames(resources)) throw refuse('invalidDidUrl')
  if (!dereferencing) {
    const shown = get('resourceMetadata') === 'false' || resources.length === 0 ? undefined : resources
    return { ...resolution, didDocumentMetadata: { ...resolution.didDocumentMetadata, linkedResourceMetadata: shown } }
  }
  const own = request.contentType
  if (get('resourceMetadata') === 'true')
    return {
      kind: 'dereferencing',
      context: carriesContext(own) ? resolutionContext : undefined,
      dereferencingMetadata: identityMetadata(request.did, own),
      contentStream: null,
      contentMetadata: listMetadata(resources),
    }
  const newest = resources[0]
  if (newest === undefined) throw new IdentityError('internalError', '', mediaTypes.json, false)
  return contentType === mediaTypes.jsonLd && profile === profiles.dereferencing
    ? resourceWithMetadata(view, request.did, newest.resourceId, own)
    : resourceBytes(view, request.did, newest.resourceId, own)
}

function resolveVersion(
  view: LedgerView,
  { did, contentType, dereferencing, get, refuse }: QueryRequest,
): DidResolution {
  let versions = view.allVersions(did, contentType, dereferencing)
  const versionId = get('versionId')
  if (versionId !== '') versions = versions.filter((version) => version.versionId === versionId)
  if (versions.length === 0) throw refuse('notFound')
  const versionTime = get('versionTime')
  if (versionTime !== '') {
    const limit = parseGoTime(versionTime) ?? Number.NaN
    const active = versions.find((version) => Date.parse(version.updated ?? version.created ?? '') <= limit)
    if (active === undefined) throw refuse('notFound')
    versions = [active]
  }
  const [version] = versions
  const resources = newestFirst(version?.linkedResourceMetadata ?? [])
  const wanted = version?.versionId ?? ''
  const result =
    get('metadata') === 'true'
      ? resolveMetadata(view, did, wanted, contentType, dereferencing)
      : resolveDid(view, did, wanted, contentType, dereferencing)
  const transformed = transformKeys(view, result, get('transformKeys'))
  return {
    ...transformed,
    didDocumentMetadata:
      get('metadata') === 'false'
        ? undefined
        : {
            ...result.didDocumentMetadata,
            linkedResourceMetadata: resources.length === 0 ? undefined : resources,
          },
  }
}

function transformKeys(view: LedgerView, resolution: DidResolution, type: string): DidResolution {
  if (!isKeyType(type) || resolution.didDocument === undefined) return resolution
  try {
    const verificationMethod = resolution.didDocument.verificationMethod?.map((method) =>
      transformKey(method, type, view.repairs.transformKeys === true),
    )
    return { ...resolution, didDocument: { ...resolution.didDocument, verificationMethod } }
  } catch (cause) {
    throw new IdentityError('internalError', '', mediaTypes.json, false, { cause })
  }
}

function serviceRedirect(resolution: DidResolution, name: string, request: QueryRequest): ResolverResult {
  if (resolution.didDocument === undefined)
    throw new IdentityError('internalError', request.did, mediaTypes.jsonLd, request.dereferencing)
  const service = resolution.didDocument.service?.find(({ id = '' }) => id.slice(id.indexOf('#') + 1) === name)
  const { serviceEndpoint } = service ?? {}
  const endpoint = Array.isArray(serviceEndpoint) ? serviceEndpoint[0] : serviceEndpoint
  if (endpoint === undefined) throw request.refuse('notFound')
  return { kind: 'redirect', location: endpoint + request.get('relativeRef') }
}

function differentNames(resources: readonly ResourceView[]): boolean {
  return resources.some((resource) => resource.resourceName !== resources[0]?.resourceName)
}
