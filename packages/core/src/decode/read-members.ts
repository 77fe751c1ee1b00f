import { normalizeDidUrl, parseDidUrl, parseResourceReference } from '../did-url.js'
import type { CredentialKind, Dialect, SchemaReference } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { sameJson } from './compare-documents.js'
import { kindOfType } from './credential-kind.js'
import type { FormatFaults } from './format-fault.js'
import { isJsonObject } from './parse-json.js'

/** Schemas that one credential may name; each is one to validate against. */
const maxSchemas = 16

/** Types that one credential may have; each is looked for in each entry of its accreditation. */
const maxTypes = 64

/** A JSON-LD value as the list it stands for: absent is empty, one value is a list of one. */
export function listOf(value: JsonValue | undefined): JsonValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

/** Reads `type`; every credential has VerifiableCredential in it (VCDM 1.1 section 4.3, 2.0 section 4.5). */
export function readTypes(value: JsonValue | undefined, faults: FormatFaults): string[] | undefined {
  const types = listOf(value)
  const sound = types.length <= maxTypes && types.includes('VerifiableCredential')
  if (!sound || !types.every((type): type is string => typeof type === 'string')) {
    faults.fail('malformed', `type is no list of at most ${String(maxTypes)} strings with VerifiableCredential in it`)
    return undefined
  }
  return types
}

/** The credential's one place in a chain. A credential of two chain types would act as whichever suits. */
export function readKind(types: string[], faults: FormatFaults): CredentialKind | undefined {
  const chainTypes = types.filter((type, index) => kindOfType(type) !== undefined && types.indexOf(type) === index)
  if (chainTypes.length > 1) {
    faults.fail('ambiguous_type', `it is ${chainTypes.join(' and ')} at once; exactly one may stand in type`)
    return undefined
  }
  const [type] = chainTypes
  return type === undefined ? 'attestation' : kindOfType(type)
}

/** Reads `issuer`, a string or an object with id: a DID, normalised. */
export function readIssuer(value: JsonValue | undefined, faults: FormatFaults): string | undefined {
  const id = isJsonObject(value) ? value.id : value
  const did = typeof id === 'string' ? readDid(id) : undefined
  if (did === undefined) faults.fail('malformed', 'the issuer is no DID')
  return did
}

function readDid(text: string): string | undefined {
  const url = parseDidUrl(text)
  if (url === undefined || url.resolverUrl || url.fragment !== undefined) return undefined
  return url.path === '' && url.query.length === 0 ? url.did : undefined
}

/** Reads `credentialSubject`: who it is, normalised where it is a DID, and its claims. */
export function readSubject(
  kind: CredentialKind,
  value: JsonValue | undefined,
  faults: FormatFaults,
): { id?: string; claims: JsonObject } {
  const subject = kind === 'attestation' && Array.isArray(value) && value.length === 1 ? value[0] : value
  if (isJsonObject(subject)) {
    const { id } = subject
    if (id !== undefined && typeof id !== 'string') faults.fail('malformed', 'credentialSubject.id is no string')
    const did = typeof id === 'string' ? readDid(id) : undefined
    if (kind !== 'attestation' && did === undefined) {
      faults.fail('malformed', 'the subject of an accreditation is no DID')
    }
    return typeof id === 'string' ? { id: did ?? id, claims: subject } : { claims: subject }
  }
  // An attestation may speak of several subjects; an accreditation is given to exactly one.
  const several = kind === 'attestation' && Array.isArray(subject) && subject.length > 0 && subject.every(isJsonObject)
  if (!several) faults.fail('malformed', 'credentialSubject is no object')
  return { claims: {} }
}

/** Reads `credentialSchema`: objects with id and type, or, a dialect, bare strings. */
export function readSchemas(
  value: JsonValue | undefined,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): SchemaReference[] | undefined {
  if (value === undefined) return undefined
  const members = listOf(value)
  if (members.length === 0) faults.fail('malformed', 'credentialSchema is an empty list')
  if (members.length > maxSchemas) {
    faults.fail('malformed', `credentialSchema has more than ${String(maxSchemas)} members`)
    return []
  }
  const schemas: SchemaReference[] = []
  for (const member of members) {
    const id = isJsonObject(member) ? member.id : member
    if (typeof id === 'string') schemas.push(schemaReference(id, member, dialects))
    else faults.fail('malformed', 'credentialSchema has no id')
  }
  return schemas
}

function schemaReference(id: string, member: JsonValue, dialects: Set<Dialect>): SchemaReference {
  const url = parseDidUrl(id)
  if (!isJsonObject(member)) dialects.add('credential-schema-string')
  if (url?.resolverUrl === true) dialects.add('resolver-url')
  const type = isJsonObject(member) && typeof member.type === 'string' ? member.type : undefined
  const reference = parseResourceReference(id)
  const schema: SchemaReference = { id, key: normalizeDidUrl(id) ?? id }
  if (type !== undefined) schema.type = type
  if (reference !== undefined) schema.reference = reference
  return schema
}

/**
 * Whatever a credential says of its status: `credentialStatus`, also where a 1.1 JWT carries it beside `vc`, and `status` of
 * an IETF Token Status List, claim or member. One that is overlooked would be one that is never asked.
 */
export function readStatus(document: JsonObject, claims: JsonObject): JsonValue[] {
  const names = ['credentialStatus', 'status'] as const
  if (names.every((name) => document[name] === undefined && claims[name] === undefined)) return []
  return names.flatMap((name) => {
    const beside = claims.vc !== undefined && !sameJson(claims[name], document[name]) ? claims[name] : undefined
    return [...listOf(document[name]), ...listOf(beside)]
  })
}

/** Reads the claim `aud` of a JWT: a string or a list of strings (RFC 7519 section 4.1.3). */
export function readAudience(value: JsonValue | undefined, faults: FormatFaults): string[] | undefined {
  if (value === undefined) return undefined
  const names = listOf(value)
  if (names.every((name): name is string => typeof name === 'string')) return names
  faults.fail('malformed', 'aud is no string and no list of strings')
  return []
}

/** Reads `maxPathLength`, beside `accreditedFor`. One that can't be read allows nothing below. */
export function readPathLength(subject: JsonObject, faults: FormatFaults): number | undefined {
  const { maxPathLength } = subject
  if (maxPathLength === undefined) return undefined
  if (typeof maxPathLength === 'number' && Number.isSafeInteger(maxPathLength) && maxPathLength >= 0) {
    return maxPathLength
  }
  faults.fail('malformed', 'maxPathLength is no whole number from 0')
  return 0
}
