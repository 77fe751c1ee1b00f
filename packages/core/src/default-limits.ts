import type { TrustChainLimits } from './types/policy.js'

const mebibyte = 1024 * 1024

/** Every limit of one verification, with its unit and its reason (docs/rules.md, Policy). */
export const defaultLimits: Required<TrustChainLimits> = {
  /** Credentials, leaf and root included: three times the longest chain that the default path length allows. */
  maxLinks: 32,
  /** Requests: four for each of `maxLinks` credentials (resource, DID document, schema, status list). */
  maxFetches: 128,
  /** Bytes: what the ledger allows for a resource. */
  maxResourceBytes: 2 * mebibyte,
  /** Bytes: all resources of one call together. */
  maxTotalBytes: 32 * mebibyte,
  /** Bytes: a status list of 131,072 entries has 16 KiB; this holds 134 million. */
  maxInflatedBytes: 16 * mebibyte,
  /** Keys: a signature without `kid` is tried with so many, since each costs a verification. */
  maxKeysPerSignature: 16,
  /** Milliseconds: as long as a person waits. */
  deadlineMs: 10_000,
  /** Requests at the same time: as many as browsers send to one host. */
  maxConcurrentFetches: 8,
}

/** Seconds that an answer which may change may be old: what a revocation may take to be noticed (ADR 0008). */
export const defaultFreshness = 300

/** Milliseconds by which clocks may differ, in favour of the credential (docs/verification.md, validity). */
export const clockSkewMs = 60_000
