import { createHash } from 'node:crypto'
import type { ResourceMetadata } from '@trustchains/core'

export const uuid = 'c1685ca0-1f5b-439c-8eb8-5c0e85ab7cd0'
export const did = `did:cheqd:testnet:${uuid}`
export const resourceId = '9ba3922e-d5f5-4f53-b265-fc0d4e988c77'
export const resourceUrl = `${did}/resources/${resourceId}`
export const content = new TextEncoder().encode('{ "not":\n "re-serialised" }\n')

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A DID resolution result as a resolver answers it. */
export function resolution(metadata: object = {}, document: object = {}) {
  return {
    '@context': 'https://w3id.org/did-resolution/v1',
    didResolutionMetadata: { contentType: 'application/did' },
    didDocument: { '@context': ['https://www.w3.org/ns/did/v1'], id: did, ...document },
    didDocumentMetadata: {
      created: '2023-01-25T11:58:10Z',
      versionId: 'e5615fc2-6f13-42b1-989c-49576a574cef',
      ...metadata,
    },
  }
}

/** An error as a resolver answers it. */
export const resolverError = (error: string) => ({
  dereferencingMetadata: { contentType: 'application/ld+json', error },
  contentStream: null,
  contentMetadata: {},
})

/** A resource's metadata as a resolver answers it. */
export function metadata(fields: Partial<ResourceMetadata> = {}): ResourceMetadata {
  return {
    resourceURI: resourceUrl,
    resourceCollectionId: uuid,
    resourceId,
    resourceName: 'Demo',
    resourceType: 'String',
    mediaType: 'application/json',
    resourceVersion: '',
    created: '2023-01-25T12:08:39Z',
    checksum: sha256(content),
    previousVersionId: null,
    nextVersionId: null,
    ...fields,
  }
}

/** Metadata in the envelope of dereferencing. */
export const dereferencing = (contentMetadata: object) => ({
  dereferencingMetadata: { contentType: 'application/ld+json' },
  contentStream: null,
  contentMetadata,
})
