import type { ChainCredential, DataModel, Dialect } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import { firstDifference } from './compare-documents.js'
import { britishRootType } from './credential-kind.js'
import { decodeJws, type DecodedJws } from './decode-jws.js'
import { documentFromClaims, readDataModel } from './document-from-claims.js'
import { FormatFaults, type FormatFault } from './format-fault.js'
import { isJsonObject, parseJsonObject } from './parse-json.js'
import { readAccreditedFor } from './read-accredited-for.js'
import { readDates } from './read-dates.js'
import {
  readIssuer,
  readKind,
  readPathLength,
  readSchemas,
  readStatus,
  readSubject,
  readTypes,
} from './read-members.js'
import { readTermsOfUse } from './read-terms-of-use.js'

/** Characters of a credential's text: as many as the default of `maxResourceBytes`. */
export const maxCredentialLength = 2 * 1024 * 1024

/** A credential read from its text, and what is wrong with its form. */
export interface DecodedCredential {
  /** Absent where the form is too broken to go on. */
  credential?: ChainCredential
  faults: FormatFault[]
}

/**
 * Reads a credential: a compact JWS (VC-JWT of VCDM 1.1 or 2.0), or JSON whose `proof.jwt` is one. It is decoded
 * once, from its raw bytes, to a tagged union; nothing is verified. What is wrong with it is returned, not thrown.
 *
 * @param text - the credential; more than {@link maxCredentialLength} characters are refused
 * @example
 * ```ts
 * const { credential, faults } = decodeCredential('eyJhbGciOiJFZERTQSJ9.…')
 * if (credential?.kind === 'attestation') console.log(credential.parents[0].parentAccreditation)
 * ```
 */
export function decodeCredential(text: string): DecodedCredential {
  const faults = new FormatFaults()
  const credential = readCredential(text, faults)
  return { ...(credential && { credential }), faults: faults.list }
}

/**
 * Reads a credential that is not signed yet, in the JSON form of VCDM 1.1 or 2.0, so that an issuer can have it
 * judged before signing (`validateDraft`).
 */
export function decodeDraft(draft: JsonObject): DecodedCredential {
  const faults = new FormatFaults()
  const document = asSigned(draft, faults)
  const dataModel = document && readDataModel(document['@context'], faults)
  const credential = dataModel && readDocument({ dataModel, document, conflicts: [] }, new Set<Dialect>(), faults)
  return { ...(credential && { credential }), faults: faults.list }
}

/** A draft as its signer would write it: members that are undefined go, and what is no JSON is refused. */
function asSigned(draft: JsonObject, faults: FormatFaults): JsonObject | undefined {
  let reason = 'it is not JSON'
  try {
    const text = JSON.stringify(draft)
    const parsed = parseJsonObject(text.length > maxCredentialLength ? '' : text)
    if (parsed.ok) return parsed.value
    reason = parsed.reason
  } catch {
    // A BigInt, a cycle, or nesting without end: JSON.stringify throws.
  }
  faults.fail('malformed', `the draft can't be used: ${reason}`)
  return undefined
}

