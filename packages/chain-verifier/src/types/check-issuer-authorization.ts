import type { TrustChainReport, TrustPolicy, Verdict } from '@trustchains/core'

/** What somebody may be authorised to do: issue credentials, or accredit others to issue them. */
export type AuthorizedAction = 'issue' | 'accredit'

/** The question: may this DID issue (or accredit) that, under that root? */
export interface CheckIssuerAuthorizationArgs {
  /** The DID that is asked about. */
  issuer: string
  /** The credential's type; several where it has several. Types that every credential has need not be named. */
  type: string | string[]
  /** The JSON Schema of the credential: a DID URL. Default: whichever the accreditation names for the types. */
  schemaId?: string
  /** The root: a DID, or the DID URL of its root authorization. It is the anchor of this question. */
  authority: string
  /** Default `issue`. */
  action?: AuthorizedAction
  /**
   * The DID URL of the issuer's accreditation, where it is known: only this one is judged. Without it the authority's
   * published accreditations are searched downward.
   */
  locator?: string
  /** The jurisdiction asked for: an ISO 3166 code or an EU authority table URL. Overrides the policy's. */
  jurisdiction?: string
  /** Overrides members of the plugin's policy; without `anchors`, since the authority is the anchor. */
  policy?: TrustPolicy
  /** The time that is asked about, RFC 3339, as 2026-06-01T12:00:00Z. Default: now. */
  at?: string
  /** Ask the sources again, whatever is cached. Default: false. */
  fresh?: boolean
}

/** How accreditations were searched for. A "no" of a search rests on the word of the source that listed resources. */
export interface AccreditationSearch {
  /** Whether everything that could answer the question was read; else a "no" would be a guess. */
  complete: boolean
  /** Why it is not complete: sentences, sorted. */
  gaps: string[]
  /** DID URLs of the authority's root authorizations that were found; none: nobody has authority under it. */
  rootAuthorizations: string[]
  /** DIDs whose published resources were listed. */
  dids: string[]
  /** Accreditations that were read. */
  accreditations: number
  /** When, RFC 3339. */
  readAt: string
}

/** The answer. */
export interface IssuerAuthorization {
  /** `verdict === 'trusted'` */
  authorized: boolean
  /** `untrusted` is a definite no; `indeterminate`: it could not be decided. */
  verdict: Verdict
  /** The time of evaluation, RFC 3339. */
  at: string
  /** A sentence for people. */
  message: string
  /** The DID URL of the accreditation that was judged. */
  accreditation?: string
  /** The report on it. Link 0 is the credential that was asked about, which need not exist. */
  report?: TrustChainReport
  /** Absent where `locator` was given. */
  searched?: AccreditationSearch
}
