import { maxCredentialLength } from '../decode/decode-credential.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import { readDataModel } from '../decode/document-from-claims.js'
import { FormatFaults, type FormatFault } from '../decode/format-fault.js'
import { proofsBy } from '../chain/own-proofs.js'
import { readNumericDate, type StatedDates } from '../decode/read-dates.js'
import type { ReadDate } from '../decode/read-date.js'
import { listOf, readAudience } from '../decode/read-members.js'
import type { StatedDate } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import type { EmbeddedProof } from '../types/proof.js'
import { readHolder } from './read-holder.js'
import { readPresented } from './read-presented.js'
import { readPresentationEnvelope, type SignedPresentation } from './read-presentation-envelope.js'

/** What ties a presentation to one occasion: stated once in a JWT, and in each Data Integrity proof. */
export interface PresentationBinding {
  challenge?: string
  /** Absent where it is for everybody. */
  audience?: string[]
}

/** A Verifiable Presentation, decoded once from its bytes; nothing is verified. */
export interface DecodedPresentation extends StatedDates {
  /** The token it was read from; absent where `proof` secures it. */
  jws?: DecodedJws
  proof?: EmbeddedProof
  /** Normalised. */
  holder: string
  /** The text of each credential, in the order written. */
  credentials: string[]
  bindings: PresentationBinding[]
  /** When a JWT says that it was made. */
  issuedAt?: StatedDate
}

/** A presentation read from its text, and what is wrong with its form. */
export interface PresentationOutcome {
  /** Absent where the form is too broken to go on. */
  presentation?: DecodedPresentation
  faults: FormatFault[]
}

/**
 * Reads a Verifiable Presentation: a compact JWS (VCDM 1.1 with the claim `vp`, or a `vp+jwt` of VCDM 2.0), JSON with
 * `proof.jwt`, JSON with a Data Integrity proof, or an `EnvelopedVerifiablePresentation`. What is wrong with it is
 * returned, not thrown.
 *
 * @param text - the presentation; more than 2 Mi characters are refused
 */
export function decodePresentation(text: string): PresentationOutcome {
  const faults = new FormatFaults()
  const presentation = read(text, faults)
  return { ...(presentation && { presentation }), faults: faults.list }
}

function read(text: string, faults: FormatFaults): DecodedPresentation | undefined {
  if (typeof text !== 'string' || text.length > maxCredentialLength) {
    faults.fail('malformed', `the presentation is no text of at most ${String(maxCredentialLength)} characters`)
    return undefined
  }
  const signed = readPresentationEnvelope(text.trim(), faults)
  if (signed === undefined) return undefined
  const { jws, proof, document } = signed
  const types = listOf(document.type)
  // What could be either would be judged as whichever suits.
  if (!types.includes('VerifiablePresentation') || types.includes('VerifiableCredential')) {
    faults.fail('malformed', 'type is no list with VerifiablePresentation, and without VerifiableCredential, in it')
    return undefined
  }
  if (readDataModel(document['@context'], faults) === undefined) return undefined
  const claims: JsonObject = jws?.payload ?? {}
  const holder = readHolder(document.holder, claims.iss, faults)
  const credentials = readPresented(document.verifiableCredential, faults)
  // A presentation has no dates of its own (VCDM 2.0 section 4.13): those of its JWT or proof count.
  const datesOf = (claim: string): StatedDate[] => {
    const dates: ReadDate[] = []
    readNumericDate(claim, claims[claim], dates, faults)
    return dates
  }
  const [notBefore, notAfter] = [datesOf('nbf'), datesOf('exp')]
  const [issuedAt] = datesOf('iat')
  if (holder === undefined) return undefined
  const bindings = readBindings(signed, holder, faults)
  return {
    ...(jws && { jws }),
    ...(proof && { proof }),
    holder,
    credentials,
    bindings,
    notBefore,
    notAfter,
    ...(issuedAt && { issuedAt }),
  }
}

function readBindings({ jws, proof }: SignedPresentation, holder: string, faults: FormatFaults): PresentationBinding[] {
  if (jws !== undefined) {
    const { nonce, aud } = jws.payload
    if (nonce !== undefined && typeof nonce !== 'string') faults.fail('malformed', 'nonce is no string')
    const audience = readAudience(aud, faults)
    return [{ ...(typeof nonce === 'string' && { challenge: nonce }), ...(audience && { audience }) }]
  }
  if (proof?.kind !== 'data-integrity') return []
  // A countersignature of somebody else is made for whom it likes.
  return proofsBy(holder, proof).map(({ challenge, domain }) => ({
    ...(challenge !== undefined && { challenge }),
    ...(domain && { audience: domain }),
  }))
}
