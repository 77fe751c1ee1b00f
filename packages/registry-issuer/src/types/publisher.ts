import type { TrustRegistryIssuerContext } from './ITrustRegistryIssuer.js'
import type { PublicationEstimate } from './results.js'

/** A resource that is to be published under a DID. */
export interface ResourceToPublish {
  /** The DID to publish under. */
  did: string
  /** UUID, lower case. */
  resourceId: string
  /** 1 to 64 bytes of UTF-8. */
  name: string
  /** What the version is called, at most 64 bytes. The order of versions is the ledger's. */
  version: string
  /** 1 to 64 bytes of UTF-8. */
  type: string
  /** The content, exactly as it is to be read. */
  data: Uint8Array
  /** For ledgers that are told; cheqd finds it out by itself. */
  mediaType: string
  /** The key management system of the issuer's keys, as the agent names it. */
  kms: string
}

/** What a publisher says of a resource that it has published. */
export interface PublishedResource {
  /** Where it stands: for did:cheqd the pinned DID URL. */
  resourceURI: string
}

/** Where resources are published: a port, by default the cheqd plugin of the same agent. */
export interface ResourcePublisher {
  /**
   * What publishing would cost. It is called before anything is signed, so that nothing is signed in vain.
   *
   * @param resource - the resource; `data` may be a stand-in of the right length
   * @throws TrustRegistryIssuerError where the resource can't be published: DID method, names, agent
   */
  estimate(resource: ResourceToPublish, context: TrustRegistryIssuerContext): Promise<PublicationEstimate>

  /**
   * Publishes it, and returns when it is on the ledger. It is read back afterwards, so an error that comes too
   * late does no harm, and a success that is none is found out.
   */
  publish(resource: ResourceToPublish, context: TrustRegistryIssuerContext): Promise<PublishedResource>
}
