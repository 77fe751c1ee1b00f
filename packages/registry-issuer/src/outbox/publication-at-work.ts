import { publicationFailed } from '../publishing/publication-failed.js'
import type { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { PublicationOutcome, ResourceToPublish } from '../types/publisher.js'
import type { PublicationRecord, StoredPublication } from './publication-record.js'

/** A publication that this call is at. */
export interface PublicationAtWork {
  stored: StoredPublication
  /** Its place among those of the call. */
  index: number
  /** Whether it was recorded a moment ago by this very call, so that it can't be on the ledger yet. */
  isNew: boolean
}

/** One that is signed, and recorded so. */
export interface SignedPublication extends PublicationAtWork {
  resource: ResourceToPublish
}

/** What is told of a publication that did not come about. */
export function failureOf(
  { resource: { did, resourceId } }: PublicationRecord,
  state: 'absent' | 'unknown' | 'different',
  outcome: Pick<PublicationOutcome, 'code' | 'message' | 'cause'> = {},
  isKept = true,
): TrustRegistryIssuerError {
  const { code, message } = outcome
  const cause = outcome.cause ?? (message === undefined ? undefined : new Error(message))
  const publication = { didUrl: `${did}/resources/${resourceId}`, state, ...(code !== undefined && { code }), isKept }
  return publicationFailed(publication, cause)
}
