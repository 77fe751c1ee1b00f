import type { AccreditationScope, JsonObject } from '@trustchains/core'
import type { RegistryEntryStatus } from './listing.js'
import type { StatusRequest } from './status.js'
import type { RegistryEntryKind } from './results.js'

/** `accredit`: may accredit others. `attest`: may issue attestations. */
export type AccreditationKind = 'accredit' | 'attest'

/** The versions of the W3C Verifiable Credentials Data Model. */
export type CredentialDataModel = '1.1' | '2.0'

/** What issuing a root authorization takes. */
export interface IssueRootAuthorizationArgs {
  /** DID of the root authority (rTAO), managed by this agent; the authorization is published under it. */
  issuer: string
  /** DID that the authorization is for. Default: the issuer itself. */
  subject?: string
  /** Resource name on the ledger, 1 to 64 bytes of UTF-8. */
  name: string
  /** What may be accredited and attested below. At least one entry, each with `schemaId` and types that are not all generic. */
  accreditedFor: AccreditationScope[]
  /** URL of the governance framework. */
  trustFramework: string
  /** Name of the governance framework. */
  trustFrameworkId: string
  /** RFC 3339. Default: now. */
  validFrom?: string
  /** RFC 3339. Default: one year after `validFrom` (see the plugin's `defaults`). */
  validUntil?: string
  /** Leaves the expiry out. Not together with `validUntil`. */
  noExpiry?: boolean
  /** Accreditations to accredit that may stand below; 0: only accreditations to attest. */
  maxPathLength?: number
  /** Statuses that it gets, each purpose once. Default: none, so that it can never be revoked. */
  status?: StatusRequest[]
  /** Default `1.1`. */
  dataModel?: CredentialDataModel
  /** Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
  /**
   * Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments
   * gives the same result, also after a crash and from another process; with other arguments it is refused. It is remembered
   * for 30 days.
   */
  idempotencyKey?: string
  /** Shows what would be signed and published, and its cost; changes nothing. */
  dryRun?: boolean
}

/** What issuing an accreditation takes. */
export interface IssueAccreditationArgs {
  /** `accredit`: the subject may accredit others. `attest`: it may issue attestations. */
  kind: AccreditationKind
  /** DID of the accreditor, managed by this agent; the accreditation is published under it. */
  issuer: string
  /** DID of the accredited organisation, of any method. */
  subject: string
  /** Resource name on the ledger, 1 to 64 bytes of UTF-8. */
  name: string
  /** What the subject is accredited for. Each entry must be covered by one entry of the parent. */
  accreditedFor: AccreditationScope[]
  /** DID URL of the accreditation (or root authorization) that the issuer holds. */
  parentAccreditation: string
  /** DID URL of the root authorization that the chain ends at. */
  rootAuthorization: string
  /** RFC 3339. Default: now. */
  validFrom?: string
  /** RFC 3339, not later than the parent's. Default: one year after `validFrom`, or the end of the parent if that is earlier. */
  validUntil?: string
  /** Leaves the expiry out; only where no accreditation above expires. Not together with `validUntil`. */
  noExpiry?: boolean
  /** Accreditations to accredit that may stand below; 0: only accreditations to attest. Not for kind `attest`. */
  maxPathLength?: number
  /** Statuses that it gets, each purpose once. Default: none, so that it can never be revoked. */
  status?: StatusRequest[]
  /** Default `1.1`. */
  dataModel?: CredentialDataModel
  /** Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
  /**
   * Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments
   * gives the same result, also after a crash and from another process; with other arguments it is refused. It is remembered
   * for 30 days.
   */
  idempotencyKey?: string
  /** Shows what would be signed and published, and its cost; changes nothing. */
  dryRun?: boolean
}

