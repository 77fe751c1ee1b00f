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

/**
 * Why a Domain Linkage Credential counts or does not (DIF Well Known DID Configuration).
 *
 * - `linkage_json_ld`: its proof is a Linked Data one, which is not verified here.
 * - `linkage_malformed`: it is no JWT of the form that the specification asks for.
 * - `linkage_subject`: issuer, subject and `credentialSubject.id` are not one DID.
 * - `linkage_origin`: it is for another origin.
 * - `linkage_not_yet_valid`, `linkage_expired`: at the time of the report.
 * - `linkage_key`: its key is not among those that the DID document allows to make assertions.
 * - `linkage_signature`: its signature does not verify.
 * - `linkage_did_unresolved`: the DID document could not be had.
 */
export type DomainLinkageCredentialCode =
  | 'ok'
  | 'linkage_json_ld'
  | 'linkage_malformed'
  | 'linkage_subject'
  | 'linkage_origin'
  | 'linkage_not_yet_valid'
  | 'linkage_expired'
  | 'linkage_key'
  | 'linkage_signature'
  | 'linkage_did_unresolved'

/** A Domain Linkage Credential that is about the DID, or about nobody that can be told. */
export interface DomainLinkageCredential {
  /** Its place in `linked_dids`, from 0. */
  index: number
  code: DomainLinkageCredentialCode
  /** For people. */
  message: string
  /** When it ends, RFC 3339; where it is valid. */
  expiresAt?: string
}

/**
 * What a domain's website says of the DID (DIF Well Known DID Configuration). It rests on the Web PKI and not on DNSSEC:
 * it stands beside the levels and raises none.
 */
export interface DomainLinkageReport {
  /** The origin that was asked: `https://`, the domain and, where it is not 443, the port. */
  origin: string
  /** Whether a Domain Linkage Credential of the DID for the origin is valid. */
  linked: boolean
  /**
   * `web_absent`: the website has no DID configuration. `web_unreachable`: that could not be learnt. `web_forbidden`: the
   * domain leads to an address that is not one of the public Internet. `web_redirect`: the website leads elsewhere, which is
   * not followed. `web_malformed`: what it has is no DID configuration. `web_not_linked`: no credential links the DID.
   */
  code: 'ok' | 'web_absent' | 'web_unreachable' | 'web_forbidden' | 'web_redirect' | 'web_malformed' | 'web_not_linked'
  /** For people. */
  message: string
  /** In the order of the website; those of other DIDs are left out. */
  credentials: DomainLinkageCredential[]
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
  /** What the domain's website says; absent where it was not asked. No level rests on it. */
  domainLinkage?: DomainLinkageReport
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
