import type { DidDocView, DidMetadataView } from './did-view.js'
import type { IdentityMetadata } from './identity-metadata.js'
import type { ResourceView } from './resource-view.js'

/** Result of resolving a DID. */
export interface DidResolution {
  kind: 'resolution'
  context?: string
  didDocument?: DidDocView
  didResolutionMetadata: IdentityMetadata
  didDocumentMetadata?: DidMetadataView
}

/** Result of dereferencing a DID URL to a part of a document, to versions, or to a resource's metadata. */
export interface Dereferencing {
  kind: 'dereferencing'
  context?: string
  dereferencingMetadata: IdentityMetadata
  contentStream: unknown
  contentMetadata: object | null
}

/** A resource's bytes, answered as they are. */
export interface ResourceBytes {
  kind: 'bytes'
  mediaType: string
  content: Uint8Array
}

/** A service's endpoint to go to. */
export interface ServiceRedirect {
  kind: 'redirect'
  location: string
}

/** What a request comes to. */
export type ResolverResult = DidResolution | Dereferencing | ResourceBytes | ServiceRedirect

/** The result as it is written. */
export function resultToJson(result: DidResolution | Dereferencing): object {
  if (result.kind === 'resolution')
    return {
      '@context': result.context,
      didDocument: result.didDocument,
      didResolutionMetadata: result.didResolutionMetadata,
      didDocumentMetadata: result.didDocumentMetadata,
    }
  return {
    '@context': result.context,
    dereferencingMetadata: result.dereferencingMetadata,
    contentStream: result.contentStream ?? null,
    contentMetadata: result.contentMetadata,
  }
}

/** contentMetadata of a list of resources. */
export function listMetadata(resources: readonly ResourceView[]): object {
  return { linkedResourceMetadata: resources }
}
