import { carriesContext, resolutionContext } from './constants.js'
import {
  didDocView,
  didMetadataView,
  withDidContext,
  type ServiceView,
  type VerificationMethodView,
} from './did-view.js'
import { IdentityError } from './identity-error.js'
import { identityMetadata } from './identity-metadata.js'
import type { LedgerView } from './ledger-view.js'
import { resourceView } from './resource-view.js'
import type { Dereferencing, DidResolution, ResourceBytes } from './results.js'

/** Results that carry `@context` by their media type. */
function contextOf(contentType: string): string | undefined {
  return carriesContext(contentType) ? resolutionContext : undefined
}

/** Resolves a version of a DID, the newest where none is named. */
export function resolveDid(
  view: LedgerView,
  did: string,
  versionId: string,
  contentType: string,
  dereferencing: boolean,
): DidResolution {
  const { didDoc, metadata } = view.version(did, versionId, contentType, dereferencing)
  return {
    kind: 'resolution',
    context: contextOf(contentType),
    didDocument: didDocView(didDoc, carriesContext(contentType), view.repairs.capabilityDelegation === true),
    didResolutionMetadata: identityMetadata(did, contentType),
    didDocumentMetadata: didMetadataView(metadata, view.resources(did, contentType, dereferencing)),
  }
}

/** Metadata of a version, without its document. */
export function resolveMetadata(
  view: LedgerView,
  did: string,
  versionId: string,
  contentType: string,
  dereferencing: boolean,
): DidResolution {
  const { didDocument: _left, ...metadata } = resolveDid(view, did, versionId, contentType, dereferencing)
  return metadata
}

/** Metadata of all versions. */
export function listVersions(view: LedgerView, did: string, contentType: string): Dereferencing {
  return {
    kind: 'dereferencing',
    context: contextOf(contentType),
    dereferencingMetadata: identityMetadata(did, contentType),
    contentStream: { versions: view.allVersions(did, contentType, true) },
    contentMetadata: {},
  }
}

/** The key or service of a fragment. The real resolver takes the first id that contains the fragment anywhere. */
export function resolveFragment(view: LedgerView, did: string, fragment: string, contentType: string): Dereferencing {
  const { didDocument, didResolutionMetadata, didDocumentMetadata } = resolveDid(view, did, '', contentType, true)
  const matches = ({ id = '' }: { id?: string }): boolean =>
    view.repairs.fragments === true ? id === `${did}#${fragment}` : id.includes(fragment)
  const part: VerificationMethodView | ServiceView | undefined =
    didDocument?.verificationMethod?.find(matches) ?? didDocument?.service?.find(matches)
  if (part === undefined && fragment !== '') throw new IdentityError('notFound', did, contentType, true)
  const { linkedResourceMetadata: _left, ...metadata } = didDocumentMetadata ?? {}
  return {
    kind: 'dereferencing',
    context: contextOf(contentType),
    dereferencingMetadata: didResolutionMetadata,
    contentStream: part === undefined ? didDocument : carriesContext(contentType) ? withDidContext(part) : part,
    contentMetadata: metadata,
  }
}

/** A resource's bytes. */
export function resourceBytes(view: LedgerView, did: string, id: string, contentType: string): ResourceBytes {
  const { metadata, content } = view.resource(did, id, contentType)
  if (content === undefined) throw missingContent(did, contentType)
  return { kind: 'bytes', mediaType: metadata.mediaType, content }
}

/** A resource's metadata. */
export function resourceMetadata(view: LedgerView, did: string, id: string, contentType: string): Dereferencing {
  return {
    kind: 'dereferencing',
    context: contextOf(contentType),
    dereferencingMetadata: identityMetadata(did, contentType),
    contentStream: null,
    contentMetadata: resourceView(did, view.resource(did, id, contentType).metadata),
  }
}

/** A resource's content and metadata together: JSON as JSON where it is an object, all else in base64. */
export function resourceWithMetadata(view: LedgerView, did: string, id: string, contentType: string): Dereferencing {
  const { metadata, content } = view.resource(did, id, contentType)
  if (content === undefined) throw missingContent(did, contentType)
  const asJson = metadata.mediaType === 'application/json' || metadata.mediaType === 'text/plain'
  return {
    kind: 'dereferencing',
    context: contextOf(contentType),
    dereferencingMetadata: identityMetadata(did, contentType),
    contentStream: (asJson ? jsonObject(content) : undefined) ?? Buffer.from(content).toString('base64'),
    contentMetadata: resourceView(did, metadata),
  }
}

function jsonObject(content: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(content).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** An import may bring metadata without content; to call that "not found" would be a lie. */
function missingContent(did: string, contentType: string): IdentityError {
  return new IdentityError('internalError', did, contentType, true, {
    cause: new Error('the content of this resource was not imported'),
  })
}
