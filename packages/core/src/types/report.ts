import type { AccreditationScope } from './credential.js'
import type { DnsAnchorSummary } from './dns-anchor-summary.js'
import type { Evidence } from './evidence.js'
import type { JsonObject } from './json.js'

/** How a check ended. Only `pass` and `skipped` leave a chain trusted. */
export type CheckStatus = 'pass' | 'fail' | 'skipped' | 'indeterminate'

/** The checks (docs/verification.md), in the order in which reasons are reported. */
export type CheckId =
  | 'format'
  | 'algorithm'
  | 'signature'
  | 'key-purpose'
  | 'did-state'
  | 'validity'
  | 'status'
  | 'link'
  | 'role'
  | 'scope'
  | 'jurisdiction'
  | 'path-length'
  | 'root-binding'
  | 'resource'
  | 'schema'
  | 'loop'
  | 'limits'
  | 'framework'
  | 'anchor'
  | 'dns'

/** The closed list of codes. Codes of one failure never change; more may be added. */
export type CheckCode =
  // not failures
  | 'ok'
  | 'not_applicable'
  | 'policy_off'
  | 'not_implemented'
  | 'not_reached'
  // format
  | 'malformed'
  | 'ambiguous_type'
  | 'policy_missing'
  | 'policy_mismatch'
  | 'payload_mismatch'
  | 'dialect_refused'
  | 'crit_unknown'
  | 'audience_mismatch'
  // presentation
  | 'audience_missing'
  | 'challenge_missing'
  | 'challenge_mismatch'
  | 'replay_possible'
  | 'credential_missing'
  | 'holder_missing'
  | 'holder_mismatch'
  | 'subject_missing'
  | 'subject_not_holder'
  // algorithm, signature, key-purpose, did-state
  | 'algorithm_refused'
  | 'key_type_mismatch'
  | 'signature_invalid'
  | 'key_not_found'
  | 'key_not_authorized'
  | 'proof_unverified'
  | 'did_unresolvable'
  | 'did_deactivated'
  // validity, status
  | 'not_yet_valid'
  | 'expired'
  | 'dates_disagree'
  | 'expiry_required'
  | 'time_unproven'
  | 'revoked'
  | 'suspended'
  | 'status_unavailable'
  | 'status_list_invalid'
  | 'status_required'
  // link, role, scope, jurisdiction, path-length, root-binding
  | 'issuer_not_subject'
  | 'role_not_permitted'
  | 'scope_exceeded'
  | 'scope_empty'
  | 'schema_missing'
  | 'jurisdiction_exceeded'
  | 'path_too_long'
  | 'root_mismatch'
  // resource, schema
  | 'resource_not_found'
  | 'resource_unavailable'
  | 'resource_issuer_mismatch'
  | 'resource_type_mismatch'
  | 'checksum_mismatch'
  | 'superseded'
  | 'schema_violation'
  | 'schema_unavailable'
  // whole chain
  | 'loop'
  | 'limit_exceeded'
  | 'framework_missing'
  | 'framework_refused'
  | 'no_trust_anchor'
  | 'anchor_untrusted'
  | 'dns_not_anchored'
  | 'dns_bogus'
  | 'dns_insecure'
  | 'dns_unreachable'
  | 'dns_backlink_missing'
  | 'dns_key_missing'

/** What one check found on one link. */
export interface CheckResult {
  id: CheckId
  /** 0 is the leaf, the root is last; null is the whole chain. */
  link: number | null
  status: CheckStatus
  code: CheckCode
  /** A sentence for people, without any credential in it. */
  message: string
  /** The clause or specification that the check comes from. */
  clause: string
  /** Facts behind the result: names, DID URLs, times, numbers. */
  details?: JsonObject
}

/** The role that a credential gives its subject in a trust chain (docs/rules.md, Roles). */
export type ChainRole = 'rTAO' | 'TAO' | 'trusted-issuer' | 'holder'

/** One credential of the chain, as the report shows it. */
export interface ChainLink {
  /** What the credential makes of its subject. */
  role: ChainRole
  /** The DID URL it was read from; absent for a leaf that was handed over. */
  url?: string
  /** The credential's own `id`. */
  id?: string
  /** The credential's types. */
  type: string[]
  issuer: string
  subject?: string
  /** RFC 3339 */
  validFrom?: string
  /** RFC 3339 */
  validUntil?: string
  accreditedFor?: AccreditationScope[]
  /** sha-256 of the resource, lower-case hex. */
  checksum?: string
}

/** The root that was reached and what accepted it. */
export interface MatchedAnchor {
  did: string
  /** The DID URL of the root authorization that was reached, pinned. */
  rootAuthorization?: string
  trustFramework?: string
  trustFrameworkId?: string
  /** What of the policy's anchor matched: `did`, or `did+rootAuthorization` and the like; `domain`. */
  matched: string
  /** The domain that anchors the DID: ASCII, in lower case. Where `matched` is `domain`. */
  domain?: string
}

/**
 * What was taken on a source's word. `did-document`: a DID document and its state. `resource-metadata`: a resource's
 * name, type, time of publication and checksum. `schema`: a JSON Schema, which nobody signs, with its metadata.
 * `status-list`: a status list's metadata, and its content where the check `status` says that it is unsigned.
 * `newest-version`: that no newer version of a name existed. `web-publication`: the same of an accreditation under
 * did:web, where checksum and time of publication are its publisher's word and no ledger's. `absence`: that something does not exist. `dns-record`: what
 * a resolver says of a domain that is not signed, or whose signatures the agent leaves to the resolver. `dnssec-record`:
 * what a domain's signatures prove, up to the keys of the DNS root that the agent has: that it still stood so when it was
 * read, since an older answer is as well signed.
 */
export type UnprovenFactKind =
  | 'did-document'
  | 'resource-metadata'
  | 'schema'
  | 'status-list'
  | 'newest-version'
  | 'web-publication'
  | 'absence'
  | 'dns-record'
  | 'dnssec-record'

/** What a report takes on the word of one source, read at one time: no signature and no checksum proves it. */
export interface UnprovenFact {
  what: UnprovenFactKind
  /** The source, for people. What starts with `bundle` is what somebody's evidence bundle says. */
  source: string
  /** When it was read, RFC 3339; as the evidence says. */
  readAt: string
  /** The DIDs, DID URLs and domains that it was read of, sorted. */
  items: string[]
}

/** `untrusted`: a check failed. `indeterminate`: none failed, but a required one could not be decided. */
export type Verdict = 'trusted' | 'untrusted' | 'indeterminate'

/** The answer to "was this issuer allowed to issue this credential?" (docs/rules.md, Report). */
export interface TrustChainReport {
  verdict: Verdict
  /** `verdict === 'trusted'` */
  verified: boolean
  /** The time of evaluation, RFC 3339. */
  at: string
  /** The earliest bound of what the verdict rests on, RFC 3339. */
  expiresAt?: string
  anchor?: MatchedAnchor
  /** Leaf first, root last. */
  chain: ChainLink[]
  checks: CheckResult[]
  /** The checks that kept the chain from being trusted, most telling first. */
  reasons: CheckResult[]
  /** On whose word it rests, for what can't be proven offline: sorted; absent where nothing was taken so. */
  restsOn?: UnprovenFact[]
  /** What DNS says of the root's DID, where it was asked. The check `dns` and the anchor say what rests on it. */
  dns?: DnsAnchorSummary
  /** Where asked for. */
  evidence?: Evidence
}
