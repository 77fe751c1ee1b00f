import type { TrustPolicy } from '@trustchains/core'

/**
 * A Verifiable Presentation as JSON, with its proof (VCDM 1.1 or 2.0), or an `EnvelopedVerifiablePresentation`. Its
 * members are not restricted here: what is wrong with one is reported by the check `format`.
 */
export interface PresentationObject {
  '@context'?: unknown
  id?: unknown
  type?: unknown
  holder?: unknown
  verifiableCredential?: unknown
  proof?: unknown
}

/** What to verify, what the holder was asked for, and how. */
export interface VerifyPresentationTrustChainsArgs {
  /**
   * The presentation: a compact JWT, the text of its JSON, or the JSON itself. Where you have the text as it was
   * received, hand over the text.
   */
  presentation: string | PresentationObject
  /**
   * The value that the holder was to sign (`nonce` of a JWT, `challenge` of a proof), made for this one occasion. Without
   * it a recorded presentation can be shown again; the check `challenge` says so.
   */
  challenge?: string
  /** Your name for yourself, that the presentation must be made for (`aud` of a JWT, `domain` of a proof). */
  domain?: string
  /** Overrides members of the plugin's policy; an empty list in it accepts nothing. */
  policy?: TrustPolicy
  /** The time of evaluation, RFC 3339, as 2026-06-01T12:00:00Z. Default: now. */
  at?: string
  /** Ask the sources again, whatever is cached. Default: false. */
  fresh?: boolean
  /** Put the evidence into the report. Default: false. */
  includeEvidence?: boolean
}
