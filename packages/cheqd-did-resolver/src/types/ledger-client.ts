import type { ResourceMetadata } from '@trustchains/core'
import type { DIDDocument } from 'did-resolver'
import type { CheqdDid } from '../did/cheqd-did.js'

/** Which version of a DID document: by id, or the newest that is not later than a time, or both; neither: the newest. */
export interface VersionQuery {
  /** UUID in lower case. */
  versionId?: string
  /** Whole seconds since 1970. */
  versionTime?: number
}

/** Which of a DID's resources: the newest that satisfies all of these (DID-Linked Resources, section "DID URL parameters"). */
export interface ResourceQuery extends VersionQuery {
  /** UUID in lower case. */
  resourceId?: string
  resourceCollectionId?: string
  resourceName?: string
  resourceType?: string
  resourceVersion?: string
  /** sha-256, hex. */
  checksum?: string
  /** Whole seconds since 1970. */
  resourceVersionTime?: number
}

/** DID document metadata (DID Core 7.1.3) as the ledger keeps it. Times are RFC 3339, whole seconds. */
export interface CheqdDidDocumentMetadata {
  created?: string
  updated?: string
  /** Only where it is true; it is then true of every version. */
  deactivated?: true
  versionId?: string
  nextVersionId?: string
  previousVersionId?: string
  /** Newest first; only where it was asked for. */
  linkedResourceMetadata?: ResourceMetadata[]
}

/** One version of a DID document. */
export interface DidVersion {
  didDocument: DIDDocument
  didDocumentMetadata: CheqdDidDocumentMetadata
}

/** A resource's bytes and what the ledger says of them; that the two agree is for the caller to check. */
export interface LinkedResource {
  content: Uint8Array
  metadata: ResourceMetadata
}

/** What is asked of a network; one implementation for each way to reach it. All of it throws CheqdResolverError. */
export interface LedgerClient {
  /** @param withResources - whether `linkedResourceMetadata` is wanted */
  didVersion(did: CheqdDid, version: VersionQuery, withResources: boolean, signal: AbortSignal): Promise<DidVersion>
  resourceById(did: CheqdDid, resourceId: string, maxBytes: number, signal: AbortSignal): Promise<LinkedResource>
  resourceByQuery(did: CheqdDid, query: ResourceQuery, maxBytes: number, signal: AbortSignal): Promise<LinkedResource>
  /** Newest first; empty where the DID has none such. */
  listResources(did: CheqdDid, filter: ResourceFilter, signal: AbortSignal): Promise<ResourceMetadata[]>
}

/** Which resources to list. */
export interface ResourceFilter {
  name?: string
  type?: string
}
