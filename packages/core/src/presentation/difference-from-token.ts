import { firstDifference, sameJson } from '../decode/compare-documents.js'
import { isJsonObject } from '../decode/parse-json.js'
import { listOf } from '../decode/read-members.js'
import type { JsonObject, JsonValue } from '../types/json.js'

/**
 * The first member in which a presentation's outer JSON differs from its JWT. A credential may be shown as JSON where the
 * JWT has its token, as Veramo does: the token must stand in its `proof.jwt`.
 *
 * @param document - the presentation out of the JWT
 * @returns the member's name, or undefined where they agree
 */
export function differenceFromToken(
  { verifiableCredential: shown, ...outer }: JsonObject,
  { verifiableCredential: signed, ...document }: JsonObject,
  payload: JsonObject,
): string | undefined {
  if (!sameCredentials(listOf(shown), listOf(signed))) return 'verifiableCredential'
  return firstDifference(outer, { ...placed(outer, payload), ...document }, payload)
}

/** Claims of the JWT under the names that they have in JSON, where the JSON has them. */
function placed(outer: JsonObject, { iss, jti, aud, nbf, iat, exp }: JsonObject): JsonObject {
  const claims: Record<string, JsonValue | undefined> = {
    holder: iss,
    id: jti,
    verifier: Array.isArray(outer.verifier) && aud !== undefined ? listOf(aud) : aud,
    // As did-jwt-vc places them.
    issuanceDate: dateText(nbf ?? iat),
    expirationDate: dateText(exp),
  }
  const found: JsonObject = {}
  for (const [name, claim] of Object.entries(claims)) {
    if (claim !== undefined && Object.hasOwn(outer, name)) found[name] = claim
  }
  return found
}

function dateText(claim: JsonValue | undefined): string | undefined {
  const date = typeof claim === 'number' ? new Date(claim * 1000) : undefined
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

function sameCredentials(shown: JsonValue[], signed: JsonValue[]): boolean {
  return shown.length === signed.length && shown.every((credential, index) => sameCredential(credential, signed[index]))
}

function sameCredential(shown: JsonValue, signed: JsonValue | undefined): boolean {
  if (sameJson(shown, signed)) return true
  const proof = isJsonObject(shown) ? shown.proof : undefined
  return isJsonObject(proof) && typeof signed === 'string' && proof.jwt === signed
}
