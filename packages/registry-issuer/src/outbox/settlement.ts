import type { ResourceMetadata } from '@trustchains/core'
import type { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { PublicationEstimate } from '../types/results.js'
import type { ResourceFrame } from './publication-record.js'

/** A publication that was taken up, and how to know it again: enough to tell what became of it when it has left the outbox. */
export interface TakenPublication {
  /** Where it stands in the outbox while it is under way. */
  key: string
  resource: ResourceFrame
  estimate: PublicationEstimate
}

/**
 * What became of a publication.
 *
 * - `published`: the ledger shows it. `isNew`: it was published by this call, not found there.
 * - `failed`: it is not there, and has left the outbox.
 * - `pending`: it is still in the outbox; or it has left it, and can't be read from the ledger now.
 */
export type Settlement =
  | { state: 'published'; content: Uint8Array; metadata: ResourceMetadata; isNew: boolean }
  | { state: 'failed' | 'pending'; error: TrustRegistryIssuerError }
