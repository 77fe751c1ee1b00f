import type { AccreditationScope, JsonObject } from '@trustchains/core'
import type { Validity } from '../arguments/read-validity.js'

/** The context that every VCDM 1.1 credential begins with (VCDM 1.1 section 4.1). */
export const credentialsContext = 'https://www.w3.org/2018/credentials/v1'
/** The terms of a status list entry in a VCDM 1.1 credential (Bitstring Status List 1.0 section 2.1). */
const statusContext = 'https://www.w3.org/ns/credentials/status/v1'

/** What all credentials of a chain have in common. */
export interface DraftParts {
  /** UUID of the credential's `id`. */
  uuid: string
  /** Types after `VerifiableCredential`. */
  types: string[]
  /** Contexts after the data model's. */
  contexts?: string[]
  issuer: string
  validity: Validity
  credentialSubject: JsonObject
  credentialSchema?: JsonObject
  /** Where its status is kept; none where it is left out or empty. */
  credentialStatus?: JsonObject[]
  termsOfUse: JsonObject
}

/**
 * An unsigned VCDM 1.1 credential in the one canonical form (docs/rules.md, Accreditation), its members in the order of
 * the example there.
 *
 * Dates have milliseconds because Veramo's `verifyCredential` compares the JSON with the JWT's dates as
 * `toISOString` writes them, and an accreditation must pass there too.
 */
export function credentialDraft(parts: DraftParts): JsonObject {
  const { uuid, types, contexts = [], issuer, validity, credentialSubject, credentialSchema, termsOfUse } = parts
  const { credentialStatus = [] } = parts
  const [status, ...further] = credentialStatus
  return {
    '@context': [...new Set([credentialsContext, ...contexts, ...(status ? [statusContext] : [])])],
    id: `urn:uuid:${uuid}`,
    type: [...new Set(['VerifiableCredential', ...types])],
    issuer: { id: issuer },
    ...draftDates(validity),
    credentialSubject,
    ...(credentialSchema && { credentialSchema }),
    ...(status && { credentialStatus: further.length === 0 ? status : credentialStatus }),
    termsOfUse,
  }
}

/** The dates of a draft, as its members. */
export function draftDates({ validFrom, validUntil }: Validity): { issuanceDate: string; expirationDate?: string } {
  return {
    issuanceDate: new Date(validFrom).toISOString(),
    ...(validUntil !== undefined && { expirationDate: new Date(validUntil).toISOString() }),
  }
}

/** The subject of an accreditation: who may do what. */
export function accreditedSubject(id: string, accreditedFor: AccreditationScope[], maxPathLength?: number): JsonObject {
  return {
    id,
    accreditedFor: accreditedFor.map(({ schemaId, types, limitJurisdiction }) => ({
      ...(schemaId !== undefined && { schemaId }),
      types,
      ...(limitJurisdiction && { limitJurisdiction }),
    })),
    ...(maxPathLength !== undefined && { maxPathLength }),
  }
}
