import type { AccreditationScope, FormatFault, JsonObject, ResourceMetadata } from '@trustchains/core'
import type { VerifiableCredential } from '@veramo/core-types'
import type { ListingTruncation, RegistryEntryStatus } from './listing.js'

/** What a DID has published for a trust chain. */
export type RegistryEntryKind = 'root' | 'accredit' | 'attest'

/** How a published resource is referred to. */
export interface ResourceDidUrls {
  /** This very version, for ever. */
  pinned: string
  /** Whichever version of this name and type is the newest. */
  latest: string
}

/** What publishing costs; an estimate, since the ledger decides. */
export interface PublicationEstimate {
  /** Bytes of the resource. */
  resourceBytes: number
  /** Bytes of the transaction. */
  transactionBytes: number
  /** Gas that the transaction uses. */
  gas: number
  /** Gas that the publisher offers; more than this fails on the ledger. */
  gasLimit: number
  /** The fee, where it is fixed, in `feeDenomination`. */
  fee?: string
  /** `CHEQ`, or `USD` where the ledger converts at its oracle's price. */
  feeDenomination?: string
}

/** A root authorization or accreditation that was issued and published. */
export interface IssuedAccreditation {
  /** Whether this only shows what would be done. */
  dryRun: boolean
  /** The credential with its proof, as published. In a dry run unsigned: `proof` is empty. */
  credential: VerifiableCredential
  /** In a dry run the resource of `pinned` is made up: each call makes a new id. */
  didUrls: ResourceDidUrls
  /** What the ledger says of the resource. Absent in a dry run. */
  resource?: ResourceMetadata
  estimate: PublicationEstimate
}

/** An attestation that was issued. It is not published: hand it to its holder. */
export interface IssuedAttestation {
  /** Whether this only shows what would be signed. */
  dryRun: boolean
  /** The credential as JSON with its proof. In a dry run unsigned: `proof` is empty. */
  credential: VerifiableCredential
  /** The same credential as a compact JWT. Absent in a dry run. */
  jwt?: string
}

/** A JSON Schema that was published. */
export interface PublishedSchema {
  /** Whether this only shows what would be done. */
  dryRun: boolean
  /** The DID URL to use in `accreditedFor` and `credentialSchema`: the newest version of this name and type. */
  schemaId: string
  /** In a dry run the resource of `pinned` is made up: each call makes a new id. */
  didUrls: ResourceDidUrls
  /** What the ledger says of the resource. Absent in a dry run. */
  resource?: ResourceMetadata
  estimate: PublicationEstimate
}

/** Why an entry could not be read. */
export interface RegistryEntryError {
  /** `notFound`, `unreachable` or `invalid`. */
  code: string
  message: string
}

/** A root authorization or accreditation on the ledger. Its form is read; its signature and chain are not verified. */
export interface RegistryEntry {
  didUrls: ResourceDidUrls
  resource: ResourceMetadata
  kind: RegistryEntryKind
  /** The DID that issued it. */
  issuer?: string
  /** The DID that holds it. */
  subject?: string
  accreditedFor?: AccreditationScope[]
  maxPathLength?: number
  parentAccreditation?: string
  rootAuthorization?: string
  trustFramework?: string
  trustFrameworkId?: string
  /** RFC 3339 */
  validFrom?: string
  /** RFC 3339; absent: no expiry. */
  validUntil?: string
  /** The credential as JSON with its proof; one that stands as a bare JWT on the ledger is unfolded. */
  credential?: JsonObject
  /** What its status lists say, where that was asked for and the credential could be read. */
  status?: RegistryEntryStatus
  /** Why the status is not `valid`, in a sentence. */
  statusReason?: string
  /** In a tree: accreditations between it and the top, 0 for those at the top. */
  depth?: number
  /** In a tree: the pinned DID URL of the entry that it stands below. */
  below?: string
  /** What is wrong with its form, or with where it is published. */
  faults: FormatFault[]
  /** Why it could not be read. */
  error?: RegistryEntryError
}

/** One page of what a DID has published. */
export interface RegistryEntryPage {
  /** Entries on all pages. Those that could not be read are counted, since no filter can rule them out. */
  total: number
  page: number
  pageSize: number
  /** Newest first; of a tree what is at the top first, then level by level. */
  entries: RegistryEntry[]
  /** What is missing in a tree; absent where it is complete. */
  truncated?: ListingTruncation
}
