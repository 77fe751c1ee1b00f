import type { DidDocumentMetadata } from '@trustchains/core'
import type { DIDDocument } from 'did-resolver'

/** One version of a DID document, with the metadata that a resolver gives for it. */
export interface WorldDidVersion {
  document: DIDDocument
  metadata: DidDocumentMetadata & { previousVersionId?: string; nextVersionId?: string }
}

/** A DID: the newest version of its document, and in `versions` the ones before it, oldest first. */
export interface WorldDid extends WorldDidVersion {
  did: string
  versions?: WorldDidVersion[]
}

/** A DID-Linked Resource as the world keeps it. */
export interface WorldResource {
  /** The DID under which it is published. */
  collection: string
  /** A UUID. */
  id: string
  name: string
  type: string
  mediaType: string
  /** RFC 3339. */
  created: string
  /** The content, base64. */
  bytes: string
  /** What the ledger says the sha-256 of the content is, lower-case hex; right or wrong. */
  checksum: string
}

/** What is to be published; the checksum is that of the content unless another is given. */
export interface WorldPublication extends Omit<WorldResource, 'bytes' | 'checksum' | 'mediaType'> {
  content: string | Uint8Array
  /** Default `application/json`. */
  mediaType?: string
  checksum?: string
}

/** A source that does not answer. */
export interface WorldFault {
  /** Every question that begins with this DID or DID URL is met. */
  id: string
  /** `throw`: an error at once. `hang`: no answer, ever. */
  mode: 'throw' | 'hang'
  /** Only questions to the DID resolver, or only those to the dereferencer. Default: both. */
  only?: 'did' | 'resource'
}

/** A world as JSON, in the shape of `fixtures/chains/cases.json`. */
export interface WorldData {
  didDocuments: WorldDid[]
  resources: WorldResource[]
  faults?: WorldFault[]
}

/** A question that the world was asked. */
export interface WorldCall {
  kind: 'resolveDid' | 'dereference' | 'listResources'
  /** The DID or DID URL, as asked. */
  question: string
  versionTime?: string
  /** 1 for what was asked before any answer was there, else one more than the highest of those answered before. */
  round: number
}
