import type { Chain } from '../chain.js'
import type { DidDocWithMetadata } from '../proto/did-types.js'
import type { ResourceMetadata } from '../proto/resource-types.js'
import { normalizeDid, splitDid } from '../rules/did.js'
import type { AnswerSources } from './answer-cache.js'
import { mediaTypes } from './constants.js'
import { didMetadataView, type DidMetadataView } from './did-view.js'
import { IdentityError } from './identity-error.js'
import { createdUpTo, exactTime, newestFirst, resourceViews, type ResourceView } from './resource-view.js'

/** Known faults of the real resolver that are repaired here when asked for; all are kept by default. */
export interface ResolverRepairs {
  /** `capability_delegation` of a document is shown as `capabilityDelegation`. */
  capabilityDelegation?: boolean
  /** `transformKeys` makes keys of 32 bytes, and refuses a JWK that is not Ed25519. */
  transformKeys?: boolean
  /** A fragment must be the whole fragment of a key or service, not a part of its id. */
  fragments?: boolean
}

/** What the resolver reads of the ledger. Throws IdentityError for what is not there. */
export class LedgerView {
  constructor(
    private readonly chain: Chain,
    /** Namespaces that the resolver serves. */
    readonly namespaces: readonly string[],
    readonly repairs: ResolverRepairs,
  ) {}

  /** A version of a DID, the newest where none is named. */
  version(did: string, versionId: string, contentType: string, dereferencing: boolean): DidDocWithMetadata {
    this.requireNamespace(did)
    const record = this.chain.state.dids.get(normalizeDid(did))
    const version = record?.versions.get(versionId === '' ? record.latest : versionId.toLowerCase())
    if (version === undefined) throw new IdentityError('notFound', did, contentType, dereferencing)
    return version
  }

  /** Metadata of all resources of a DID, in the order of the ledger, which is that of their ids. */
  resources(did: string, contentType: string, dereferencing: boolean): readonly ResourceView[] {
    this.requireNamespace(did)
    const owner = normalizeDid(did)
    if (!this.chain.state.dids.has(owner)) throw new IdentityError('notFound', did, contentType, dereferencing)
    return resourceViews(did, this.chain.state.collections.get(owner)?.list() ?? [])
  }

  /** Metadata and content of one resource; the content is undefined where an import brought none. */
  resource(did: string, id: string, contentType: string): { metadata: ResourceMetadata; content?: Uint8Array } {
    this.requireNamespace(did)
    const collection = this.chain.state.collections.get(normalizeDid(did))
    const metadata = collection?.get(id.toLowerCase())
    if (metadata === undefined) throw new IdentityError('notFound', did, contentType, true)
    return { metadata, content: collection?.content(metadata.id) }
  }

  /**
   * Metadata of all versions, the newest first (the one that was never updated is the last), each with the resources that were there before the next version.
   * The newest version's list is in the ledger's order as long as it is the only one.
   */
  allVersions(did: string, contentType: string, dereferencing: boolean): DidMetadataView[] {
    const resources = this.resources(did, contentType, dereferencing)
    const record = this.chain.state.dids.get(normalizeDid(did))
    const views = [...(record?.versions.values() ?? [])]
      .sort((a, b) => (a.metadata.versionId < b.metadata.versionId ? -1 : 1))
      .map(({ metadata }) => didMetadataView(metadata, []))
      .sort((a, b) => (b[exactTime] ?? 0) - (a[exactTime] ?? 0))
    let before = views.length > 1 ? newestFirst(resources) : resources
    views.forEach((view, index) => {
      const next = views[index - 1]
      if (next !== undefined) before = createdUpTo(before, next.updated ?? next.created ?? '')
      view.linkedResourceMetadata = before.length === 0 ? undefined : before
    })
    return views
  }

  /** What answers about a DID are made of. */
  sources(did: string): AnswerSources {
    const owner = normalizeDid(did)
    return { did: this.chain.state.dids.get(owner), resources: this.chain.state.collections.get(owner)?.list() }
  }

  private requireNamespace(did: string): void {
    if (!this.namespaces.includes(splitDid(did)?.namespace ?? ''))
      throw new IdentityError('invalidDid', did, mediaTypes.json, false)
  }
}
