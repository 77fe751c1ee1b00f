/**
 * What an accreditation's status lists say of it. `valid`: neither revoked nor suspended, or it names no list;
 * `unknown`: it could not be learnt, or the list can't be used. Revoked comes before suspended.
 */
export type RegistryEntryStatus = 'valid' | 'suspended' | 'revoked' | 'unknown'

/** Why something is not in a listing of a tree. */
export type ListingGapReason = 'depth' | 'dids' | 'resources' | 'time' | 'unlistable' | 'unreadable'

/** Where a listing of a tree stopped. */
export interface ListingGap {
  /**
   * `depth`: deeper than `maxDepth`. `dids`, `resources`, `time`: more than is read in one call. `unlistable`: the source
   * could not list what the DID has published. `unreadable`: an accreditation of the DID could not be read, so nobody knows
   * who stands below it.
   */
  reason: ListingGapReason
  /** The DID whose accreditations are missing, all or in part. */
  did: string
}

/** What is missing in a listing of a tree. */
export interface ListingTruncation {
  /** Places where it stopped. */
  total: number
  /** The first 100 of them, in the order in which they were met. */
  gaps: ListingGap[]
}
