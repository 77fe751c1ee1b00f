import type { TrustRegistryIssuerContext } from './ITrustRegistryIssuer.js'

/** How far a batch is. */
export interface BatchProgress {
  /** Items that have come to their end, well or not. */
  done: number
  total: number
}

/** What callers of the same process can give beside arguments, since it can't be said in JSON. */
export interface BatchOptions {
  /** The agent that the plugin is in, or another with the same methods. */
  agent: TrustRegistryIssuerContext['agent']
  /**
   * Ends the batch: before anything is recorded, the call rejects with its reason; afterwards, what is not on its way to the
   * ledger is not sent any more, and comes back with an error whose `publication` is kept.
   */
  signal?: AbortSignal
  /** Hears of each item that comes to its end. What it throws is thrown at the end of the batch. */
  onProgress?: (progress: BatchProgress) => void
}