/** What issuing an attestation takes: a domain credential of an issuer that is accredited to attest. */
export interface IssueAttestationArgs {
  /** DID of the trusted issuer, managed by this agent. */
  issuer: string
  /** Identifier of the holder: a DID of any method, or another URI. */
  subject: string
  /** Types of the credential; `VerifiableCredential` is put in front where it is left out. */
  types: string[]
  /** The claims about the subject: members of `credentialSubject`, without `id`. */
  claims: JsonObject
  /** DID URL of the JSON Schema, which becomes `credentialSchema`. */
  schemaId: string
  /** DID URL of the accreditation to attest that the issuer holds. */
  parentAccreditation: string
  /** DID URL of the root authorization that the chain ends at. */
  rootAuthorization: string
  /** JSON-LD context URLs to add after the one of the data model. */
  contexts?: string[]
  /** RFC 3339. Default: now. */
  validFrom?: string
  /** RFC 3339. Default: no expiry. */
  validUntil?: string
  /** Statuses that it gets, each purpose once. Default: none, so that it can never be revoked. */
  status?: StatusRequest[]
  /** Default `1.1`. */
  dataModel?: CredentialDataModel
  /** Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
  /** Shows what would be signed; signs nothing. */
  dryRun?: boolean
}

/** What publishing a JSON Schema takes. */
export interface PublishSchemaArgs {
  /** DID to publish under, managed by this agent. */
  issuer: string
  /** Resource name on the ledger, 1 to 64 bytes of UTF-8. A name that is taken gets a new version. */
  name: string
  /** The JSON Schema: draft 7, 2019-09 or 2020-12, without remote references. */
  schema: JsonObject
  /** Resource type on the ledger, 1 to 64 bytes of UTF-8. Default `JSONSchemaValidator2020`. */
  resourceType?: string
  /**
   * Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments
   * gives the same result, also after a crash and from another process; with other arguments it is refused. It is remembered
   * for 30 days.
   */
  idempotencyKey?: string
  /** Shows what would be published, and its cost; changes nothing. */
  dryRun?: boolean
}

/** Which root authorizations and accreditations of a DID to list. */
export interface ListAccreditationsArgs {
  /** The DID that published them. */
  did: string
  /** Only of this kind. */
  kind?: RegistryEntryKind
  /** Only those given to this DID. */
  subject?: string
  /** Only those with an entry for this schema, by DID URL. */
  schemaId?: string
  /** Only those with an entry for this credential type. */
  type?: string
  /**
   * Only those with an entry that holds in this jurisdiction (ISO 3166 code or URL of an EU authority table): a country
   * holds its regions, an entry without `limitJurisdiction` holds everywhere. What stands above it is not looked at.
   * Where schema, type and jurisdiction are given, one single entry must fit all of them.
   */
  jurisdiction?: string
  /** As the ledger was at this time, RFC 3339. Default: now. */
  at?: string
  /** `true`: only those whose dates hold at `at`; `false`: only those whose dates do not. */
  valid?: boolean
  /**
   * Only those that hold at `at` and end within this time after it: an ISO 8601 duration, such as `P30D`, `P3M` or
   * `PT12H`. Months and years are those of the calendar, in UTC. What has ended already is found by `valid: false`.
   */
  expiresWithin?: string
  /** Only those with this status, by their status lists at `at`. */
  status?: RegistryEntryStatus
  /** Whether entries show their status. Default: only where `status` is asked for, since its lists must be read. */
  withStatus?: boolean
  /**
   * `true`: also what stands below on the ledger: the accreditations that those accredited to accredit have published,
   * and so on, each below one that is in the tree. `truncated` says where it stopped, if it did.
   */
  tree?: boolean
  /** With `tree`: how many accreditations below those of `did`, 0 to 32. Default 10. */
  maxDepth?: number
  /** `true`: every version; otherwise the newest of each name and type. */
  allVersions?: boolean
  /** From 1. Default 1. */
  page?: number
  /** 1 to 1,000. Default 20. */
  pageSize?: number
}

/** Which accreditation to read. */
export interface GetAccreditationArgs {
  /** DID URL of a root authorization or accreditation: pinned, or by name and type. */
  didUrl: string
}
