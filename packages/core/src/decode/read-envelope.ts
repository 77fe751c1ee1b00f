import type { Dialect } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import { checkHeader } from './check-header.js'
import { firstDifference } from './compare-documents.js'
import { decodeJws, type DecodedJws } from './decode-jws.js'
import { documentFromClaims, type ClaimedDocument } from './document-from-claims.js'
import type { FormatFaults } from './format-fault.js'
import { isJsonObject, parseJsonObject } from './parse-json.js'

/** A credential as its JWT carries it, with the token. */
export interface SignedDocument extends ClaimedDocument {
  jws: DecodedJws
}

/**
 * Takes a credential out of its envelope: a compact JWS, or JSON whose `proof.jwt` is one and which says the same.
 * Nothing is verified.
 *
 * @param text - trimmed; the caller bounds its length
 * @returns undefined, and a fault, where there is no credential in it
 */
export function readEnvelope(text: string, dialects: Set<Dialect>, faults: FormatFaults): SignedDocument | undefined {
  const outer: { token: string; json?: JsonObject } | undefined = text.startsWith('{')
    ? readOuter(text, faults)
    : { token: text }
  if (outer === undefined) return undefined
  const decoded = decodeJws(outer.token)
  if (!decoded.ok) {
    faults.fail('malformed', `it is no JSON object with a JWT proof and no JWT: ${decoded.reason}`)
    return undefined
  }
  const { jws } = decoded
  checkHeader(jws, faults)
  const claimed = documentFromClaims(jws, dialects, faults)
  if (claimed === undefined) return undefined
  const difference = outer.json && firstDifference(outer.json, claimed.document, jws.payload)
  if (difference !== undefined) {
    faults.fail(
      'payload_mismatch',
      `the JSON differs from its own JWT in the member ${JSON.stringify(difference.slice(0, 64))}`,
    )
  }
  return { jws, ...claimed }
}

/** JSON with a proof: the JWT in it is what counts; the rest must agree with it. */
function readOuter(text: string, faults: FormatFaults): { token: string; json?: JsonObject } | undefined {
  const parsed = parseJsonObject(text)
  if (!parsed.ok) {
    faults.fail('malformed', `the credential can't be used: ${parsed.reason}`)
    return undefined
  }
  const { proof } = parsed.value
  if (isJsonObject(proof) && typeof proof.jwt === 'string') return { token: proof.jwt, json: parsed.value }
  if (proof === undefined) {
    faults.fail('malformed', 'the credential has no proof; hand over its JWT, or its JSON with proof.jwt')
  } else {
    faults.undecided('not_implemented', 'the proof is no JWT proof (proof.jwt); this version verifies JWT proofs only')
  }
  return undefined
}
