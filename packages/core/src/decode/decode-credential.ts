import type { ChainCredential, DataModel, Dialect } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import type { EmbeddedProof } from '../types/proof.js'
import { britishRootType } from './credential-kind.js'
import { credentialOfKind, type Scopes } from './credential-of-kind.js'
import type { DecodedJws } from './decode-jws.js'
import { readDataModel } from './document-from-claims.js'
import { FormatFaults, type FormatFault } from './format-fault.js'
import { parseJsonObject } from './parse-json.js'
import { readAccreditedFor } from './read-accredited-for.js'
import { readDates } from './read-dates.js'
import { readEnvelope } from './read-envelope.js'
import {
  readAudience,
  readIssuer,
  readKind,
  readPathLength,
  readSchemas,
  readStatus,
  readSubject,
  readTypes,
} from './read-members.js'
import { readTermsOfUse } from './read-terms-of-use.js'
import { readStatusEntry } from '../status/read-status-entry.js'

/** Characters of a credential's text: as many as the default of `maxResourceBytes`. */
export const maxCredentialLength = 2 * 1024 * 1024

/** A credential read from its text, and what is wrong with its form. */
export interface DecodedCredential {
  /** Absent where the form is too broken to go on. */
  credential?: ChainCredential
  faults: FormatFault[]
}

/**
 * Reads a credential: a compact JWS (VC-JWT of VCDM 1.1 or 2.0), JSON whose `proof.jwt` is one, an envelope around one
 * (`EnvelopedVerifiableCredential`), or JSON with a Data Integrity or another proof. It is decoded once, from its raw
 * bytes, to a tagged union; nothing is verified. What is wrong with it is returned, not thrown.
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
  return outcomeOf(credential, faults)
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
  return outcomeOf(credential, faults)
}

// Not spread: see credentialOfKind.
const outcomeOf = (credential: ChainCredential | undefined, { list }: FormatFaults): DecodedCredential =>
  credential === undefined ? { faults: list } : { credential, faults: list }

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
  const dialects = new Set<Dialect>()
  const signed = readEnvelope(text.trim(), dialects, faults)
  return signed && readDocument(signed, dialects, faults)
}

/** A credential's document and what its envelope says of it. */
interface DocumentSource {
  /** Neither of the two for a draft. */
  jws?: DecodedJws
  proof?: EmbeddedProof
  dataModel: DataModel
  document: JsonObject
  conflicts: string[]
}

function readDocument(
  { jws, proof, dataModel, document, conflicts }: DocumentSource,
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
  const audience = readAudience(jws?.payload.aud, faults)
  const status = readStatus(document, jws?.payload ?? document)
  if (status.some((entry) => readStatusEntry(entry).entry?.resolverUrl === true)) dialects.add('resolver-url')
  const { notBefore, notAfter } = dates
  const base = {
    dataModel,
    types,
    issuer,
    notBefore,
    notAfter,
    conflicts,
    status,
    document,
    dialects: sorted(dialects),
  }
  const credential = credentialOfKind(base, kind, terms, scopes)
  // One by one: a literal with spread members takes several times as long.
  if (jws !== undefined) credential.jws = jws
  if (proof !== undefined) credential.proof = proof
  if (typeof document.id === 'string') credential.id = document.id
  if (subject.id !== undefined) credential.subject = subject.id
  if (schemas !== undefined) credential.schemas = schemas
  if (audience !== undefined) credential.audience = audience
  return credential
}

const sorted = (dialects: ReadonlySet<Dialect>): Dialect[] => (dialects.size === 0 ? [] : [...dialects].sort())

function readScopes(subject: JsonObject, dialects: Set<Dialect>, faults: FormatFaults): Scopes {
  const maxPathLength = readPathLength(subject, faults)
  const accreditedFor = readAccreditedFor(subject, dialects, faults)
  return maxPathLength === undefined ? { accreditedFor } : { accreditedFor, maxPathLength }
}
