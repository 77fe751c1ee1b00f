import type { Dialect } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import type { EmbeddedProof } from '../types/proof.js'
import { checkHeader } from './check-header.js'
import { firstDifference } from './compare-documents.js'
import { decodeJws, type DecodedJws } from './decode-jws.js'
import { documentFromClaims, readDataModel, type ClaimedDocument } from './document-from-claims.js'
import type { FormatFaults } from './format-fault.js'
import { parseJsonObject } from './parse-json.js'
import { envelopedCredential, isEnveloped, readEnveloped } from './read-enveloped.js'
import { readProofs } from './read-proofs.js'

/** A credential out of its envelope, with what secures it: the token that it was in, or the proof that stood in it. */
export interface SignedDocument extends ClaimedDocument {
  jws?: DecodedJws
  proof?: EmbeddedProof
}

/**
 * Takes a credential out of its envelope: a compact JWS; JSON whose `proof.jwt` is one and which says the same; JSON with
 * another proof; or an `EnvelopedVerifiableCredential` around a compact JWS. Nothing is verified.
 *
 * @param text - trimmed; the caller bounds its length
 * @returns undefined, and a fault, where there is no credential in it
 */
export function readEnvelope(text: string, dialects: Set<Dialect>, faults: FormatFaults): SignedDocument | undefined {
  if (!text.startsWith('{')) return fromToken(text, dialects, faults)
  const parsed = parseJsonObject(text)
  if (!parsed.ok) {
    faults.fail('malformed', `the credential can't be used: ${parsed.reason}`)
    return undefined
  }
  const outer = parsed.value
  if (isEnveloped(outer, envelopedCredential)) return fromEnvelope(outer, dialects, faults)
  const proofs = readProofs(text, outer, faults)
  if (proofs === undefined) return undefined
  return 'token' in proofs ? fromJwtProof(proofs.token, outer, dialects, faults) : withProof(proofs, outer, faults)
}

function fromToken(token: string, dialects: Set<Dialect>, faults: FormatFaults): SignedDocumentOfToken | undefined {
  const decoded = decodeJws(token)
  if (!decoded.ok) {
    faults.fail('malformed', `it is no JSON object with a proof and no JWT: ${decoded.reason}`)
    return undefined
  }
  const { jws } = decoded
  checkHeader(jws, faults)
  const claimed = documentFromClaims(jws, dialects, faults)
  return claimed && { jws, ...claimed }
}

type SignedDocumentOfToken = SignedDocument & { jws: DecodedJws }

function fromEnvelope(outer: JsonObject, dialects: Set<Dialect>, faults: FormatFaults): SignedDocument | undefined {
  const token = readEnveloped(outer, envelopedCredential, faults)
  const signed = token === undefined ? undefined : fromToken(token, dialects, faults)
  if (signed === undefined) return undefined
  // The media type is that of VCDM 2.0 (VC-JOSE-COSE section 6.1.1); a credential stands in it, not another envelope.
  if (signed.dataModel !== '2.0' || isEnveloped(signed.document, envelopedCredential)) {
    faults.fail('malformed', `an ${envelopedCredential.type} holds no credential of VCDM 2.0`)
    return undefined
  }
  return signed
}

/** JSON with a JWT proof: the JWT in it is what counts; the rest must agree with it. */
function fromJwtProof(
  token: string,
  outer: JsonObject,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): SignedDocument | undefined {
  const signed = fromToken(token, dialects, faults)
  if (signed === undefined) return undefined
  const difference = firstDifference(outer, signed.document, signed.jws.payload)
  if (difference !== undefined) {
    faults.fail(
      'payload_mismatch',
      `the JSON differs from its own JWT in the member ${JSON.stringify(difference.slice(0, 64))}`,
    )
  }
  return signed
}

function withProof(proof: EmbeddedProof, outer: JsonObject, faults: FormatFaults): SignedDocument | undefined {
  const { proof: _, ...shown } = outer
  const signedContext = proof.kind === 'data-integrity' ? proof.signedContext : undefined
  const document: JsonObject = signedContext === undefined ? shown : { ...shown, '@context': signedContext }
  const dataModel = readDataModel(document['@context'], faults)
  return dataModel && { proof, dataModel, document, conflicts: [] }
}
