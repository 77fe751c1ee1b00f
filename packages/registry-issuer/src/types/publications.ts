/** Which publications to bring to their end. */
export interface ResumePublicationsArgs {
  /** Only those under this DID. Default: those under all DIDs that the agent manages. */
  issuer?: string
}

/**
 * What became of a publication that was under way.
 *
 * - `finished`: it was published now.
 * - `found`: it was on the ledger already.
 * - `failed`: the ledger will not take it, or a verifier would refuse it before it is signed; it has left the outbox.
 * - `pending`: it is still in the outbox; try again when what `code` says is mended.
 * - `busy`: another call or process is at it, and it was left to that.
 */
export type ResumedPublicationState = 'finished' | 'found' | 'failed' | 'pending' | 'busy'

/** A publication that was under way. */
export interface ResumedPublication {
  /** Its pinned DID URL, whether or not it is there. */
  didUrl: string
  issuer: string
  name: string
  type: string
  /** RFC 3339: when it was recorded. */
  since: string
  state: ResumedPublicationState
  /**
   * For `failed` and `pending`: why, such as `insufficient_funds`, `out_of_gas`, `unreachable`, `timeout`; of what was refused
   * before signing the verifier's code, such as `revoked`.
   */
  code?: string
  message?: string
}

/** What became of the publications that were under way. */
export interface ResumedPublications {
  /** Oldest first. */
  publications: ResumedPublication[]
  /** Publications under way that are left out, since the agent does not manage their DIDs. */
  ofOthers: number
  /** Records of the outbox of which nothing can be made; absent where there are none. */
  unreadable?: UnreadableRecord[]
}

/** A record of the outbox that is damaged, or that another version of this package wrote. It stays as it is. */
export interface UnreadableRecord {
  /** Where it stands in the outbox. */
  key: string
  message: string
}
