import type { Dereferencer } from '@trustchains/core'
import type { LmdbOutboxStoreOptions } from '../outbox/lmdb-outbox-store.js'
import type { OutboxStore } from './outbox-store.js'
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
  /**
   * Where publications under way are kept, so that none is lost or made twice: a store, or the folder of one by LMDB. All
   * processes that issue for the same DIDs must share it. Default: the folder that `TRUSTCHAINS_OUTBOX` of the environment
   * names, otherwise `trustchains/outbox` where the user's programs keep their state (`~/.local/state` on Linux). It is
   * made when something is first issued.
   */
  outbox?: OutboxStore | LmdbOutboxStoreOptions
  defaults?: TrustRegistryIssuerDefaults
}
