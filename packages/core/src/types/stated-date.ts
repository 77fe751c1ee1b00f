/** The times a credential states, in milliseconds since the epoch, and where each came from. */
export interface StatedDate {
  /** `nbf`, `exp`, `issuanceDate`, `expirationDate`, `validFrom` or `validUntil` */
  readonly from: string
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly ms: number
  /** RFC 3339, in UTC. */
  readonly text: string
}
