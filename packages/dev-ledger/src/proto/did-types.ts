/** A verification method as the ledger stores it: `verificationMaterial` is a JWK text, a base58 or a multibase key. */
export interface VerificationMethod {
  id: string
  verificationMethodType: string
  controller: string
  verificationMaterial: string
}

/** A service of a DID document as the ledger stores it. */
export interface Service {
  id: string
  serviceType: string
  serviceEndpoint: string[]
  recipientKeys: string[]
  routingKeys: string[]
  accept: string[]
  priority: number
}

/** A DID document as the ledger stores it (cheqd.did.v2.DidDoc). */
export interface DidDoc {
  context: string[]
  id: string
  controller: string[]
  verificationMethod: VerificationMethod[]
  authentication: string[]
  assertionMethod: string[]
  capabilityInvocation: string[]
  capabilityDelegation: string[]
  keyAgreement: string[]
  service: Service[]
  alsoKnownAs: string[]
}

/** Metadata of one version of a DID document; ids are empty strings where there is none. */
export interface DidMetadata {
  created: Date
  updated?: Date
  deactivated: boolean
  versionId: string
  nextVersionId: string
  previousVersionId: string
}

/** One version of a DID document. */
export interface DidDocWithMetadata {
  didDoc: DidDoc
  metadata: DidMetadata
}

/** A signature over a message's payload, by a verification method named by its DID URL. */
export interface SignInfo {
  verificationMethodId: string
  signature: Uint8Array
}

/** Payload of MsgCreateDidDoc and MsgUpdateDidDoc. */
export interface DidDocPayload extends DidDoc {
  versionId: string
}

/** Payload of MsgDeactivateDidDoc. */
export interface DeactivatePayload {
  id: string
  versionId: string
}

/** A message that carries a payload and signatures over it. */
export interface SignedMessage<Payload> {
  payload?: Payload
  signatures: SignInfo[]
}
