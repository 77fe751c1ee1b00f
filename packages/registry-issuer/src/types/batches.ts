import type { CheckResult } from '@trustchains/core'
import type { FailedPublication, TrustRegistryIssuerErrorCode } from '../trust-registry-issuer-error.js'
import type { IssueAccreditationArgs, IssueAttestationArgs } from './arguments.js'
import type { IssuedAccreditation, IssuedAttestation } from './results.js'

/** What issuing many accreditations takes. */
export interface IssueAccreditationsArgs {
  /** 1 to 500, all of one issuer, each without `idempotencyKey` and `dryRun` of its own. */
  accreditations: IssueAccreditationArgs[]
  /**
   * Text of 1 to 128 characters that stands for this very call. The same key for the same issuer with the same arguments
   * gives the same results, refusals among them, also after a crash and from another process; with other arguments it is
   * refused. It is remembered for 30 days.
   */
  idempotencyKey?: string
  /** Shows what would be signed and published, and its cost; changes nothing. */
  dryRun?: boolean
}

/** What issuing many attestations takes. */
export interface IssueAttestationsArgs {
  /** 1 to 500, of any issuers that the agent manages, each without `dryRun` of its own. */
  attestations: IssueAttestationArgs[]
  /** Shows what would be signed; signs nothing. */
  dryRun?: boolean
}

/** Why one item of a batch came to nothing. */
export interface BatchItemError {
  code: TrustRegistryIssuerErrorCode
  message: string
  /** For `refused`: the verifier's reasons. Otherwise empty. */
  checks: CheckResult[]
  /** For `publication_failed`. */
  publication?: FailedPublication
}

/** One item of a batch: either what was issued, or why not. */
export interface AccreditationOutcome {
  accreditation?: IssuedAccreditation
  error?: BatchItemError
}

/** One item of a batch: either what was issued, or why not. */
export interface AttestationOutcome {
  attestation?: IssuedAttestation
  error?: BatchItemError
}

/** What became of many accreditations. */
export interface IssuedAccreditations {
  /** Whether this only shows what would be done. */
  dryRun: boolean
  /** Items with an error. */
  failed: number
  /** In the order of the arguments. */
  items: AccreditationOutcome[]
}

/** What became of many attestations. */
export interface IssuedAttestations {
  /** Whether this only shows what would be done. */
  dryRun: boolean
  /** Items with an error. */
  failed: number
  /** In the order of the arguments. */
  items: AttestationOutcome[]
}
