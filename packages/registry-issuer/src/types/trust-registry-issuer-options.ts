import type { Dereferencer } from '@trustchains/core'
import type { ResourcePublisher } from './publisher.js'

/** What the plugin does unless a call says otherwise. */
export interface TrustRegistryIssuerDefaults {
  /** Days that a root authorization or accreditation holds. Default 365. */
  validityDays?: number
}

/** Options of {@link TrustRegistryIssuer}. */
export interface TrustRegistryIssuerOptions {
  /** Where resources are published. Default: a cheqd ledger, through the agent's method `cheqdCreateLinkedResource`. */
  publisher?: ResourcePublisher
  /** Where resources are read and read back. Default: `createDereferencer()` of cheqd-did-resolver. */
  sources?: Dereferencer
  defaults?: TrustRegistryIssuerDefaults
}
