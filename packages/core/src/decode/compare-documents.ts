import { parseTime } from '../parse-time.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { isJsonObject, maxJsonDepth } from './parse-json.js'

const dateMembers: ReadonlySet<string> = new Set(['issuanceDate', 'expirationDate', 'validFrom', 'validUntil'])

/**
 * The first member in which a credential's outer JSON differs from what its JWT says, so that nobody shows a
 * better credential around a genuine JWT (Veramo compares only where `proof.type` is JwtProof2020; here
 * `proof.type` decides nothing).
 *
 * Spellings that mean the same are equal: an issuer as string or object, one type or context alone or in an array,
 * one instant written in two ways. Claims that Veramo leaves at the top level must equal the JWT's.
 *
 * @param outer - the JSON that was handed over, with its proof
 * @param document - the credential out of the JWT, by `documentFromClaims`
 * @param payload - the JWT's payload
 * @returns the member's name, or undefined where they agree
 */
export function firstDifference(outer: JsonObject, document: JsonObject, payload: JsonObject): string | undefined {
  for (const name of Object.keys(outer)) {
    if (name === 'proof') continue
    const value = outer[name] as JsonValue
    const same = Object.hasOwn(document, name)
      ? sameMember(name, value, document[name])
      : Object.hasOwn(payload, name) && (sameJson(value, payload[name]) || isRestOfVc(name, value, document))
    if (!same) return name
  }
  // A member left out may be the one that limits: an expiry, a status, a jurisdiction.
  return Object.keys(document).find((name) => name !== 'proof' && !Object.hasOwn(outer, name))
}

/** did-jwt-vc leaves in `vc` what it has put into its place: it must be the same. */
function isRestOfVc(name: string, value: JsonValue, document: JsonObject): boolean {
  if (name !== 'vc' || !isJsonObject(value)) return false
  return Object.keys(value).every(
    (member) => Object.hasOwn(document, member) && sameMember(member, value[member] as JsonValue, document[member]),
  )
}

function sameMember(name: string, outer: JsonValue, inner: JsonValue | undefined): boolean {
  if (name === 'issuer') return sameJson(issuerObject(outer), issuerObject(inner))
  if (name === 'type' || name === '@context') return sameJson(list(outer), list(inner))
  if (dateMembers.has(name) && typeof outer === 'string' && typeof inner === 'string') {
    return outer === inner || sameInstant(outer, inner)
  }
  return sameJson(outer, inner)
}

const list = (value: JsonValue | undefined): JsonValue | undefined =>
  value === undefined || Array.isArray(value) ? value : [value]

const issuerObject = (value: JsonValue | undefined): JsonValue | undefined =>
  typeof value === 'string' ? { id: value } : value

/** A NumericDate has whole seconds, an RFC 3339 time may have fractions: within one second is the same. */
function sameInstant(a: string, b: string): boolean {
  const first = parseTime(a)
  const second = parseTime(b)
  return first !== undefined && second !== undefined && Math.abs(first - second) < 1000
}

/**
 * Equality of JSON values; the order of members does not count. What is nested deeper than the parser reads
 * (a DID document from a stranger may be) equals nothing.
 */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined, levels = maxJsonDepth): boolean {
  if (a === b) return true
  if (levels === 0) return false
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameJson(item, b[index], levels - 1))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  for (const name of names) {
    if (!Object.hasOwn(b, name) || !sameJson(a[name], b[name], levels - 1)) return false
  }
  return true
}