function readCredential(text: string, faults: FormatFaults): ChainCredential | undefined {
  if (typeof text !== 'string' || text.length > maxCredentialLength) {
    faults.fail('malformed', `the credential is no text of at most ${String(maxCredentialLength)} characters`)
    return undefined
  }
  const trimmed = text.trim()
  const outer: { token: string; json?: JsonObject } | undefined = trimmed.startsWith('{')
    ? readOuter(trimmed, faults)
    : { token: trimmed }
  if (outer === undefined) return undefined
  const decoded = decodeJws(outer.token)
  if (!decoded.ok) {
    faults.fail('malformed', `it is no JSON object with a JWT proof and no JWT: ${decoded.reason}`)
    return undefined
  }
  const { jws } = decoded
  checkHeader(jws, faults)
  const dialects = new Set<Dialect>()
  const claimed = documentFromClaims(jws, dialects, faults)
  if (claimed === undefined) return undefined
  const difference = outer.json && firstDifference(outer.json, claimed.document, jws.payload)
  if (difference !== undefined) {
    faults.fail(
      'payload_mismatch',
      `the JSON differs from its own JWT in the member ${JSON.stringify(difference.slice(0, 64))}`,
    )
  }
  return readDocument({ jws, ...claimed }, dialects, faults)
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

// VCDM 1.1 has no type of its own beside JWT; VC-JOSE-COSE section 3.1.1 registers vc+jwt (formerly vc+ld+jwt).
const tokenTypes: ReadonlySet<string> = new Set(['jwt', 'vc+jwt', 'application/vc+jwt', 'vc+ld+jwt', 'vc-ld+jwt'])

function checkHeader({ header }: DecodedJws, faults: FormatFaults): void {
  // No extension is understood here, so none may be critical; an empty list is malformed (RFC 7515 section 4.1.11).
  if (header.crit !== undefined)
    faults.fail('crit_unknown', 'the JWS header has crit: an extension that must be understood')
  // A token made for another purpose must not pass as a credential (RFC 8725 section 3.11).
  const { typ } = header
  if (typ !== undefined && (typeof typ !== 'string' || !tokenTypes.has(typ.toLowerCase()))) {
    faults.fail('malformed', "the JWS header's typ is not that of a credential (JWT, vc+jwt)")
  }
  if (header.kid !== undefined && typeof header.kid !== 'string') {
    faults.fail('malformed', "the JWS header's kid is no string")
  }
}

/** A credential's document and what its envelope says of it. */
interface DocumentSource {
  /** Absent for a draft. */
  jws?: DecodedJws
  dataModel: DataModel
  document: JsonObject
  conflicts: string[]
}

function readDocument(
  { jws, dataModel, document, conflicts }: DocumentSource,
  dialects: Set<Dialect>,
  faults: FormatFaults,
): ChainCredential | undefined {
  const types = readTypes(document.type, faults)
  const issuer = readIssuer(document.issuer, faults)
  const kind = types && readKind(types, faults)
  if (types === undefined || issuer === undefined || kind === undefined) return undefined
  if (types.includes(britishRootType)) dialects.add('authorisation-spelling')
  if (jws !== undefined && jws.header.kid === undefined) dialects.add('missing-kid')
  const subject = readSubject(kind, document.credentialSubject, faults)
  // EBSI's older accreditations have no policy: the attribute that they name stands in its registry, and says more.
  const isRegistered = kind !== 'attestation' && subject.claims.reservedAttributeId !== undefined
  const terms =
    isRegistered && document.termsOfUse === undefined
      ? { parents: [], ebsi: true }
      : readTermsOfUse(kind, document, dialects, faults)
  const dates = readDates(document, jws?.payload ?? {}, faults)
  if (dataModel === '1.1' && dates.notBefore.length === 0) {
    faults.fail('malformed', 'a VCDM 1.1 credential states when it was issued (issuanceDate or nbf)')
  }
  if (terms.ebsi) faults.undecided('dialect_refused', "its parent stands in EBSI's registry, which can't be asked yet")
  if (subject.claims.reservedAttributeId !== undefined) dialects.add('ebsi')
  const schemas = readSchemas(document.credentialSchema, dialects, faults)
  const scopes = kind === 'attestation' ? undefined : readScopes(subject.claims, dialects, faults)
  const base = {
    dataModel,
    ...(jws && { jws }),
    types,
    issuer,
    ...dates,
    ...(typeof document.id === 'string' && { id: document.id }),
    ...(subject.id !== undefined && { subject: subject.id }),
    ...(schemas && { schemas }),
    conflicts,
    status: readStatus(document, jws?.payload ?? document),
    document,
    dialects: [...dialects].sort(),
  }
  if (kind === 'attestation' || scopes === undefined) return { kind: 'attestation', ...base, parents: terms.parents }
  if (kind === 'root') return { kind, ...base, ...scopes, ...(terms.framework && { framework: terms.framework }) }
  const [parent] = terms.parents
  return { kind, ...base, ...scopes, ...(parent && { parent }) }
}

function readScopes(subject: JsonObject, dialects: Set<Dialect>, faults: FormatFaults) {
  const maxPathLength = readPathLength(subject, faults)
  return {
    accreditedFor: readAccreditedFor(subject, dialects, faults),
    ...(maxPathLength !== undefined && { maxPathLength }),
  }
}
