import { isUuid } from '../rules/id.js'
import { didRule, splitDid } from '../rules/did.js'
import { migrateDid, needsMigration } from '../rules/migrate-did.js'
import { wantedType, type Wanted } from './accept.js'
import { isSupported, mediaTypes, profiles, resolverPath } from './constants.js'
import { parseGoQuery, pathEscape, routedPath, unescapePercent, type GoQuery } from './go-url.js'
import { IdentityError } from './identity-error.js'
import type { LedgerView } from './ledger-view.js'
import { requireValidQuery, resourceQueries } from './query-rules.js'
import type { QueryName, QueryRequest } from './query-request.js'
import { runDidQuery } from './query.js'
import {
  listVersions,
  resolveDid,
  resolveFragment,
  resolveMetadata,
  resourceBytes,
  resourceMetadata,
  resourceWithMetadata,
} from './resolve.js'
import type { ResolverAnswer } from './resolver-answer.js'
import { resultToJson, type ResolverResult } from './results.js'

/** A request as it came over HTTP. */
export interface ResolverRequest {
  method: string
  /** Path and query, not decoded. */
  rawUrl: string
  accept: string | undefined
}

interface Prepared extends Wanted {
  did: string
  query: GoQuery
  rawQuery: string
}

/**
 * Renders the answer to a request to the resolver's API; in the place of its time stands the mark. Refusals are answers;
 * nothing is thrown.
 */
export function handleResolverRequest(view: LedgerView, request: ResolverRequest): ResolverAnswer {
  try {
    return route(view, request)
  } catch (error) {
    const refusal =
      error instanceof IdentityError
        ? error
        : new IdentityError('internalError', '', mediaTypes.json, false, { cause: error })
    return {
      status: refusal.status,
      headers: { 'content-type': refusal.contentType },
      body: JSON.stringify(refusal, undefined, 2),
      fault: refusal.status === 500 ? (refusal.cause ?? refusal) : undefined,
    }
  }
}

function route(view: LedgerView, request: ResolverRequest): ResolverAnswer {
  const mark = request.rawUrl.indexOf('?')
  const path = routedPath(mark === -1 ? request.rawUrl : request.rawUrl.slice(0, mark))
  if (path === undefined) return { status: 400, headers: { 'content-type': 'text/plain' }, body: '400 Bad Request' }
  const parts = path.startsWith(resolverPath) ? path.slice(resolverPath.length).split('/') : []
  const [did = '', kind, id = '', tail] = parts
  const is = (length: number): boolean => parts.length === length
  const run = ((): (() => ResolverAnswer) | undefined => {
    if (is(1)) return () => didRoute(view, request, did)
    if (is(2) && kind === 'metadata') return () => metadataRoute(view, request, did)
    if (is(2) && kind === 'versions') return () => versionsRoute(view, request, did)
    if (is(3) && kind === 'version') return () => versionRoute(view, request, did, id, false)
    if (is(4) && kind === 'version' && tail === 'metadata') return () => versionRoute(view, request, did, id, true)
    if (is(3) && kind === 'resources') return () => resourceRoute(view, request, did, id, false)
    if (is(4) && kind === 'resources' && tail === 'metadata') return () => resourceRoute(view, request, did, id, true)
    return undefined
  })()
  if (run === undefined) throw new IdentityError('invalidDidUrl', '', mediaTypes.json, true)
  if (request.method !== 'GET') throw new IdentityError('internalError', '', mediaTypes.json, false)
  return run()
}

/** Reads Accept, DID and query, in that order, as every route does first. */
function prepare(request: ResolverRequest, param: string, dereferencing: boolean, resource: boolean): Prepared {
  const wanted = wantedType(request.accept, resource)
  if (!isSupported(wanted.contentType))
    throw new IdentityError('representationNotSupported', '', mediaTypes.json, dereferencing)
  const decoded = unescapePercent(param, true)
  if (decoded === undefined) throw new IdentityError('invalidDidUrl', param, wanted.contentType, dereferencing)
  const did = decoded.split('#')[0] ?? ''
  const raw = rawQueryOf(request)
  // A fragment belongs to the DID, not behind the query.
  const hash = raw.lastIndexOf('%23')
  const misplaced = hash !== -1 && !raw.slice(hash).includes('&')
  const rawQuery = misplaced ? raw.slice(0, hash) : raw
  const query = parseGoQuery(rawQuery)
  if (query.malformed) throw new IdentityError('internalError', '', mediaTypes.json, false)
  if (misplaced) throw new IdentityError('representationNotSupported', did, wanted.contentType, dereferencing)
  return { ...wanted, did, query, rawQuery }
}

