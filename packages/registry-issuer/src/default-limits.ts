/** Bounds on what this plugin sends, reads and waits for. */
export const defaultLimits = {
  /** Bytes of UTF-8 of a resource name or type (cheqd x/resource: 64). */
  maxNameBytes: 64,
  /** Bytes of a resource's content (cheqd x/resource: 2 MiB). */
  maxResourceBytes: 2 * 1024 * 1024,
  /** Gas that `@cheqd/sdk` offers for a resource, whatever its size: more than this runs out of gas (sdk code 11). */
  maxResourceGas: 1_000_000,
  /** Entries of `accreditedFor`, types of an entry, jurisdictions of an entry: far above any that fits the gas. */
  maxListLength: 256,
  /** Milliseconds that one publication may take: the cheqd SDK itself gives up after a minute. */
  publishTimeoutMs: 120_000,
  /** Milliseconds that one request to the ledger may take. */
  readTimeoutMs: 15_000,
  /** Milliseconds between attempts to read back what was just published; a resolver may lag behind its node. */
  readBackDelaysMs: [250, 500, 1000, 2000, 4000],
  /** Resources of one DID that a listing reads. Above this a listing would take minutes. */
  maxListedResources: 10_000,
  /** Milliseconds that one listing may take; entries that are unread by then say so. */
  listingDeadlineMs: 60_000,
  /** Requests of one listing under way at the same time. */
  maxConcurrentReads: 8,
  /** Entries of one page. */
  maxPageSize: 1000,
  /** DIDs whose resources a listing of a tree asks for. */
  maxTreeDids: 1000,
  /** Accreditations below those at the top that a listing of a tree can be asked for; a verifier follows 32 links. */
  maxTreeDepth: 32,
  /** Places where a listing of a tree stopped that it names. */
  maxListedGaps: 100,
  maxRehearsedAccreditations: 2000,
  rehearsalDeadlineMs: 120_000,
} as const
