import { RecentMap } from './recent-map.js'

/** A DID URL's parts (DID Core 3.2), the query decoded, in the order written. */
export interface ParsedDidUrl {
  /** The DID, normalised. */
  readonly did: string
  /** The method name, `cheqd`. */
  readonly method: string
  /** What follows the method: for did:cheqd the network and the unique id. */
  readonly id: string
  /** Starts with `/` where there is one, else empty. */
  readonly path: string
  /** Decoded names and values, sorted by name. */
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly fragment?: string
  /** Whether it was written as the URL of a resolver (a dialect). */
  readonly resolverUrl: boolean
}

// The longest DID URL that is read. The ledger's names and types have at most 64 bytes each, so 2,048 is ample.
const maxLength = 2048
// DID Core section 3.2.1 knows five parameters, did:cheqd some five more for its resources.
const maxParameters = 16
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi
// DID Core 3.1 (method-name, method-specific-id), then path, query and fragment. Every class excludes the next
// part's first character, so the match is linear.
const didUrl = /^(did:([a-z0-9]+):([A-Za-z0-9._:%-]+))((?:\/[^?#]*)?)(?:\?([^#]*))?(?:#(.*))?$/
const resolverPath = /^https:\/\/[^/?#]+\/1\.0\/identifiers\//

const upperHex = /[A-F]/
// In a decoded path they would make it look like a query or a fragment.
const delimiter = /[?#%]/
const loneSurrogate = /\p{Cs}/u
const loneSurrogates = /\p{Cs}/gu

// Nearly all DIDs are in lower case already, and a look for a capital costs a tenth of the replacement.
const lowerUuids = (text: string): string =>
  upperHex.test(text) ? text.replace(uuid, (match) => match.toLowerCase()) : text

/** Decodes percent-encoding; undefined where it is broken (RFC 3986 2.1). */
function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * Reads a DID URL, also one written as the HTTPS URL of a did:cheqd resolver
 * (`https://resolver.cheqd.net/1.0/identifiers/<DID URL>`, docs/rules.md, Dialects).
 *
 * @param text - the DID URL as written; at most 2,048 characters and 16 parameters
 * @returns the parts, or undefined where it is no DID URL
 * @example
 * ```ts
 * parseDidUrl('did:cheqd:testnet:55DBC8BF-…?resourceType=T&resourceName=N')?.did // 'did:cheqd:testnet:55dbc8bf-…'
 * ```
 */
export function parseDidUrl(text: string): ParsedDidUrl | undefined {
  if (text.length > maxLength) return undefined
  const known = text.length > maxKeptLength ? undefined : parsed.get(text)
  if (known !== undefined) return known === noDidUrl ? undefined : known
  const url = readDidUrl(text)
  if (text.length <= maxKeptLength) parsed.set(text, url ?? noDidUrl)
  return url
}

// The same few references stand in every credential of a registry, and reading one costs as much as decoding a claim.
// What is kept is frozen, since all callers share it. Strangers choose what is read, so it is bounded in bytes: as many as
// are measured, rather too many, of which half are for some 4,000 references of the usual length.
const noDidUrl = Object.freeze({ did: '', method: '', id: '', path: '', query: [], resolverUrl: false })
const maxKeptLength = 512
const mebibyte = 1024 * 1024
const parsed = new RecentMap<string, ParsedDidUrl>(
  8 * mebibyte,
  ({ query }, text) => 256 + 4 * text.length + 128 * query.length,
)
const normalForms = new RecentMap<string, string>(8 * mebibyte, (form, text) => 128 + 2 * (text.length + form.length))
const references = new RecentMap<string, ResourceReference>(8 * mebibyte, weigh)

/** Bytes of a reference, with the text that it was read from. */
function weigh({ url = '' }: ResourceReference, text: string): number {
  return 256 + 2 * text.length + 4 * url.length
}

function readDidUrl(text: string): ParsedDidUrl | undefined {
  // A lone surrogate has no UTF-8, so it could not be asked for.
  if (loneSurrogate.test(text)) return undefined
  const prefix = resolverPath.exec(text)?.[0]
  // A resolver's URL may carry the DID URL encoded once more, as a path segment.
  const bare = prefix === undefined ? text : text.slice(prefix.length)
  const plain = prefix !== undefined && /^did%3A/i.test(bare) ? percentDecode(bare) : bare
  if (plain === undefined) return undefined
  const match = didUrl.exec(plain)
  if (match === null) return undefined
  const [, did, method, id, path, queryText, fragment] = match
  const query = queryText === undefined ? [] : parseQuery(queryText)
  const decodedPath = percentDecode(path as string)
  if (query === undefined || decodedPath === undefined || delimiter.test(decodedPath)) return undefined
  return Object.freeze({
    did: lowerUuids(did as string),
    method: method as string,
    id: lowerUuids(id as string),
    path: lowerUuids(decodedPath),
    query: Object.freeze(query),
    ...(fragment !== undefined && { fragment }),
    resolverUrl: prefix !== undefined,
  })
}

// The resolver of did:cheqd reads a plus as a space, as HTML forms write it; so must whoever compares its DID URLs.
const decodeQueryPart = (text: string): string | undefined => percentDecode(text.replaceAll('+', ' '))

function parseQuery(text: string): [string, string][] | undefined {
  const pairs: [string, string][] = []
  const names = new Set<string>()
  const parts = text.split('&', maxParameters + 1)
  if (parts.length > maxParameters) return undefined
  for (const part of parts) {
    const cut = part.indexOf('=')
    const name = decodeQueryPart(cut < 0 ? part : part.slice(0, cut))
    const value = decodeQueryPart(cut < 0 ? '' : part.slice(cut + 1))
    // A parameter given twice has no one meaning, so the URL names nothing.
    if (name === undefined || value === undefined || name === '' || names.has(name)) return undefined
    names.add(name)
    pairs.push([name, name === 'resourceId' || name === 'versionId' ? value.toLowerCase() : value])
  }
  return pairs.sort(([a], [b]) => (a < b ? -1 : 1))
}

/**
 * A DID in the form in which this suite compares DIDs: UUIDs in lower case (docs/rules.md, DIDs).
 * What is no DID is returned as it is: it equals only itself.
 */
export function normalizeDid(did: string): string {
  return lowerUuids(did)
}

/**
 * A DID URL in the form in which this suite compares them: a resolver's prefix removed, decoded once, UUIDs in
 * lower case, the query sorted (docs/rules.md, References).
 *
 * @param text - the DID URL as written
 * @returns the normal form, or undefined where it is no DID URL
 */
export function normalizeDidUrl(text: string): string | undefined {
  const url = parseDidUrl(text)
  if (url === undefined) return undefined
  const known = text.length > maxKeptLength ? undefined : normalForms.get(text)
  if (known !== undefined) return known
  const normalForm = formatDidUrl(url)
  if (text.length <= maxKeptLength) normalForms.set(text, normalForm)
  return normalForm
}

// A name out of a source's metadata may have what no UTF-8 can write; it is that of nothing that can be asked for.
const encodeQueryPart = (text: string): string => encodeURIComponent(text.replaceAll(loneSurrogates, '\ufffd'))

/** Writes the parts of a DID URL as one string, values percent-encoded. */
export function formatDidUrl(url: Pick<ParsedDidUrl, 'did' | 'path' | 'query' | 'fragment'>): string {
  const query = url.query.map(([name, value]) => `${encodeQueryPart(name)}=${encodeQueryPart(value)}`).join('&')
  return `${url.did}${url.path}${query === '' ? '' : `?${query}`}${url.fragment === undefined ? '' : `#${url.fragment}`}`
}

/** What a DID URL asks for among a DID's resources (docs/rules.md, References). */
export type ResourceReference =
  | { readonly form: 'pinned'; readonly did: string; readonly resourceId: string; readonly url?: string }
  | {
      readonly form: 'named'
      readonly did: string
      readonly resourceName: string
      readonly resourceType: string
      readonly resourceVersionTime?: string
      /** The normal DID URL, where it is known already. */
      readonly url?: string
    }

const pinnedPath = /^\/resources\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/

/**
 * Reads a DID URL as a reference to a DID-Linked Resource: pinned, latest by name and type, or as of a time.
 *
 * @param text - the DID URL as written
 * @returns the reference, or undefined where it is no DID URL or names no one resource
 */
export function parseResourceReference(text: string): ResourceReference | undefined {
  const known = text.length > maxKeptLength ? undefined : references.get(text)
  if (known !== undefined) return known
  const read = readReference(text)
  if (read === undefined) return undefined
  const reference = withUrl(read)
  if (text.length <= maxKeptLength) references.set(text, reference)
  return reference
}

// Written out: an object that begins with a spread has a hidden class of its own, and is slow to read then.
function withUrl(read: ResourceReference): ResourceReference {
  const url = formatResourceReference(read)
  if (read.form === 'pinned') {
    const { form, did, resourceId } = read
    return Object.freeze({ form, did, resourceId, url })
  }
  const { form, did, resourceName, resourceType, resourceVersionTime } = read
  return resourceVersionTime === undefined
    ? Object.freeze({ form, did, resourceName, resourceType, url })
    : Object.freeze({ form, did, resourceName, resourceType, resourceVersionTime, url })
}

function readReference(text: string): ResourceReference | undefined {
  const url = parseDidUrl(text)
  if (url === undefined || url.fragment !== undefined) return undefined
  const query = Object.fromEntries(url.query)
  if (url.path !== '') {
    const resourceId = pinnedPath.exec(url.path)?.[1]
    return resourceId === undefined || url.query.length > 0 ? undefined : { form: 'pinned', did: url.did, resourceId }
  }
  const { resourceName, resourceType, resourceVersionTime, ...others } = query
  if (resourceName === undefined || resourceType === undefined || Object.keys(others).length > 0) return undefined
  return {
    form: 'named',
    did: url.did,
    resourceName,
    resourceType,
    ...(resourceVersionTime !== undefined && { resourceVersionTime }),
  }
}

/** The normal DID URL of a resource reference. */
export function formatResourceReference(reference: ResourceReference): string {
  if (reference.url !== undefined) return reference.url
  if (reference.form === 'pinned') return `${reference.did}/resources/${reference.resourceId}`
  const query: [string, string][] = [
    ['resourceName', reference.resourceName],
    ['resourceType', reference.resourceType],
  ]
  if (reference.resourceVersionTime !== undefined) query.push(['resourceVersionTime', reference.resourceVersionTime])
  return formatDidUrl({ did: reference.did, path: '', query })
}

/** The reference to the newest version of a name and type. */
export function newestReference(did: string, resourceName: string, resourceType: string): ResourceReference {
  // Strings put together to look them up would be copied and hashed each time.
  const ofDid = newest.get(did)
  const known = ofDid?.find((one) => one.resourceName === resourceName && one.resourceType === resourceType)
  if (known !== undefined) return known
  const reference = newestOf(did, resourceName, resourceType)
  if (did.length + resourceName.length + resourceType.length > maxKeptLength) return reference
  newest.set(did, ofDid === undefined ? [reference] : [reference, ...ofDid.slice(0, maxNamesOfDid - 1)])
  return reference
}

function newestOf(did: string, resourceName: string, resourceType: string): NamedReference {
  const url = formatResourceReference({ form: 'named', did, resourceName, resourceType })
  return Object.freeze({ form: 'named', did, resourceName, resourceType, url })
}

type NamedReference = Extract<ResourceReference, { form: 'named' }>

/** Of one DID as many are remembered as can be looked through. */
const maxNamesOfDid = 8
const newest = new RecentMap<string, readonly NamedReference[]>(2 * mebibyte, (ofDid, did) =>
  ofDid.reduce((bytes, reference) => bytes + weigh(reference, did), 0),
)
