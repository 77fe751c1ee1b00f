import { parseDidUrl, type ParsedDidUrl } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { ResourceQuery, VersionQuery } from '../types/ledger-client.js'
import { isUuid, parseCheqdDid, type CheqdDid } from './cheqd-did.js'
import { parseVersionTime } from './version-time.js'

/** What a DID URL of did:cheqd names. */
export interface CheqdDidUrl {
  did: CheqdDid
  /** Parameters that name a DID document's version. */
  version: VersionQuery
  /** Parameters that name a resource, with the version; undefined where there are none. */
  resource?: ResourceQuery
  /** The id of a resource, where it is named by that alone. */
  resourceId?: string
  /** Whether `resourceMetadata=true` was given. */
  resourceMetadata: boolean
  fragment?: string
}

const versionNames = new Set(['versionId', 'versionTime'])
const resourceNames = new Set([
  'resourceId',
  'resourceCollectionId',
  'resourceName',
  'resourceType',
  'resourceVersion',
  'resourceVersionTime',
  'checksum',
])
// Each of these alone would name whatever there is.
const ambiguousAlone = new Set(['resourceCollectionId', 'resourceVersion', 'resourceVersionTime'])
const notSupported = new Set(['transformKeys', 'service', 'relativeRef', 'metadata'])

function invalid(message: string): never {
  throw new CheqdResolverError('invalidDidUrl', message)
}

/**
 * Reads a DID URL, by the rules of the did:cheqd resolver, before anybody is asked.
 *
 * @throws CheqdResolverError `invalidDid`, `invalidDidUrl`, `methodNotSupported`, `representationNotSupported`
 */
export function readDidUrl(didUrl: string): CheqdDidUrl {
  // The resolver reads queries as forms, where "+" is a space.
  const [beforeQuery, ...query] = typeof didUrl === 'string' ? didUrl.split('?') : ['']
  const spaced = query.length === 0 ? beforeQuery : `${beforeQuery as string}?${query.join('?').replaceAll('+', '%20')}`
  const url = parseDidUrl(spaced as string)
  if (url === undefined) {
    const isDid = /^did:[a-z0-9]+:/.test(beforeQuery as string)
    throw new CheqdResolverError(isDid ? 'invalidDidUrl' : 'invalidDid', 'not a DID URL (DID Core 3.2)')
  }
  const did = parseCheqdDid(url.did)
  const resourceMetadata = readFlag(url.query)
  const { version, resource } = readQuery(url.query)
  const base = { did, version, resourceMetadata, ...(url.fragment !== undefined && { fragment: url.fragment }) }
  if (url.path === '') {
    const names = Object.keys(resource)
    if (names.length === 0) return base
    const alone = names.length === 1 && Object.keys(version).length === 0
    if (alone && ambiguousAlone.has(names[0] as string)) invalid(`${names[0] as string} alone names no one resource`)
    return {
      ...base,
      resource: { ...version, ...resource },
      ...(alone && resource.resourceId !== undefined && { resourceId: resource.resourceId }),
    }
  }
  const [, kind, id = ''] = /^\/(resources|version)\/([^/]+)$/.exec(url.path) ?? []
  if (kind === undefined || !isUuid(id)) invalid(`the path ${url.path} names neither a resource nor a version`)
  if (url.query.length > 0) invalid('what is named by its path takes no query')
  return kind === 'version'
    ? { ...base, version: { versionId: id } }
    : { ...base, resource: { resourceId: id }, resourceId: id }
}

function readFlag(query: ParsedDidUrl['query']): boolean {
  const value = query.find(([name]) => name === 'resourceMetadata')?.[1]
  if (value === undefined || value === 'true' || value === 'false') return value === 'true'
  throw new CheqdResolverError('representationNotSupported', 'resourceMetadata must be true or false')
}

function readQuery(query: ParsedDidUrl['query']): { version: VersionQuery; resource: ResourceQuery } {
  const version: Record<string, string | number> = {}
  const resource: Record<string, string | number> = {}
  for (const [name, value] of query) {
    if (notSupported.has(name)) throw new CheqdResolverError('representationNotSupported', `${name} is not supported`)
    if (value === '') invalid(`the parameter ${name} is empty`)
    const target = versionNames.has(name) ? version : resourceNames.has(name) ? resource : undefined
    if (target !== undefined) target[name] = readValue(name, value)
    else if (name !== 'resourceMetadata') invalid(`did:cheqd has no parameter ${name}`)
  }
  return { version, resource }
}

function readValue(name: string, value: string): string | number {
  if (name.endsWith('Time')) {
    return parseVersionTime(value) ?? invalid(`${name} is no time; write it as RFC 3339, such as 2025-01-31T12:00:00Z`)
  }
  const isId = name === 'versionId' || name === 'resourceId'
  if (isId && !isUuid(value)) invalid(`${name} is no UUID`)
  return name === 'checksum' ? value.toLowerCase() : value
}