/** A redirect for an identifier of the ledger's first version; a refusal for what is no DID of cheqd. */
function requireDid(
  view: LedgerView,
  prepared: Prepared,
  dereferencing: boolean,
  after: string,
): ResolverAnswer | undefined {
  const { did, contentType } = prepared
  const parts = splitDid(did)
  const namespaceKnown = view.namespaces.includes(parts?.namespace ?? '')
  if (namespaceKnown && needsMigration(did))
    return { status: 301, headers: { location: resolverPath + migrateDid(did) + after }, body: '' }
  if (parts?.method !== 'cheqd') throw new IdentityError('methodNotSupported', did, contentType, dereferencing)
  if (!namespaceKnown || didRule()(did) !== undefined)
    throw new IdentityError('invalidDid', did, contentType, dereferencing)
  return undefined
}

function didRoute(view: LedgerView, request: ResolverRequest, param: string): ResolverAnswer {
  const wanted = wantedType(request.accept, false)
  if (!isSupported(wanted.contentType))
    throw new IdentityError('representationNotSupported', param, wanted.contentType, false)
  if (param.includes('#')) return fragmentRoute(view, request, param)
  if (parseGoQuery(rawQueryOf(request)).values.size > 0) return queryRoute(view, request, param)
  const prepared = prepare(request, param, false, false)
  const redirect = requireDid(view, prepared, false, queryText(prepared.rawQuery))
  if (redirect !== undefined) return redirect
  const result = resolveDid(view, prepared.did, '', prepared.contentType, false)
  const whole =
    wanted.contentType === mediaTypes.json ||
    (wanted.contentType === mediaTypes.jsonLd && wanted.profile === profiles.resolution)
  return whole ? json(result, prepared) : jsonText(result.didDocument, prepared)
}

function fragmentRoute(view: LedgerView, request: ResolverRequest, param: string): ResolverAnswer {
  const split = param.split('#')
  const fragment = split.length === 2 ? (split[1] ?? '') : ''
  const prepared = prepare(request, param, true, fragment === '')
  const escaped = fragment === '' ? '' : pathEscape(`#${fragment}`)
  const redirect = requireDid(view, prepared, true, queryText(prepared.rawQuery) + escaped)
  if (redirect !== undefined) return redirect
  requireNoQuery(prepared, true)
  return json(resolveFragment(view, prepared.did, fragment, prepared.contentType), prepared)
}

function queryRoute(view: LedgerView, request: ResolverRequest, param: string): ResolverAnswer {
  const prepared = prepare(request, param, false, false)
  const { query, did } = prepared
  const hasResourceQueries = resourceQueries.some((name) => query.values.has(name))
  const get = (name: QueryName): string => query.values.get(name)?.[0] ?? ''
  const wanted = wantedType(request.accept, hasResourceQueries)
  const asksMetadata = get('resourceMetadata') !== '' || get('metadata') !== ''
  const contentType = asksMetadata ? prepared.contentType : wanted.contentType
  const dereferencing = wanted.profile !== profiles.resolution
  const queryRequest: QueryRequest = {
    did,
    accept: request.accept,
    contentType,
    profile: wanted.profile,
    dereferencing,
    hasResourceQueries,
    size: query.values.size,
    get,
    refuse: (code) => new IdentityError(code, did, contentType, dereferencing),
  }
  const now = { ...prepared, contentType, profile: wanted.profile }
  const redirect = requireDid(view, now, dereferencing, queryText(prepared.rawQuery))
  if (redirect !== undefined) return redirect
  requireValidQuery(query, queryRequest)
  const result = runDidQuery(view, queryRequest)
  const bare: readonly string[] = [mediaTypes.didJson, mediaTypes.didJsonLd, mediaTypes.did]
  if (result.kind === 'resolution' && !dereferencing && bare.includes(contentType))
    return jsonText(result.didDocument ?? null, now)
  return json(result, now)
}

