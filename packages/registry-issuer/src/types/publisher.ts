import type { TrustRegistryIssuerContext } from './ITrustRegistryIssuer.js'
import type { OutboxStore } from './outbox-store.js'
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

/**
 * What became of one resource of {@link ResourcePublisher.publishMany}.
 *
 * - `published`: it stands there, with this content.
 * - `absent`: it does not stand there, and nothing that is on its way can bring it: it may be published again.
 * - `different`: something else stands there under its id.
 * - `unknown`: it could not be learnt; to publish it again under the same id does no harm, since an id is taken only once.
 */
export interface PublicationOutcome {
  state: 'published' | 'absent' | 'different' | 'unknown'
  /** Why it was not published, for programs: `insufficient_funds`, `out_of_gas`, `aborted`, … */
  code?: string
  /** Why it was not published, for people. */
  message?: string
  cause?: unknown
}

/** How {@link ResourcePublisher.publishMany} is to go about it. */
export interface PublishManyOptions {
  /** What is not on its way yet when it fires is not sent any more; what is on its way is waited for. */
  signal?: AbortSignal
  /** Hears of each resource as soon as it is published; `index` is its place among those given. */
  onPublished?: (resource: ResourceToPublish, index: number) => void
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

  /**
   * Is told, when the plugin is made, where the plugin keeps its publications: for publishers whose processes wait for one
   * another by it. One that wraps another passes it on.
   *
   * @throws TrustRegistryIssuerError `invalid_setup` where it can't be used
   */
  useOutbox?(store: OutboxStore): void

  /**
   * Whether a batch may come in parts, each with a call of `publishMany` of its own while those before it are still under way:
   * then the first are published while the next are signed. Otherwise a batch comes whole.
   */
  readonly takesParts?: boolean

  /**
   * Publishes many, for publishers that are quicker so. One that fails does not take the others with it.
   *
   * @param resources - each with an id of its own
   * @returns what became of each, in the order given; expected failures are outcomes, they are not thrown
   */
  publishMany?(
    resources: readonly ResourceToPublish[],
    context: TrustRegistryIssuerContext,
    options?: PublishManyOptions,
  ): Promise<PublicationOutcome[]>
}
