/**
 * How firmly a domain anchors a DID, weakest first. `none`: not at all, or that could not be learnt. `dns`: it names the
 * DID, in a zone that is not signed. `dnssec`: validated up to a trust anchor. `bidirectional`: and the DID document names
 * the domain. `high`: and a key of the DID document stands in the domain's TLSA records.
 */
export type DnsAnchorLevel = 'none' | 'dns' | 'dnssec' | 'bidirectional' | 'high'

/** The four states of RFC 4035 section 4.3; `insecure` is proved to be unsigned, and only the first two are answers. */
export type DnsSecurityState = 'secure' | 'insecure' | 'bogus' | 'indeterminate'

/** A way in which DNS names a DID: cheqd's TXT, the URI of high-assurance DIDs, TRAIN's PTR and URI. */
export type DnsAnchorFormat = 'txt' | 'uri' | 'train'

/** A DID that a domain names. */
export interface DnsAnchorRecord {
  /** As the record writes it, normalised by `normalizeDid`. */
  did: string
  format: DnsAnchorFormat
  /** The name that holds the record, with a final dot. */
  name: string
  /** Of all look-ups that led to it, the least: `secure` only where each was. */
  security: 'secure' | 'insecure'
}

/** One look-up that a report rests on. */
export interface DnsLookupReport {
  /** With a final dot. */
  name: string
  type: 'TXT' | 'URI' | 'PTR' | 'TLSA'
  security: DnsSecurityState
  /** Absent where nothing was learnt: `bogus`, `indeterminate`. */
  outcome?: 'answer' | 'nodata' | 'nxdomain'
  /** Why it is not secure, for people. */
  reason?: string
  /** Until when the answer holds, RFC 3339: the earliest end of a TTL or a signature. */
  expiresAt?: string
}

/** A member of the DID document that names the domain. */
export interface DnsBacklink {
  kind: 'LinkedDomains' | 'alsoKnownAs' | 'dnsValidationDomain' | 'did:web'
  /** As it stands there. */
  value: string
}

/** One thing that was looked at, with the code of the check `dns` that it leads to. */
export interface DnsAnchorCheck {
  id: 'anchored' | 'dnssec' | 'backlink' | 'key'
  status: 'pass' | 'fail' | 'indeterminate' | 'skipped'
  code:
    | 'ok'
    | 'dns_not_anchored'
    | 'dns_bogus'
    | 'dns_insecure'
    | 'dns_unreachable'
    | 'dns_backlink_missing'
    | 'dns_key_missing'
    | 'not_reached'
  /** For people. */
  message: string
}

/** What one domain says of a DID. */
export interface DnsDomainReport {
  /** ASCII, in lower case, without a final dot. */
  domain: string
  level: DnsAnchorLevel
  /** All DIDs that the domain names, that of the report or others. */
  records: DnsAnchorRecord[]
  dnssec: DnsLookupReport[]
  backlinks: DnsBacklink[]
  checks: DnsAnchorCheck[]
  /** Until when the level holds at most, RFC 3339. */
  expiresAt?: string
}

/** One DNS answer as it came over the wire, so that it can be validated again without network. */
export interface DnsProofMessage {
  /** The name that was asked for, with a final dot, in presentation form (RFC 1035 section 5.1). */
  name: string
  /** The number of the record type that was asked for. */
  type: number
  /** When it was read, RFC 3339. */
  readAt: string
  /** The message, base64 (RFC 4648 section 4). */
  message: string
}

/** Whether, and how firmly, domains anchor a DID. */
export interface DnsAnchorReport {
  /** Normalised by `normalizeDid`. */
  did: string
  /** The time at which signatures had to hold, RFC 3339. */
  at: string
  /** The highest of all domains. */
  level: DnsAnchorLevel
  /** The domain asked for, or all that the DID document names; the highest level first. */
  domains: DnsDomainReport[]
  /** Until when the level holds at most, RFC 3339. */
  expiresAt?: string
  /** All DNS answers that the report rests on. */
  proof: DnsProofMessage[]
}
