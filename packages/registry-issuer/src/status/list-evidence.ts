import type { DidDocumentEvidence, ResourceEvidence, ResourceMetadata } from '@trustchains/core'
import type { StatusPurpose } from '@trustchains/core'
import type { JsonObject } from '@trustchains/core'
import type { StatusEvidence } from './judge-entry.js'
import type { ListReference } from './list-reference.js'
import type { ListVersion } from './list-versions.js'

/**
 * What a verifier would have, had it read this version of a list.
 *
 * @param issuer - the issuer's DID document
 * @param now - milliseconds since the epoch
 */
export function listEvidence(
  { url, did }: ListReference,
  { metadata, text }: Pick<ListVersion, 'metadata' | 'text'>,
  issuer: DidDocumentEvidence,
  now: number,
): StatusEvidence {
  const at = new Date(now).toISOString()
  const list: ResourceEvidence = {
    url,
    source: 'registry-issuer',
    readAt: at,
    asOf: at,
    content: Buffer.from(text).toString('base64'),
    metadata,
  }
  return { issuer: did, at, statusLists: [list], didDocuments: [{ ...issuer, readAt: at, asOf: at }] }
}

/** The metadata that a resource would have, were it published now. */
export function metadataToBe(
  { did, name, type }: ListReference,
  resourceId: string,
  checksum: string,
  now: number,
): ResourceMetadata {
  return {
    resourceURI: `${did}/resources/${resourceId}`,
    resourceCollectionId: did.slice(did.lastIndexOf(':') + 1),
    resourceId,
    resourceName: name,
    resourceType: type,
    mediaType: 'text/plain',
    created: new Date(now).toISOString(),
    checksum,
  }
}

/** The status of an entry of a list, as a credential names it. */
export function statusEntry(
  { url }: Pick<ListReference, 'url'>,
  { form, size }: { form: string; size: number },
  purpose: StatusPurpose,
  index: number,
): JsonObject {
  const is2021 = form === '2021'
  return {
    id: `${url}#${String(index)}`,
    type: is2021 ? 'StatusList2021Entry' : 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(index),
    statusListCredential: url,
    ...(size !== 1 && { statusSize: size }),
  }
}
