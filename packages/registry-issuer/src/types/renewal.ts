import type { AccreditationScope, CheckResult } from '@trustchains/core'
import type { IssuedAccreditation, RegistryEntryKind } from './results.js'
import type { StatusRequest } from './status.js'

/**
 * What renewing a root authorization or accreditation takes. What is left out stays as it is; issuer, subject, kind and
 * name can't be changed, since they make it the same accreditation.
 */
export interface RenewAccreditationArgs {
  /** DID URL of the accreditation: by name and type, or pinned to its newest version. */
  didUrl: string
  /** What it is for from now on. */
  accreditedFor?: AccreditationScope[]
  /** DID URL of the accreditation that the issuer holds now. Not for a root authorization. */
  parentAccreditation?: string
  /** DID URL of the root authorization that the chain ends at. Not for a root authorization. */
  rootAuthorization?: string
  /** URL of the governance framework. Only for a root authorization. */
  trustFramework?: string
  /** Name of the governance framework. Only for a root authorization. */
  trustFrameworkId?: string
  /**
   * RFC 3339, not later than now, since the new version counts from its publication. Default: now, so that both versions
   * hold until the older one ends.
   */
  validFrom?: string
  /**
   * RFC 3339. Default: one year after `validFrom` (see the plugin's `defaults`) or the end of the version before, if
   * that is later; none where that has none.
   */
  validUntil?: string
  /** Leaves the expiry out. Not together with `validUntil`. */
  noExpiry?: boolean
  /** Accreditations to accredit that may stand below. Not for kind `attest`. */
  maxPathLength?: number
  /**
   * Statuses of its own for the new version. Default: those of the version before, so that revoking either revokes both;
   * none where that has none.
   */
  status?: StatusRequest[]
  /** Id of the agent's key to sign with. Default: the first one that the issuer's DID document lists. */
  keyRef?: string
  /** Verification method to sign with: its DID URL or `#fragment`. Narrows the choice as `keyRef` does. */
  kid?: string
  /** Shows what would be signed and published, its cost, and what it would no longer cover; changes nothing. */
  dryRun?: boolean
}

/** The version that was renewed. */
export interface PreviousVersion {
  /** Pinned. */
  didUrl: string
  /** RFC 3339; absent: no expiry. */
  validUntil?: string
}

/** An accreditation below that a verifier trusts now and would not trust under the new version. */
export interface UncoveredAccreditation {
  /** Pinned. */
  didUrl: string
  kind: RegistryEntryKind
  issuer: string
  subject?: string
  /** What the verifier would say, most telling first. */
  reasons: CheckResult[]
}

/** What a renewal means for what stands below on the ledger. */
export interface RenewalImpact {
  /** Accreditations below, found on the ledger. */
  below: number
  /** Of these, those that would no longer be trusted. */
  uncovered: UncoveredAccreditation[]
  /** Of these, those that were not trusted before either. */
  untrustedBefore: number
  /** Whether everything below was looked at; attestations are on no ledger, and never are. */
  complete: boolean
}

/** A renewed root authorization or accreditation. */
export interface RenewedAccreditation extends IssuedAccreditation {
  previous: PreviousVersion
  impact: RenewalImpact
  /** Sentences for people: what the renewal takes away, gaps of validity, what could not be looked at. Empty if nothing. */
  warnings: string[]
}
