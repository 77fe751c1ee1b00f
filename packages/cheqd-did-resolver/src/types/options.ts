/** How one network is reached: through a resolver's HTTP API, or through a node's RPC. Exactly one of the two. */
export type CheqdNetwork =
  | {
      /** Base URL of a did:cheqd resolver, with or without `/1.0/identifiers/`. */
      resolverUrl: string
      rpcUrl?: undefined
    }
  | {
      /** URL of a node's CometBFT RPC. Nobody but that node is trusted. */
      rpcUrl: string
      resolverUrl?: undefined
    }

/** An in-memory cache of answers, least recently used out first. */
export interface CheqdCacheOptions {
  /** Bytes of all answers kept. Default 33,554,432 (32 MiB). */
  maxBytes?: number
  /**
   * Milliseconds for which the newest resource, a list or a DID document is kept. Default 5,000.
   * A resource named by its id can't change and is kept until room is needed.
   */
  latestMs?: number
}

/** Options of `getResolver` and `createDereferencer`. */
export interface CheqdResolverOptions {
  /** Where did:cheqd:mainnet is read. With neither network given, both use https://resolver.cheqd.net. */
  mainnet?: CheqdNetwork
  /** Where did:cheqd:testnet is read. A network that is left out while the other is given is not asked. */
  testnet?: CheqdNetwork
  /** Milliseconds for one call, over all its requests and retries. Default 10,000. */
  timeoutMs?: number
  /** Further attempts after 429, 502, 503, 504 or a network error. Default 3. */
  retries?: number
  /** Milliseconds before the first further attempt; doubled, and spread at random, for each one after. Default 200. */
  retryDelayMs?: number
  /** Bytes of one resource. Default 2,097,152 (2 MiB), the ledger's own limit. */
  maxContentBytes?: number
  /** Bytes of one DID resolution result or list of resources. Default 4,194,304 (4 MiB). */
  maxDocumentBytes?: number
  /** Compare each resource's sha-256 with the ledger's. Default true. */
  verifyChecksum?: boolean
  /**
   * Let identical requests that are under way at the same time share one answer. Default true.
   * Who joins may get an answer that the source read shortly before it asked.
   */
  coalesce?: boolean
  /** Allow http:// to hosts other than loopback. Default false. */
  allowInsecure?: boolean
  /** Keep answers. Default: none is kept. */
  cache?: CheqdCacheOptions
}
