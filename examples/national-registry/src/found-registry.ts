import type { Organisation } from './registry-agent.js'

/** What a registry begins with. */
export interface Foundation {
  schemaId: string
  /** DID URL of the root authorization, pinned. */
  rootAuthorization: string
}

/** Types of the registry's attestations. */
export const licenceTypes = ['VerifiableCredential', 'VerifiableAttestation', 'TradeLicence']

/** What every accreditation of the registry is for. */
export const scopeOf = (schemaId: string) => [{ schemaId, types: licenceTypes, limitJurisdiction: ['FI'] }]

/** A time so many years from now, RFC 3339. */
export const inYears = (years: number): string => new Date(Date.now() + years * 365 * 86_400_000).toISOString()

/** The root authority publishes the schema of its licences, and authorises itself. */
export async function foundRegistry({ agent, did }: Organisation): Promise<Foundation> {
  const { schemaId } = await agent.publishSchema({
    issuer: did,
    name: 'TradeLicence',
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        credentialSubject: {
          type: 'object',
          required: ['trade', 'number'],
          properties: { trade: { enum: ['carpenter', 'electrician', 'plumber'] }, number: { type: 'integer' } },
        },
      },
    },
  })
  const { didUrls } = await agent.issueRootAuthorization({
    issuer: did,
    name: 'NationalTrades',
    accreditedFor: scopeOf(schemaId),
    trustFramework: 'https://trades.example/governance',
    trustFrameworkId: 'National Trades Framework',
    validUntil: inYears(10),
    status: [{ purpose: 'revocation' }],
  })
  return { schemaId, rootAuthorization: didUrls.pinned }
}
