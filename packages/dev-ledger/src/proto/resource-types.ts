/** Another URI of a resource. */
export interface AlternativeUri {
  uri: string
  description: string
}

/** Metadata of a DID-Linked Resource as the ledger stores it (cheqd.resource.v2.Metadata). */
export interface ResourceMetadata {
  collectionId: string
  id: string
  name: string
  version: string
  resourceType: string
  alsoKnownAs: AlternativeUri[]
  mediaType: string
  created: Date
  /** Hexadecimal SHA-256 of the content. */
  checksum: string
  previousVersionId: string
  nextVersionId: string
}

/** A resource with its content. */
export interface ResourceWithMetadata {
  resource: { data: Uint8Array }
  metadata: ResourceMetadata
}

/** Payload of MsgCreateResource. */
export interface ResourcePayload {
  data: Uint8Array
  collectionId: string
  id: string
  name: string
  version: string
  resourceType: string
  alsoKnownAs: AlternativeUri[]
}
