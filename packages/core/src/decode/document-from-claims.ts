import { normalizeDid } from '../did-url.js'
import type { DataModel, Dialect } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { firstDifference } from './compare-documents.js'
import type { DecodedJws } from './decode-jws.js'
import type { FormatFaults } from './format-fault.js'
import { isJsonObject } from './parse-json.js'

const contextV1 = 'https://www.w3.org/2018/credentials/v1'
/** The base context of VCDM 2.0 (section 4.3). */
export const contextV2 = 'https://www.w3.org/ns/credentials/v2'

/** A credential as one JSON document, whichever way its JWT carries it. */
export interface ClaimedDocument {
  dataModel: DataModel
  /** The credential with the JWT's registered claims put in their places. */
  document: JsonObject
  /** Where `iss` or `sub` contradict the credential. */
  conflicts: string[]
}

/**
 * Reads the credential out of a JWT's payload: the claim `vc` with registered claims in their places (VCDM 1.1
 * section 6.3.1), or the payload itself (VCDM 2.0, VC-JOSE-COSE section 3.1).
 *
 * @returns undefined, and a fault, where the payload carries no credential
 */
export function documentFromClaims(
  jws: DecodedJws,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): ClaimedDocument | undefined {
  const { payload } = jws
  const wrapped = payload.vc
  if (wrapped !== undefined && !isJsonObject(wrapped)) {
    faults.fail('malformed', 'the claim vc is no object')
    return undefined
  }
  const source = isJsonObject(wrapped) ? wrapped : payload
  const dataModel = readDataModel(source['@context'], faults)
  if (dataModel === undefined) return undefined
  if (wrapped === undefined && dataModel === '1.1') {
    faults.fail('malformed', 'a VCDM 1.1 credential stands in the claim vc')
    return undefined
  }
  if (wrapped !== undefined && dataModel === '2.0') dialects.add('vc-claim-in-2.0')
  const document: JsonObject = { ...source }
  if (wrapped === undefined) for (const claim of registeredClaims) Reflect.deleteProperty(document, claim)
  const conflicts = placeIssuer(document, payload, faults).concat(placeSubject(document, payload, dialects, faults))
  placeId(document, payload, faults)
  if (dataModel === '1.1') placeDates(document, payload)
  if (wrapped !== undefined && hasSecondCredential(document, payload)) {
    faults.fail('malformed', 'beside the claim vc another credential stands in the payload')
    return undefined
  }
  return { dataModel, document, conflicts }
}

/** Veramo leaves the credential beside `vc` where it is told to keep original fields; it must be the same one. */
function hasSecondCredential(document: JsonObject, payload: JsonObject): boolean {
  if (payload['@context'] === undefined) return false
  const { vc: _, ...claims } = payload
  const beside = { ...claims }
  for (const claim of registeredClaims) Reflect.deleteProperty(beside, claim)
  return firstDifference(beside, document, claims) !== undefined
}

/** Claims of RFC 7519 section 4.1 that say something about the token, not the credential. */
export const registeredClaims = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'] as const

/** The data model that `@context` begins with (VCDM 1.1 section 4.1, 2.0 section 4.3). */
export function readDataModel(context: JsonValue | undefined, faults: FormatFaults): DataModel | undefined {
  const first = Array.isArray(context) ? context[0] : context
  if (first === contextV1) return '1.1'
  if (first === contextV2) return '2.0'
  faults.fail('malformed', `@context does not begin with ${contextV1} or ${contextV2}`)
  return undefined
}

function placeIssuer(document: JsonObject, payload: JsonObject, faults: FormatFaults): string[] {
  const { iss } = payload
  if (iss === undefined) return []
  if (typeof iss !== 'string') {
    faults.fail('malformed', 'iss is no string')
    return []
  }
  const { issuer } = document
  if (issuer === undefined) {
    document.issuer = { id: iss }
    return []
  }
  if (isJsonObject(issuer) && issuer.id === undefined) {
    document.issuer = { ...issuer, id: iss }
    return []
  }
  const named = isJsonObject(issuer) ? issuer.id : issuer
  const same = typeof named === 'string' && normalizeDid(named) === normalizeDid(iss)
  return same ? [] : ["the JWT's iss is not the credential's issuer"]
}

function placeSubject(
  document: JsonObject,
  payload: JsonObject,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): string[] {
  const { sub } = payload
  if (sub === undefined) return []
  if (typeof sub !== 'string') {
    faults.fail('malformed', 'sub is no string')
    return []
  }
  const subject = document.credentialSubject
  const single = Array.isArray(subject) && subject.length === 1 ? subject[0] : subject
  if (!isJsonObject(single)) return ['the JWT names one subject in sub, the credential has none or several']
  if (single.id === undefined) {
    dialects.add('subject-only-in-sub')
    const placed = { ...single, id: sub }
    document.credentialSubject = Array.isArray(subject) ? [placed] : placed
    return []
  }
  const same = typeof single.id === 'string' && normalizeDid(single.id) === normalizeDid(sub)
  return same ? [] : ["the JWT's sub is not the credential's subject"]
}

function placeId(document: JsonObject, payload: JsonObject, faults: FormatFaults): void {
  const { jti } = payload
  if (jti === undefined) return
  if (typeof jti !== 'string') faults.fail('malformed', 'jti is no string')
  else if (document.id === undefined) document.id = jti
  else if (document.id !== jti) faults.fail('payload_mismatch', "the JWT's jti is not the credential's id")
}

/** Dates that a 1.1 JWT states only in its claims. Those that are no dates are a fault of `readDates`. */
function placeDates(document: JsonObject, payload: JsonObject): void {
  placeDate(document, 'issuanceDate', payload.nbf)
  placeDate(document, 'expirationDate', payload.exp)
}

function placeDate(document: JsonObject, name: string, claim: JsonValue | undefined): void {
  const text = document[name] === undefined ? numericDateText(claim) : undefined
  if (text !== undefined) document[name] = text
}

function numericDateText(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'number') return undefined
  const date = new Date(value * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