function metadataRoute(view: LedgerView, request: ResolverRequest, param: string): ResolverAnswer {
  const wanted = wantedType(request.accept, false)
  if (!isSupported(wanted.contentType))
    throw new IdentityError('representationNotSupported', param, wanted.contentType, false)
  const prepared = prepare(request, param, false, false)
  const redirect = requireDid(view, prepared, false, '/metadata')
  if (redirect !== undefined) return redirect
  if (prepared.query.values.size > 1)
    throw new IdentityError('invalidDidUrl', prepared.did, prepared.contentType, false)
  // What is not found here is told in plain JSON, whatever was asked for.
  view.version(prepared.did, '', mediaTypes.json, false)
  return json(resolveMetadata(view, prepared.did, '', prepared.contentType, false), prepared)
}

function versionsRoute(view: LedgerView, request: ResolverRequest, param: string): ResolverAnswer {
  const prepared = prepare(request, param, true, true)
  const redirect = requireDid(view, prepared, true, '/versions')
  if (redirect !== undefined) return redirect
  requireNoQuery(prepared, true)
  return json(listVersions(view, prepared.did, prepared.contentType), prepared)
}

function versionRoute(
  view: LedgerView,
  request: ResolverRequest,
  param: string,
  version: string,
  metadataOnly: boolean,
): ResolverAnswer {
  const prepared = prepare(request, param, false, false)
  const redirect = requireDid(view, prepared, false, `/version/${version}${metadataOnly ? '/metadata' : ''}`)
  if (redirect !== undefined) return redirect
  if (!isUuid(version)) throw new IdentityError('invalidDidUrl', version, prepared.contentType, false)
  requireNoQuery(prepared, false)
  const resolve = metadataOnly ? resolveMetadata : resolveDid
  return json(resolve(view, prepared.did, version, prepared.contentType, false), prepared)
}

function resourceRoute(
  view: LedgerView,
  request: ResolverRequest,
  param: string,
  id: string,
  metadataOnly: boolean,
): ResolverAnswer {
  const prepared = prepare(request, param, true, true)
  const { did, contentType, profile } = prepared
  const redirect = requireDid(view, prepared, true, `/resources/${id}${metadataOnly ? '/metadata' : ''}`)
  if (redirect !== undefined) return redirect
  if (!isUuid(id)) throw new IdentityError('invalidDidUrl', id, contentType, true)
  requireNoQuery(prepared, true)
  if (metadataOnly) return json(resourceMetadata(view, did, id, contentType), prepared)
  const both = contentType === mediaTypes.jsonLd && profile === profiles.dereferencing
  return json((both ? resourceWithMetadata : resourceBytes)(view, did, id, contentType), prepared)
}

function requireNoQuery({ query, did, contentType }: Prepared, dereferencing: boolean): void {
  if (query.values.size !== 0) throw new IdentityError('invalidDidUrl', did, contentType, dereferencing)
}

function json(result: ResolverResult, prepared: Prepared): ResolverAnswer {
  switch (result.kind) {
    case 'redirect':
      return { status: 303, headers: { location: result.location }, body: '' }
    case 'bytes':
      return { status: 200, headers: { 'content-type': result.mediaType }, body: result.content }
    case 'resolution': {
      const asDid = prepared.contentType === mediaTypes.jsonLd && prepared.profile === profiles.resolution
      const contentType = asDid ? mediaTypes.did : result.didResolutionMetadata.contentType
      const didResolutionMetadata = { ...result.didResolutionMetadata, contentType }
      return jsonText(resultToJson({ ...result, didResolutionMetadata }), prepared)
    }
    case 'dereferencing':
      return jsonText(resultToJson(result), prepared)
  }
}

function jsonText(value: unknown, { contentType, profile }: Wanted): ResolverAnswer {
  const withProfile = contentType === mediaTypes.jsonLd && profile !== ''
  return {
    status: 200,
    headers: { 'content-type': withProfile ? `${contentType};profile="${profile}"` : contentType },
    body: JSON.stringify(value, undefined, 2),
  }
}

function rawQueryOf({ rawUrl }: ResolverRequest): string {
  const mark = rawUrl.indexOf('?')
  return mark === -1 ? '' : rawUrl.slice(mark + 1)
}

function queryText(raw: string): string {
  return raw === '' ? '' : `?${raw}`
}
