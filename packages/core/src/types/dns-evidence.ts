import type { DnsAnchorLevel, DnsAnchorReport, DnsDomainReport } from './dns-anchor-report.js'
import type { EvidenceError } from './evidence.js'

/**
 * What was found of a root's DID in DNS, or why nothing was. In a bundle it is whatever the bundle's maker wrote: only
 * the `proof` in it is of use, which the agent's DNS plugin validates anew (`dnsAnchors` of `ValidateOptions`).
 */
export interface DnsEvidence {
  /** The DID that was asked about, normalised by `normalizeDid`. */
  did: string
  /** The domain that was asked: ASCII, in lower case, without a final dot. Absent: those that the DID document names. */
  domain?: string
  /** Who gave the answers, for people: `agent.verifyDnsAnchor`, `bundle: …`. */
  source: string
  /** When DNS was asked, RFC 3339. */
  readAt: string
  report?: DnsAnchorReport
  error?: EvidenceError
}

/** How firmly domains anchor the root's DID: a {@link DnsAnchorReport} without the answers that prove it. */
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
