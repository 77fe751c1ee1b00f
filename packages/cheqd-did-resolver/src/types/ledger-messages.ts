/** `cheqd.did.v2.DidDoc`, as `@cheqd/ts-proto` decodes it. */
export interface LedgerDidDocument {
  id: string
  controller: string[]
  verificationMethod: LedgerVerificationMethod[]
  authentication: string[]
  assertionMethod: string[]
  capabilityInvocation: string[]
  capabilityDelegation: string[]
  keyAgreement: string[]
  service: LedgerService[]
  alsoKnownAs: string[]
}

/** `cheqd.did.v2.VerificationMethod` */
export interface LedgerVerificationMethod {
  id: string
  verificationMethodType: string
  controller: string
  verificationMaterial: string
}

/** `cheqd.did.v2.Service` */
export interface LedgerService {
  id: string
  serviceType: string
  serviceEndpoint: string[]
  recipientKeys: string[]
  routingKeys: string[]
  accept: string[]
  priority: number
}

/** `cheqd.did.v2.Metadata` */
export interface LedgerDidMetadata {
  created: Date | undefined
  updated: Date | undefined
  deactivated: boolean
  versionId: string
  nextVersionId: string
  previousVersionId: string
}

/** `cheqd.did.v2.DidDocWithMetadata` */
export interface LedgerDidVersion {
  didDoc: LedgerDidDocument | undefined
  metadata: LedgerDidMetadata | undefined
}

/** `cheqd.resource.v2.Metadata` */
export interface LedgerResourceMetadata {
  collectionId: string
  id: string
  name: string
  version: string
  resourceType: string
  alsoKnownAs: { uri: string; description: string }[]
  mediaType: string
  created: Date | undefined
  checksum: string
  previousVersionId: string
  nextVersionId: string
}

/** `cheqd.resource.v2.ResourceWithMetadata` */
export interface LedgerResource {
  resource: { data: Uint8Array } | undefined
  metadata: LedgerResourceMetadata | undefined
}

/** `cosmos.base.query.v1beta1.PageRequest` */
export interface PageRequest {
  key: Uint8Array
  offset: bigint
  limit: bigint
  countTotal: boolean
  reverse: boolean
}

/** `cosmos.base.query.v1beta1.PageResponse`, what is read of it. */
export interface PageResponse {
  nextKey: Uint8Array
}
