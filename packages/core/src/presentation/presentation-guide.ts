import type { CheckCode } from '../types/report.js'
import type { PresentationCheckId } from '../types/presentation.js'

/** What a check of a presentation is for, in words for whoever relies on its result. */
export interface PresentationCheckExplanation {
  /** What must hold for `pass`, as one sentence. */
  holds: string
  /** What someone could do if nobody looked. */
  stops: string
  /** The clause or specification that the check comes from; it stands in each of its results. */
  clause: string
  /** The codes that it gives where it does not end as `pass`, the common ones of all checks left out. */
  codes: readonly CheckCode[]
}

/** Every check of a Verifiable Presentation, explained, in the order in which they are reported. */
export const presentationGuide: Readonly<Record<PresentationCheckId, PresentationCheckExplanation>> = {
  format: {
    holds: 'The presentation can be read in one way only, names its holder, and has from 1 to 16 credentials.',
    stops: 'A presentation shown as one thing and signed as another.',
    clause: 'VCDM 2.0 section 4.13; VCDM 1.1 section 6.3.1; VC-JOSE-COSE section 3.1.2',
    codes: [
      'malformed',
      'payload_mismatch',
      'crit_unknown',
      'holder_missing',
      'holder_mismatch',
      'credential_missing',
      'limit_exceeded',
    ],
  },
  algorithm: {
    holds: "The holder's signature uses an algorithm that the policy accepts, and the key is of its type.",
    stops: 'Unsigned presentations, and a key used with an algorithm that it was not made for.',
    clause: 'RFC 8725 section 3.1',
    codes: ['algorithm_refused', 'key_type_mismatch'],
  },
  signature: {
    holds: "The presentation verifies with a key of the holder's DID document.",
    stops: 'Presentations that somebody else made of credentials that came into their hands.',
    clause: 'RFC 7515 section 5.2; VC Data Integrity 1.0 section 4.4',
    codes: [
      'signature_invalid',
      'key_not_found',
      'limit_exceeded',
      'expired',
      'not_yet_valid',
      'time_unproven',
      'proof_unverified',
    ],
  },
  'key-purpose': {
    holds: "That key stands in `authentication` of the holder's DID document.",
    stops: 'Presentations made with a key that is not meant to say who somebody is.',
    clause: 'DID Core 5.3.1; VC Data Integrity 1.0 section 2.2',
    codes: ['key_not_authorized'],
  },
  'did-state': {
    holds: "The holder's DID resolves to its own document and is not deactivated.",
    stops: 'Presentations by a DID that was given up.',
    clause: 'DID Core 7.1.3',
    codes: ['did_unresolvable', 'did_deactivated', 'limit_exceeded'],
  },
  validity: {
    holds: 'The dates of the presentation hold at the time of evaluation, 60 s of skew in its favour.',
    stops: 'Old presentations, shown again.',
    clause: 'RFC 7519 sections 4.1.4 to 4.1.6',
    codes: ['not_yet_valid', 'expired', 'dates_disagree', 'expiry_required'],
  },
  challenge: {
    holds: 'The presentation has the challenge that was asked for. Where none was asked for, this says so.',
    stops: 'A presentation that somebody recorded and shows again.',
    clause: 'VC Data Integrity 1.0 section 4.4 step 7; OpenID for Verifiable Presentations 1.0 section 14.1',
    codes: ['challenge_missing', 'challenge_mismatch', 'replay_possible'],
  },
  audience: {
    holds: 'The presentation is made for the verifier that asked, or for nobody in particular where none was named.',
    stops: 'A presentation made for one verifier that this verifier shows to another.',
    clause: 'RFC 7519 section 4.1.3; VC Data Integrity 1.0 section 4.4 step 6',
    codes: ['audience_missing', 'audience_mismatch'],
  },
  'holder-binding': {
    holds: 'Everybody whom the credential speaks of is the holder.',
    stops: "Somebody else's credential, shown as one's own.",
    clause: 'VCDM 2.0 section 4.13, Presentations',
    codes: ['subject_not_holder', 'subject_missing'],
  },
  'trust-chain': {
    holds: 'The trust chain of the credential is trusted: see its own report.',
    stops: 'Credentials of issuers that nobody accredited.',
    clause: 'cheqd trust chains',
    // Whatever the reason is in the report of the credential.
    codes: [],
  },
}
