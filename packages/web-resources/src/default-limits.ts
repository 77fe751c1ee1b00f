/** Bounds on what is read of a web server, and written for one. */
export const defaultLimits = {
  /** Bytes of an index: every entry has some 600, signed and base64url-encoded. */
  maxIndexBytes: 16 * 1024 * 1024,
  /** Resources of one DID. Each publication writes the index anew, so more want DIDs of their own. */
  maxEntries: 10_000,
  /** Bytes of a DID document. */
  maxDocumentBytes: 256 * 1024,
  /** Bytes of a resource, as on cheqd's ledger. */
  maxResourceBytes: 2 * 1024 * 1024,
  /** Milliseconds that one question may take, all its requests together. */
  timeoutMs: 10_000,
  /** Seconds by which the clocks of a publisher and a reader may differ. */
  clockSkewSeconds: 60,
  /** DIDs of which the newest index seen is remembered, to notice an older one. */
  maxRememberedDids: 10_000,
} as const
