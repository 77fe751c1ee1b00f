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
  /** Accreditations below a renewed one that are judged as if the new version were there. */
  maxRehearsedAccreditations: 2000,
  /** Milliseconds that looking below a renewed accreditation may take; what is left out by then is said. */
  rehearsalDeadlineMs: 120_000,
  /** Entries of a new status list: the least that hides a holder among others (Bitstring Status List 1.0 section 6.1). */
  minStatusEntries: 131_072,
  /** Entries of a new status list: 128 KiB of bits, of which verifiers inflate 16 MiB. */
  maxStatusEntries: 1_048_576,
  /**
   * Entries that are assigned in one status list. All of them revoked, at random places of 131,072 or more, the list's
   * transaction takes some 870,000 gas (docs/adr/0012).
   */
  maxAssignedStatusEntries: 16_384,
  /** Milliseconds that a reader may keep a status list, unless told otherwise (Bitstring Status List 1.0 section 2.2). */
  statusListTtlMs: 300_000,
  /** Credentials whose status one call changes: as many changes as one commit of the store takes. */
  maxStatusChanges: 1000,
  /** Times that a status list is published in one go, where other writers come between. */
  maxStatusPublications: 8,
  /** Versions of other writers that are merged at once. */
  maxMergedVersions: 32,
} as const
