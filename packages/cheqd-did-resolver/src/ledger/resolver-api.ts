import type { JsonObject, JsonValue, ResourceMetadata } from '@trustchains/core'
import { createHash } from 'node:crypto'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdDid } from '../did/cheqd-did.js'
import { formatSeconds } from '../did/version-time.js'
import type { HttpClient } from '../http/http-client.js'
import { isJsonObject } from '../http/is-json-object.js'
import type {
  DidVersion,
  LedgerClient,
  LinkedResource,
  ResourceFilter,
  ResourceQuery,
  VersionQuery,
} from '../types/ledger-client.js'
import { checkDidVersion } from './check-did-version.js'
import { resolverContent, resolverResult } from './resolver-answer.js'
import { resourceMetadataFromJson } from './resource-metadata-from-json.js'
import { matchesQuery, selectResource } from './select-resource.js'
import { sortNewestFirst } from './sort-newest-first.js'

// Only with this profile does a resolver answer metadata beside the document, and with it `deactivated`.
const resolutionProfile = 'application/ld+json;profile="https://w3id.org/did-resolution"'
const dereferencingProfile = 'application/ld+json;profile="https://w3id.org/did-url-dereferencing"'
// A resource's bytes as they are. With a profile the resolver writes JSON anew or encodes the bytes, and no checksum holds.
const bytes = '*/*'

/** Reads a network through the HTTP API of a did:cheqd resolver, which is trusted to say what is on the ledger. */
export class ResolverApi implements LedgerClient {
  readonly #http: HttpClient
  readonly #base: string
  readonly #maxDocumentBytes: number

  /** @param base - ends with `/1.0/identifiers/` */
  constructor(http: HttpClient, base: URL, maxDocumentBytes: number) {
    this.#http = http
    this.#base = base.href
    this.#maxDocumentBytes = maxDocumentBytes
  }

  async didVersion(
    did: CheqdDid,
    version: VersionQuery,
    withResources: boolean,
    signal: AbortSignal,
  ): Promise<DidVersion> {
    const result = await this.#result(did.did + queryString(version), resolutionProfile, signal)
    const resources = withResources ? resourceList(did, result.didDocumentMetadata) : undefined
    return checkDidVersion(did, version, result.didDocument, result.didDocumentMetadata, resources)
  }

  async resourceById(
    did: CheqdDid,
    resourceId: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<LinkedResource> {
    const path = `${did.did}/resources/${resourceId}`
    const [result, content] = await Promise.all([
      this.#result(`${path}/metadata`, dereferencingProfile, signal),
      this.#content(path, maxBytes, signal),
    ])
    const metadata = resourceMetadataFromJson(did, result.contentMetadata)
    if (metadata.resourceId === resourceId) return { content, metadata }
    throw new CheqdResolverError('internalError', `the source answered another resource than ${path}`)
  }

  async resourceByQuery(
    did: CheqdDid,
    query: ResourceQuery,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<LinkedResource> {
    const path = did.did + queryString(query)
    // Both at once, one round trip instead of two; but the two may see different states of the ledger. The resolver takes "%23" in
    // the last value for the start of a fragment: content so named is read by its id alone.
    const direct = /%23[^&]*$/.test(path)
      ? undefined
      : this.#content(path, maxBytes, signal).catch((error: unknown) => CheqdResolverError.from(error))
    const list = resourceList(did, await this.#listing(`${path}&resourceMetadata=true`, signal))
    const metadata = selectResource(list, query)
    const content = await direct
    if (content instanceof CheqdResolverError) {
      if (content.code !== 'notFound') throw content
    } else if (content !== undefined && createHash('sha256').update(content).digest('hex') === metadata.checksum) {
      return { content, metadata }
    }
    // A new version came in between, or the resolver chose among versions of the same second. By id there is but one answer.
    return this.resourceById(did, metadata.resourceId, maxBytes, signal)
  }

  async listResources(did: CheqdDid, filter: ResourceFilter, signal: AbortSignal): Promise<ResourceMetadata[]> {
    const query: ResourceQuery = { resourceName: filter.name, resourceType: filter.type }
    const all = async () => {
      const result = await this.#result(`${did.did}/metadata`, resolutionProfile, signal)
      return resourceList(did, result.didDocumentMetadata)
    }
    const some = async () => {
      try {
        return resourceList(did, await this.#listing(`${did.did}${queryString(query)}&resourceMetadata=true`, signal))
      } catch (error) {
        // "Not found" is said of a DID that has no such resource and of a DID that does not exist. The list of all tells them apart.
        if (error instanceof CheqdResolverError && error.code === 'notFound') return all()
        throw error
      }
    }
    const listed = queryString(query) === '' ? await all() : await some()
    return listed.filter((resource) => matchesQuery(resource, query))
  }

  async #listing(path: string, signal: AbortSignal): Promise<JsonValue | undefined> {
    return (await this.#result(path, dereferencingProfile, signal)).contentMetadata
  }

  async #result(path: string, accept: string, signal: AbortSignal): Promise<JsonObject> {
    const request = { url: this.#base + path, accept, maxBytes: this.#maxDocumentBytes }
    return resolverResult(await this.#http.request(request, signal))
  }

  async #content(path: string, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    return resolverContent(await this.#http.request({ url: this.#base + path, accept: bytes, maxBytes }, signal))
  }
}

function queryString(query: ResourceQuery): string {
  const pairs = Object.entries(query as Record<string, string | number | undefined>)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === 'number' ? formatSeconds(value) : (value as string))}`,
    )
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

function resourceList(did: CheqdDid, metadata: JsonValue | undefined): ResourceMetadata[] {
  const list = (isJsonObject(metadata) ? metadata.linkedResourceMetadata : undefined) ?? []
  if (!Array.isArray(list)) {
    throw new CheqdResolverError('internalError', `the source answered no list of resources for ${did.did}`)
  }
  return sortNewestFirst(list.map((entry) => resourceMetadataFromJson(did, entry)))
}
