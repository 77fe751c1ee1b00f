import type { DnsAnchorLevel, DnsDomainReport } from './dns-anchor-report.js'

/** How firmly domains anchor the root's DID: a `DnsAnchorReport` without the answers that prove it. */
export interface DnsAnchorSummary {
  /** Normalised by `normalizeDid`. */
  did: string
  /** The time at which signatures had to hold, RFC 3339. */
  at: string
  /** The highest of all domains. */
  level: DnsAnchorLevel
  /** The highest level first. */
  domains: DnsDomainReport[]
  /** Until when the level holds at most, RFC 3339. */
  expiresAt?: string
}
