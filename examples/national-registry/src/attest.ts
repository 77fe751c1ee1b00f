import type { VerifiableCredential } from '@veramo/core-types'
import type { Accredited } from './accredit.js'
import { licenceTypes, type Foundation } from './found-registry.js'

/** A licence that was issued. */
export interface Licence {
  credential: VerifiableCredential
  issuer: Accredited
}

/** Attestations of one call. */
const batchSize = 100

/**
 * An issuer issues its licences, each of which can be revoked.
 *
 * @param numbers - of the licences
 */
export async function attest(
  issuer: Accredited,
  numbers: number[],
  { schemaId, rootAuthorization }: Foundation,
): Promise<Licence[]> {
  const { agent, did } = issuer.organisation
  const licences: Licence[] = []
  for (let start = 0; start < numbers.length; start += batchSize) {
    const { items } = await agent.issueAttestations({
      attestations: numbers.slice(start, start + batchSize).map((number) => ({
        issuer: did,
        subject: `urn:example:holder:${String(number)}`,
        types: licenceTypes,
        claims: { trade: trades[number % trades.length] ?? '', number },
        schemaId,
        parentAccreditation: issuer.accreditation,
        rootAuthorization,
        status: [{ purpose: 'revocation' }],
      })),
    })
    for (const { attestation, error } of items) {
      if (attestation === undefined) throw new Error(`a licence was not issued: ${error?.message ?? ''}`)
      licences.push({ credential: attestation.credential, issuer })
    }
  }
  return licences
}

const trades = ['carpenter', 'electrician', 'plumber']
