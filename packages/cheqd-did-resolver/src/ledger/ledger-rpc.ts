import type { ResourceMetadata } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { CheqdDid } from '../did/cheqd-did.js'
import type {
  DidVersion,
  LedgerClient,
  LinkedResource,
  ResourceFilter,
  ResourceQuery,
  VersionQuery,
} from '../types/ledger-client.js'
import type { LedgerDidMetadata, LedgerDidVersion, LedgerResource } from '../types/ledger-messages.js'
import { UnknownQueryError, type AbciClient } from './abci-client.js'
import { checkDidVersion } from './check-did-version.js'
import { didDocumentFromProto, didMetadataFromProto } from './did-document-from-proto.js'
import { findVersion, resourcesOfVersion } from './did-versions.js'
import { ledgerQueries } from './ledger-queries.js'
import { resourceMetadataFromProto } from './resource-metadata-from-proto.js'
import { escapeName, matchesQuery, selectResource } from './select-resource.js'
import { sortNewestFirst } from './sort-newest-first.js'

// Around a resource's bytes: names, links, alternative URIs.
const metadataBytes = 65_536

/** Reads a network from a node's RPC; nobody but that node is trusted. */
export class LedgerRpc implements LedgerClient {
  readonly #abci: AbciClient
  readonly #maxDocumentBytes: number

  constructor(abci: AbciClient, maxDocumentBytes: number) {
    this.#abci = abci
    this.#maxDocumentBytes = maxDocumentBytes
  }

  async didVersion(
    did: CheqdDid,
    query: VersionQuery,
    withResources: boolean,
    signal: AbortSignal,
  ): Promise<DidVersion> {
    const { versionId, versionTime } = query
    const past = versionId !== undefined || versionTime !== undefined
    // The newest version is read at once with the list of versions: it is the one wanted more often than not.
    const [first, versions, resources] = await Promise.all([
      versionId === undefined ? this.#newest(did, signal) : this.#version(did, versionId, signal),
      past && (versionTime !== undefined || withResources) ? this.#versions(did, signal) : undefined,
      withResources ? this.#resources(did, signal) : undefined,
    ])
    const wanted = versions && findVersion(versions, query)
    const isOther = wanted !== undefined && wanted.versionId !== first.metadata?.versionId
    const { didDoc, metadata } = isOther ? await this.#version(did, wanted.versionId, signal) : first
    const shown = resources && versions && wanted ? resourcesOfVersion(resources, versions, wanted) : resources
    return checkDidVersion(
      did,
      query,
      didDoc && didDocumentFromProto(didDoc),
      metadata && didMetadataFromProto(metadata),
      shown,
    )
  }

  async resourceById(did: CheqdDid, id: string, maxBytes: number, signal: AbortSignal): Promise<LinkedResource> {
    const request = { collectionId: did.id, id }
    const { resource } = await this.#abci.ask(ledgerQueries.resource, request, maxBytes + metadataBytes, signal)
    const found = linkedResource(did, resource, maxBytes)
    if (found.metadata.resourceId === id) return found
    throw new CheqdResolverError('internalError', `the node answered another resource than ${did.did}/resources/${id}`)
  }

  async resourceByQuery(
    did: CheqdDid,
    query: ResourceQuery,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<LinkedResource> {
    const { resourceName: name, resourceType: type } = query
    const byNameAndType = Object.values(query).filter((value) => value !== undefined).length === 2
    if (byNameAndType && name !== undefined && type !== undefined && escapeName(name) === name) {
      try {
        return await this.#latest(did, name, type, maxBytes, signal)
      } catch (error) {
        if (!(error instanceof UnknownQueryError)) throw error
      }
    }
    const past = query.versionId !== undefined || query.versionTime !== undefined
    const [resources, versions] = await Promise.all([
      this.#resources(did, signal),
      past ? this.#versions(did, signal) : undefined,
    ])
    const candidates = versions ? resourcesOfVersion(resources, versions, findVersion(versions, query)) : resources
    return this.resourceById(did, selectResource(candidates, query).resourceId, maxBytes, signal)
  }

  async listResources(did: CheqdDid, filter: ResourceFilter, signal: AbortSignal): Promise<ResourceMetadata[]> {
    const query: ResourceQuery = { resourceName: filter.name, resourceType: filter.type }
    return (await this.#resources(did, signal)).filter((resource) => matchesQuery(resource, query))
  }

  async #latest(
    did: CheqdDid,
    name: string,
    resourceType: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<LinkedResource> {
    const request = { collectionId: did.id, name, resourceType }
    const { resource } = await this.#abci.ask(ledgerQueries.latestResource, request, maxBytes + metadataBytes, signal)
    const found = linkedResource(did, resource, maxBytes)
    if (matchesQuery(found.metadata, { resourceName: name, resourceType })) return found
    throw new CheqdResolverError('internalError', `the node answered a resource of another name or type for ${did.did}`)
  }

  async #newest(did: CheqdDid, signal: AbortSignal): Promise<LedgerDidVersion> {
    const { value } = await this.#abci.ask(ledgerQueries.didDoc, { id: did.did }, this.#maxDocumentBytes, signal)
    return value ?? missing(did)
  }

  async #version(did: CheqdDid, version: string, signal: AbortSignal): Promise<LedgerDidVersion> {
    const request = { id: did.did, version }
    const { value } = await this.#abci.ask(ledgerQueries.didDocVersion, request, this.#maxDocumentBytes, signal)
    return value ?? missing(did)
  }

  async #versions(did: CheqdDid, signal: AbortSignal): Promise<LedgerDidMetadata[]> {
    const pages = await this.#abci.askPages(
      ledgerQueries.didDocVersions,
      { id: did.did },
      this.#maxDocumentBytes,
      signal,
    )
    return pages.flatMap(({ versions }) => versions)
  }

  async #resources(did: CheqdDid, signal: AbortSignal): Promise<ResourceMetadata[]> {
    const request = { collectionId: did.id }
    const pages = await this.#abci.askPages(ledgerQueries.collection, request, this.#maxDocumentBytes, signal)
    return sortNewestFirst(
      pages.flatMap(({ resources }) => resources.map((resource) => resourceMetadataFromProto(did, resource))),
    )
  }
}

function missing(did: CheqdDid): never {
  throw new CheqdResolverError('internalError', `the node answered nothing for ${did.did}`)
}

function linkedResource(did: CheqdDid, found: LedgerResource | undefined, maxBytes: number): LinkedResource {
  if (found?.metadata === undefined) return missing(did)
  // A copy of its own: what the decoder gives is a window on the whole answer.
  const content = new Uint8Array(found.resource?.data ?? [])
  if (content.length > maxBytes) {
    throw new CheqdResolverError('contentTooLarge', `a resource of ${did.did} has more than ${maxBytes} bytes`)
  }
  return { content, metadata: resourceMetadataFromProto(did, found.metadata) }
}
