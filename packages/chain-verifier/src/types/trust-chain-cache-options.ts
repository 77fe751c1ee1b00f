/**
 * A store of texts that several processes share: a Keyv of keyv 4 or 5 (Redis, Postgres, …), Veramo's `KeyValueStore`,
 * or anything of this shape.
 */
export interface SharedStore {
  /** The value, or anything else where there is none. */
  get(key: string): Promise<unknown>
  /** @param ttlMs - milliseconds after which the store may forget the value */
  set(key: string, value: string, ttlMs: number): Promise<unknown>
}

/** How answers of sources are kept. */
export interface TrustChainCacheOptions {
  /** Bytes of answers kept in this process's memory. Default 64 MiB. */
  maxBytes?: number
  /**
   * Keeps answers beyond this process, for others too. It is asked only for what is not in memory; where it fails or
   * keeps silent, verification goes on without it. Default: none.
   */
  store?: SharedStore
  /**
   * A key known only to the processes that share the store, at least 32 characters: entries that were not written with
   * it (HMAC-SHA-256) are not read. Without it, whoever can write to the store can tell this verifier which keys a DID
   * has. From the environment or a KMS, never from the store.
   */
  secret?: string
  /**
   * Separates those who share the store: processes that ask other sources, as of development and production. At most
   * 64 letters, digits, `-`, `_`, `.`. Default: none.
   */
  namespace?: string
  /** Milliseconds to wait for the store before the source is asked. Default 250. */
  storeTimeoutMs?: number
}
