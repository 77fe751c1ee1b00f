import { checkTyp, presentationTypes } from '../decode/check-header.js'
import { sameJson } from '../decode/compare-documents.js'
import { decodeJws, type DecodedJws } from '../decode/decode-jws.js'
import { contextV2, registeredClaims } from '../decode/document-from-claims.js'
import type { FormatFaults } from '../decode/format-fault.js'
import { isJsonObject, parseJsonObject } from '../decode/parse-json.js'
import { isEnveloped, readEnveloped, type EnvelopeKind } from '../decode/read-enveloped.js'
import { listOf } from '../decode/read-members.js'
import { readProofs } from '../decode/read-proofs.js'
import type { JsonObject } from '../types/json.js'
import type { EmbeddedProof } from '../types/proof.js'
import { differenceFromToken } from './difference-from-token.js'

/** A presentation out of its envelope, with what secures it. */
export interface SignedPresentation {
  jws?: DecodedJws
  proof?: EmbeddedProof
  /** The presentation, without proof and without the claims of its JWT. */
  document: JsonObject
}

/** VCDM 2.0 section 4.13.2, Enveloped Verifiable Presentations. */
const envelopedPresentation: EnvelopeKind = {
  type: 'EnvelopedVerifiablePresentation',
  mediaType: 'application/vp+jwt',
}

/**
 * Takes a presentation out of its envelope. Nothing is verified.
 *
 * @param text - trimmed; the caller bounds its length
 * @returns undefined, and a fault, where there is no presentation in it
 */
export function readPresentationEnvelope(text: string, faults: FormatFaults): SignedPresentation | undefined {
  if (!text.startsWith('{')) return fromToken(text, faults)
  const parsed = parseJsonObject(text)
  if (!parsed.ok) {
    faults.fail('malformed', `the presentation can't be used: ${parsed.reason}`)
    return undefined
  }
  const outer = parsed.value
  if (isEnveloped(outer, envelopedPresentation)) return fromEnvelope(outer, faults)
  const proofs = readProofs(text, outer, faults)
  if (proofs === undefined) return undefined
  if ('token' in proofs) return fromJwtProof(proofs.token, outer, faults)
  const { proof: _, ...shown } = outer
  const signedContext = proofs.kind === 'data-integrity' ? proofs.signedContext : undefined
  return { proof: proofs, document: signedContext === undefined ? shown : { ...shown, '@context': signedContext } }
}

function fromToken(token: string, faults: FormatFaults): (SignedPresentation & { jws: DecodedJws }) | undefined {
  const decoded = decodeJws(token)
  if (!decoded.ok) {
    faults.fail('malformed', `it is no JSON object with a proof and no JWT: ${decoded.reason}`)
    return undefined
  }
  const { jws } = decoded
  checkTyp(jws, presentationTypes, faults)
  const { vp } = jws.payload
  if (vp !== undefined) {
    if (isJsonObject(vp)) return { jws, document: vp }
    faults.fail('malformed', 'the claim vp is no object')
    return undefined
  }
  const document = { ...jws.payload }
  for (const claim of [...registeredClaims, 'nonce']) Reflect.deleteProperty(document, claim)
  // A VCDM 1.1 presentation stands in the claim vp (section 6.3.1); without it, it is one of 2.0.
  if (listOf(document['@context'])[0] === contextV2) return { jws, document }
  faults.fail('malformed', 'the token has neither a claim vp nor a presentation of VCDM 2.0')
  return undefined
}

function fromEnvelope(outer: JsonObject, faults: FormatFaults): SignedPresentation | undefined {
  const token = readEnveloped(outer, envelopedPresentation, faults)
  const signed = token === undefined ? undefined : fromToken(token, faults)
  if (signed === undefined) return undefined
  if (signed.jws.payload.vp === undefined && !isEnveloped(signed.document, envelopedPresentation)) return signed
  faults.fail('malformed', `an ${envelopedPresentation.type} holds no presentation of VCDM 2.0`)
  return undefined
}

/** JSON with a JWT proof: the JWT in it is what counts; the rest must agree with it. */
function fromJwtProof(token: string, outer: JsonObject, faults: FormatFaults): SignedPresentation | undefined {
  const signed = fromToken(token, faults)
  if (signed === undefined) return undefined
  const difference = differenceFromToken(outer, signed.document, signed.jws.payload)
  if (difference !== undefined) {
    faults.fail(
      'payload_mismatch',
      `the JSON differs from its own JWT in the member ${JSON.stringify(difference.slice(0, 64))}`,
    )
  }
  // The credentials as they are shown: that each is what its own token says is judged with its chain.
  const { verifiableCredential } = outer
  return verifiableCredential === undefined || sameJson(verifiableCredential, signed.document.verifiableCredential)
    ? signed
    : { ...signed, document: { ...signed.document, verifiableCredential } }
}
