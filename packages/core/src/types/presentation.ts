import type { Evidence } from './evidence.js'
import type { JsonObject } from './json.js'
import type { CheckCode, CheckStatus, TrustChainReport, UnprovenFact, Verdict } from './report.js'

/** The checks of a Verifiable Presentation, in the order in which reasons are reported. */
export type PresentationCheckId =
  | 'format'
  | 'algorithm'
  | 'signature'
  | 'key-purpose'
  | 'did-state'
  | 'validity'
  | 'challenge'
  | 'audience'
  | 'holder-binding'
  | 'trust-chain'

/** What one check found on a presentation, or on one credential in it. */
export interface PresentationCheckResult {
  id: PresentationCheckId
  /** The place of the credential in the presentation, from 0; null is the presentation itself. */
  credential: number | null
  status: CheckStatus
  code: CheckCode
  /** A sentence for people, without any credential in it. */
  message: string
  /** The clause or specification that the check comes from. */
  clause: string
  /** Facts behind the result: names, DID URLs, times, numbers. */
  details?: JsonObject
}

/** What was gathered about a presentation and every credential in it: as {@link Evidence}, for all of them together. */
export interface PresentationEvidence extends Omit<Evidence, 'leaf'> {
  /** The presentation itself: a compact JWS, or a JSON text with its proof. */
  presentation: string
}

/** What a verifier asked the holder for. */
export interface PresentationRequest {
  /**
   * The value, used once, that the holder was to sign (`nonce` of a JWT, `challenge` of a proof). Absent: none was asked
   * for, so a presentation that somebody recorded can be shown again.
   */
  challenge?: string
  /** The verifier's name for itself, that the presentation must be made for (`aud` of a JWT, `domain` of a proof). */
  domain?: string
}

/** The answer to "may I believe what this presentation says of who shows it?" */
export interface PresentationReport {
  verdict: Verdict
  /** `verdict === 'trusted'`: the presentation holds, and so does the trust chain of every credential in it. */
  verified: boolean
  /** The time of evaluation, RFC 3339. */
  at: string
  /** The earliest bound of what the verdict rests on, RFC 3339. */
  expiresAt?: string
  /** Who presents: a DID, normalised. Absent where the presentation names nobody. */
  holder?: string
  checks: PresentationCheckResult[]
  /** The checks that kept the presentation from being trusted, most telling first. */
  reasons: PresentationCheckResult[]
  /** The trust chain of each credential, in the order of the presentation. */
  credentials: TrustChainReport[]
  /** On whose word the presentation itself rests: the holder's DID document. */
  restsOn?: UnprovenFact[]
  /** Where asked for. */
  evidence?: PresentationEvidence
}
