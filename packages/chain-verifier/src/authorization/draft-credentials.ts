import type { ChainCredential, JsonObject } from '@trustchains/core'
import type { AuthorizedAction } from '../types/check-issuer-authorization.js'
import type { AuthorizationQuery } from './read-authorization-query.js'

/** Entries of one accreditation that are tried where the question names no schema. */
const maxEntries = 32

/**
 * The credentials whose issuing the question is about, as drafts: the checks then judge them as they would judge the
 * real ones. There are several where the question leaves the schema open and the accreditation names several.
 *
 * @param url - the accreditation's DID URL
 * @param at - RFC 3339
 */
export function draftCredentials(
  query: AuthorizationQuery,
  url: string,
  accreditation: ChainCredential,
  at: string,
): JsonObject[] {
  const base = {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    issuer: { id: query.issuer },
    issuanceDate: at,
    termsOfUse: {
      type: policies[query.action],
      parentAccreditation: url,
      rootAuthorization: rootOf(accreditation) ?? url,
    },
  }
  if (query.action === 'issue') {
    const schema = query.schemaId !== undefined && { credentialSchema: { id: query.schemaId, type: 'JsonSchema' } }
    return [{ ...base, type: query.types, credentialSubject: { id: query.issuer }, ...schema }]
  }
  // The least that an accreditor may do: let somebody attest.
  const type = ['VerifiableCredential', 'VerifiableAccreditationToAttest']
  return schemasOf(query, accreditation).map((schemaId) => ({
    ...base,
    type,
    // Who is accredited makes no difference; its own issuer is a DID that exists.
    credentialSubject: { id: query.issuer, accreditedFor: [{ schemaId, types: query.types }] },
  }))
}

const policies: Record<AuthorizedAction, string> = { issue: 'AttestationPolicy', accredit: 'AccreditationPolicy' }

/** The root that the accreditation itself names; a root authorization is its own. */
function rootOf(credential: ChainCredential): string | undefined {
  const isBetween = credential.kind === 'accredit' || credential.kind === 'attest'
  return isBetween ? credential.parent?.rootAuthorization : undefined
}

/** An accreditation must name a schema: the one asked about, or those that the accreditation above has for the types. */
function schemasOf({ schemaId, types }: AuthorizationQuery, accreditation: ChainCredential): string[] {
  if (schemaId !== undefined) return [schemaId]
  if (accreditation.kind === 'attestation') return []
  const own = accreditation.accreditedFor.filter((entry) => types.every((type) => isListed(type, entry.types)))
  const found = new Set(own.flatMap((entry) => entry.schemaId ?? []))
  // None covers it: whichever entry is tried then, the check says so.
  const [any] = accreditation.accreditedFor.flatMap((entry) => entry.schemaId ?? [])
  return found.size === 0 ? [any ?? 'urn:trustchains:any-schema'] : [...found].slice(0, maxEntries)
}

const isListed = (type: string, types: string[]): boolean => type === 'VerifiableCredential' || types.includes(type)
