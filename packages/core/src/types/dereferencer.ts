import type { ResourceMetadata } from './evidence.js'

/** How a DID URL is to be dereferenced. */
export interface DereferenceOptions {
  /** The newest version not later than this, RFC 3339. Default: the newest there is. */
  versionTime?: string
  signal?: AbortSignal
  /** Refuse content of more bytes than this. */
  maxBytes?: number
}

/** The answer for one DID URL (DID Core 7.2). */
export interface DereferencedResource {
  /** The resource's bytes, exactly as they are on the ledger; null where there are none. */
  contentStream: Uint8Array | null
  contentMetadata: Partial<ResourceMetadata>
  dereferencingMetadata: {
    contentType?: string
    /**
     * `notFound` is a definite answer; `invalidDid`, `invalidDidUrl`, `methodNotSupported`,
     * `representationNotSupported` and `contentTooLarge` say that the reference can't be used; `checksumMismatch`
     * that the bytes are not those of the metadata's checksum (both are given, as evidence);
     * `internalError` and anything else that it could not be learnt.
     */
    error?: string
    message?: string
  }
}

/** A source of DID-Linked Resources: what a plugin asks, whatever stands behind it. */
export interface Dereferencer {
  /** Expected failures are answers with `dereferencingMetadata.error`; they are not thrown. */
  dereference(didUrl: string, options?: DereferenceOptions): Promise<DereferencedResource>
  /** The metadata of what a DID has published, newest first. */
  listResources?(
    did: string,
    filter?: { name?: string; type?: string },
    options?: { signal?: AbortSignal },
  ): Promise<ResourceMetadata[]>
}
