import type { ResourceMetadata } from '@trustchains/core'
import type { VerifiableCredential } from '@veramo/core-types'
import type { PublicationEstimate, ResourceDidUrls } from './results.js'

/**
 * What a status list says of its credentials. `revocation` is final, `suspension` can be taken back (Bitstring Status
 * List 1.0 section 2.1).
 */
export type StatusListPurpose = 'revocation' | 'suspension'

/** One status that a credential is to get when it is issued. */
export interface StatusRequest {
  purpose: StatusListPurpose
  /**
   * DID URL, by name and type, of a list that `createStatusList` made. Default: the issuer's current list of the
   * purpose, which is made where there is none, or where it is full.
   */
  list?: string
}

/** What creating a status list takes. */
export interface CreateStatusListArgs {
  /** DID of the issuer whose credentials it is for, managed by this agent; the list is published under it. */
  issuer: string
  purpose: StatusListPurpose
  /** Resource name, 1 to 64 bytes of UTF-8, that no list of the issuer has. Default: the purpose and a random suffix. */
  name?: string
  /** Entries: a multiple of 8 from 131,072 (the least, for the privacy of holders) to 1,048,576. Default 131,072. */
  length?: number
  /** Milliseconds that a reader may keep the list, 1,000 to 86,400,000. Default 300,000. */
  ttl?: number
  /** Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
  /** Shows what would be published, and its cost; changes nothing. */
  dryRun?: boolean
}

/** A status list that was created. */
export interface CreatedStatusList {
  /** Whether this only shows what would be done. */
  dryRun: boolean
  /** `latest` is what credentials name. In a dry run made up: each call makes new ids. */
  didUrls: ResourceDidUrls
  purpose: StatusListPurpose
  /** Entries that it has. */
  length: number
  /** Entries that are assigned before the next list is opened: so that its largest form still fits the ledger's gas. */
  capacity: number
  /** What the ledger says of the resource. Absent in a dry run. */
  resource?: ResourceMetadata
  estimate: PublicationEstimate
}

/** What signing and publishing a status list anew takes. */
export interface RenewStatusListArgs {
  /** DID URL of the list, by name and type. */
  list: string
  /** Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
}

/** What revoking, suspending or reinstating takes. */
export interface ChangeStatusArgs {
  /**
   * 1 to 1,000 credentials: each as the DID URL of an accreditation, or as the credential itself, JSON with its proof
   * or a compact JWT. All of one issuer, or of several that this agent manages.
   */
  credentials: (VerifiableCredential | string)[]
  /** Id of the agent's key to sign the lists with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
  /** Shows what would change, and its cost; changes nothing. */
  dryRun?: boolean
}

/**
 * What is known of a credential's status. `valid`: neither revoked nor suspended, or it names no status. `unknown`: the
 * list could not be had or can't be used; a verifier does not trust the credential then. Revoked comes before suspended.
 */
export type CredentialStatus = 'valid' | 'suspended' | 'revoked' | 'unknown'

/** Why the status of one credential was not changed. Codes are those of `TrustRegistryIssuerError`. */
export interface StatusChangeError {
  code: string
  message: string
}

/** What became of one credential of a call. */
export interface StatusChange {
  /** The DID URL as it was given, or the credential's `id`, or `sha256:` with the digest of its JWT. */
  credential: string
  /** The status before. Absent where it could not be learnt. */
  previous?: CredentialStatus
  /** The status after, as a verifier reads it from the ledger. In a dry run: as it would be. */
  status?: CredentialStatus
  /** Whether this call changed it: one that was revoked already is a success that changed nothing. */
  changed: boolean
  /** Why it was not done. */
  error?: StatusChangeError
}

/** A status list that a call published, or in a dry run would publish. */
export interface UpdatedStatusList {
  /** DID URL of the list, by name and type. */
  list: string
  /** Entries that change. */
  entries: number
  /** What the ledger says of the newest version. Absent in a dry run. */
  resource?: ResourceMetadata
  /** In a dry run: what it would cost. */
  estimate?: PublicationEstimate
}

/** What became of the credentials of a call. */
export interface StatusChanges {
  /** Whether this only shows what would be done. */
  dryRun: boolean
  /** One for each credential, in the order of the call. */
  changes: StatusChange[]
  /** The lists that hold them. Several calls at once may have shared one version. */
  lists: UpdatedStatusList[]
}

/** Of which credential to get the status: one of the two. */
export interface GetStatusArgs {
  /** DID URL of an accreditation. */
  didUrl?: string
  /** The credential itself: JSON with its proof, or a compact JWT. */
  credential?: VerifiableCredential | string
  /** As of this time, RFC 3339. Default: now. */
  at?: string
}

/** One status that a credential names. */
export interface CredentialStatusEntry {
  /** `revocation`, `suspension` or `message` (both in one, as cheqd Studio makes them). Absent for an IETF token list. */
  purpose?: string
  /** URL of the list, normalised. */
  list: string
  /** From 0. */
  index: number
  status: CredentialStatus
  /** The verifier's code: `ok`, `revoked`, `suspended`, `status_unavailable`, `status_list_invalid`, … */
  code: string
  message: string
  /** Whether nobody signed the list, so that only the ledger vouches for it. */
  unsigned?: boolean
  /** The version of the list that counts, as the ledger names it. */
  resource?: ResourceMetadata
}

/** The status of a credential at a time. Its signature and its chain are not verified: ask `verifyTrustChain`. */
export interface CredentialStatusReport {
  /** The worst that an entry says. */
  status: CredentialStatus
  /** RFC 3339 */
  at: string
  /** In the order of the credential; empty where it names no status, so that it can't be revoked. */
  entries: CredentialStatusEntry[]
}
