import type {
  DnsAnchorFormat,
  DnsAnchorRecord,
  DnsAnchorReport,
  DnsLookupReport,
  DnsProofMessage,
} from '@trustchains/core'
import type { IAgentContext, IPluginMethodMap, IResolver } from '@veramo/core-types'

/** A DID document. Its members are not restricted here: what is malformed in one counts as absent. */
export interface DidDocumentObject {
  '@context'?: unknown
  id?: unknown
  alsoKnownAs?: unknown
  controller?: unknown
  verificationMethod?: unknown
  authentication?: unknown
  assertionMethod?: unknown
  keyAgreement?: unknown
  capabilityInvocation?: unknown
  capabilityDelegation?: unknown
  service?: unknown
  dnsValidationDomain?: unknown
}

/** Which DID to look for, and where. */
export interface VerifyDnsAnchorArgs {
  did: string
  /** Where to look. Default: the domains that the DID document names, at most 8. */
  domain?: string
  /** The time at which signatures must hold, RFC 3339. Default: now. */
  at?: string
  /** Ask anew, whatever is kept. Default: false. */
  fresh?: boolean
  /** The DID document, where it is known already: then the agent is not asked for it. */
  didDocument?: DidDocumentObject
  /**
   * Validates these answers, of an earlier report, instead of asking any resolver. What is not among them counts as not
   * answered.
   */
  proof?: DnsProofMessage[]
  /**
   * Asks the website of each domain too, for its DID configuration; what it says is reported apart, and raises no level.
   * Never asked where `proof` is given. Default: as the option `domainLinkage` says.
   */
  domainLinkage?: boolean
}

/** Which domain to ask. */
export interface ResolveDnsAnchorsArgs {
  domain: string
  /** What to look for. Default: every format. */
  formats?: DnsAnchorFormat[]
  /** The time at which signatures must hold, RFC 3339. Default: now. */
  at?: string
  /** Ask anew, whatever is kept. Default: false. */
  fresh?: boolean
  /** As in `verifyDnsAnchor`. */
  proof?: DnsProofMessage[]
}

/** The DIDs that a domain anchors. */
export interface DnsAnchors {
  /** ASCII, in lower case, without a final dot. */
  domain: string
  /** RFC 3339. */
  at: string
  records: DnsAnchorRecord[]
  /** All look-ups. Where one is `bogus` or `indeterminate`, there may be more records than these. */
  dnssec: DnsLookupReport[]
  /** Whether all look-ups had an answer. */
  complete: boolean
  proof: DnsProofMessage[]
}

/** What to publish. */
export interface GetDnsAnchorRecordsArgs {
  did: string
  domain: string
  /** Default: `txt` and `uri`. */
  formats?: DnsAnchorRecordFormat[]
  /** For `train`: the domain of the scheme. Default: `domain`. */
  schemeDomain?: string
  /** For `tlsa`: the DID document; default: the agent is asked for it. */
  didDocument?: DidDocumentObject
  /** Seconds, 0 to 86400. Default: 3600. */
  ttl?: number
}

/** A way to name a DID in DNS, or, as `tlsa`, its keys. */
export type DnsAnchorRecordFormat = DnsAnchorFormat | 'tlsa'

/** A record to publish. */
export interface DnsZoneRecord {
  format: DnsAnchorRecordFormat
  /** With a final dot. */
  name: string
  /** Seconds. */
  ttl: number
  type: 'TXT' | 'URI' | 'PTR' | 'TLSA'
  /** As a zone file writes it. */
  data: string
}

/** Records to publish. */
export interface DnsZoneRecords {
  records: DnsZoneRecord[]
  /** The same as lines of a zone file. */
  zoneFile: string
}

/** What to publish, or to take back. */
export interface PublishDnsAnchorArgs extends GetDnsAnchorRecordsArgs {
  /** How long to wait until the name server shows the change, milliseconds. Default: 10000. */
  waitMs?: number
}

/** What is missing until others can validate what was published. */
export interface DnsPublicationWarning {
  /**
   * `zone_unsigned`: the server does not sign the zone. `no_ds`: the parent has no DS for it; the message has the lines for
   * the registrar. `signature_expiring`: a signature ends within two days. `not_validated`: it should validate, and does not
   * (yet).
   */
  code: 'zone_unsigned' | 'no_ds' | 'signature_expiring' | 'not_validated'
  /** For people. */
  message: string
}

