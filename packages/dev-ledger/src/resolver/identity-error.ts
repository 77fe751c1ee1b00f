import { identityMetadata } from './identity-metadata.js'

const statuses = {
  invalidDid: 400,
  invalidDidUrl: 400,
  notFound: 404,
  representationNotSupported: 406,
  internalError: 500,
  methodNotSupported: 501,
} as const

/** Error codes of DID resolution that the resolver answers with. */
export type IdentityErrorCode = keyof typeof statuses

/** A refusal of the resolver, with what its answer shows. */
export class IdentityError extends Error {
  constructor(
    readonly code: IdentityErrorCode,
    /** The DID as the answer names it; text that is no DID is shown as nothing. */
    readonly did: string,
    readonly contentType: string,
    readonly dereferencing: boolean,
    options?: { cause?: unknown },
  ) {
    super(code, options)
    this.name = 'IdentityError'
  }

  /** HTTP status. */
  get status(): number {
    return statuses[this.code]
  }

  /** The answer's body: a resolution or a dereferencing that has nothing but the error. */
  toJSON(): object {
    const metadata = identityMetadata(this.did, this.contentType, this.code)
    return this.dereferencing
      ? { dereferencingMetadata: metadata, contentStream: null, contentMetadata: {} }
      : { didResolutionMetadata: metadata }
  }
}