/** A change that the name server has made, read back. */
export interface DnsPublication {
  /** The records asked for, all there (or, after a removal, all gone). */
  records: DnsZoneRecord[]
  /** How many of them were changed; the others were so before. */
  changed: number
  /** Whether the server signs all zones concerned. */
  signed: boolean
  /** Empty after a removal. */
  warnings: DnsPublicationWarning[]
}

/**
 * Anchors DIDs in DNS.
 *
 * @public
 */
export interface IDnsAnchor extends IPluginMethodMap {
  /**
   * Judges whether, and how firmly, domains anchor a DID. What DNS says, or fails to say, is never thrown: it stands in
   * the report.
   *
   * @param args - the DID and, where known, the domain
   * @param context - needs `resolveDid` (DIDResolverPlugin of `@veramo/did-resolver`), unless `didDocument` is given
   * @returns the report
   * @throws DnsAnchorError code `invalid_argument`: `did` is no DID, `at` no RFC 3339 time, `proof` malformed
   * @throws DnsAnchorError code `invalid_domain`: `domain` can't anchor anything
   * @throws DnsAnchorError code `missing_agent_method`: the agent can't resolve DIDs
   *
   * @example
   * ```ts
   * const { level } = await agent.verifyDnsAnchor({ did: 'did:cheqd:mainnet:…', domain: 'example.org' })
   * ```
   */
  verifyDnsAnchor(args: VerifyDnsAnchorArgs, context: IDnsAnchorContext): Promise<DnsAnchorReport>

  /**
   * Finds the DIDs that a domain anchors, in every format or some.
   *
   * @param args - the domain
   * @returns the DIDs, each with whether its look-ups are secure
   * @throws DnsAnchorError code `invalid_argument`, `invalid_domain`
   *
   * @example
   * ```ts
   * const { records } = await agent.resolveDnsAnchors({ domain: 'example.org' })
   * ```
   */
  resolveDnsAnchors(args: ResolveDnsAnchorsArgs): Promise<DnsAnchors>

  /**
   * Writes the records to publish, as lines of a zone file and as JSON. Nothing is published.
   *
   * @param args - the DID, the domain and the formats
   * @param context - needs `resolveDid` for the format `tlsa`, unless `didDocument` is given
   * @returns the records
   * @throws DnsAnchorError code `invalid_argument`, `invalid_domain`, `missing_agent_method`
   *
   * @example
   * ```ts
   * const { zoneFile } = await agent.getDnsAnchorRecords({ did: 'did:cheqd:mainnet:…', domain: 'example.org' })
   * ```
   */
  getDnsAnchorRecords(args: GetDnsAnchorRecordsArgs, context: IDnsAnchorContext): Promise<DnsZoneRecords>

  /**
   * Publishes the records at the zone's name server, and reads them back. Other records are not touched; records that are
   * there already stay.
   *
   * @param args - as of `getDnsAnchorRecords`
   * @param context - as there
   * @returns what was published, and what keeps others from validating it
   * @throws DnsAnchorError code `invalid_argument`: also where the option `nameServers` has none for the zone
   * @throws DnsAnchorError code `invalid_domain`, `missing_agent_method`
   * @throws DnsAnchorError code `update_refused`: the server refused; nothing is changed
   * @throws DnsAnchorError code `update_unreachable`: the server gave no signed answer; whether it made the change is not
   *   known, and asking again does no harm
   * @throws DnsAnchorError code `update_unconfirmed`: the change was made, but did not show in time
   *
   * @example
   * ```ts
   * const { warnings } = await agent.publishDnsAnchor({ did: 'did:cheqd:mainnet:…', domain: 'example.org' })
   * ```
   */
  publishDnsAnchor(args: PublishDnsAnchorArgs, context: IDnsAnchorContext): Promise<DnsPublication>

  /**
   * Removes the records that `publishDnsAnchor` with the same arguments publishes, and no others.
   *
   * @param args - as of `publishDnsAnchor`
   * @param context - as there
   * @returns what was removed
   * @throws DnsAnchorError as `publishDnsAnchor`
   *
   * @example
   * ```ts
   * await agent.removeDnsAnchor({ did: 'did:cheqd:mainnet:…', domain: 'example.org' })
   * ```
   */
  removeDnsAnchor(args: PublishDnsAnchorArgs, context: IDnsAnchorContext): Promise<DnsPublication>
}

/**
 * What the plugin needs of the agent it stands in.
 *
 * @public
 */
export type IDnsAnchorContext = IAgentContext<IResolver>
