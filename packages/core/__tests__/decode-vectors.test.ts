import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describeWithVectors } from '@trustchains/test-kit'
import { decodeCredential } from '../src/index.js'

interface Vector {
  source: string
  jwt: string
}

// The vectors of real systems stay out of the repository; where they are, they are read.
const file = path.resolve(import.meta.dirname, '../../../../shared/vectors/jwts.json')
const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Vector[]) : []

const read = (part: string) => {
  const vector = vectors.find(({ source }) => source.includes(part))
  if (vector === undefined) throw new Error(`no vector of ${part}`)
  const { credential, faults } = decodeCredential(vector.jwt)
  return { credential, codes: faults.map(({ code }) => code) }
}
const cheqd = (id: string): string => `did:cheqd:testnet:${id}`

const missing = vectors.length === 0 ? ['the vectors of real systems'] : []

describeWithVectors(
  missing,
  'credentials that real systems issued: their chains would be lost to their holders',
  () => {
    it('a root authorization of 2025', () => {
      expect(read('encoded_resource.json')).toMatchObject({
        codes: [],
        credential: {
          kind: 'root',
          dataModel: '1.1',
          issuer: cheqd('a2fb42df-c092-4c15-8a36-685445c6ce9a'),
          subject: cheqd('a2fb42df-c092-4c15-8a36-685445c6ce9a'),
          framework: { trustFramework: 'https://example.com', trustFrameworkId: 'Another%20Ecosystem%20Name' },
          accreditedFor: [
            { schemaId: 'https://schema.org', schemaKey: 'https://schema.org', types: ['PersonCredential'] },
          ],
          dialects: ['missing-kid', 'subject-only-in-sub'],
          notAfter: [],
        },
      })
    })

    it('an accreditation to accredit of 2025', () => {
      const { codes, credential } = read('cheqd_integration_playbook')
      expect(codes).toEqual([])
      expect(credential).toMatchObject({
        kind: 'accredit',
        dialects: ['missing-kid', 'resolver-url', 'subject-only-in-sub'],
      })
      if (credential?.kind !== 'accredit') throw new Error('no accreditation')
      expect(credential.accreditedFor[0]).toMatchObject({
        types: ['AgentFacts'],
        schemaKey: `${cheqd('4ef4abb6-4c99-4aa5-aaac-a3cef01f3786')}?resourceName=AgentFactsSchema&resourceType=JsonSchemaValidator2020`,
      })
      expect(credential.parent?.parentReference?.did).toMatch(/^did:cheqd:/)
    })

    it('a root authorization of 2024, in the first spelling', () => {
      expect(read('trust-registry/setup/README.md')).toMatchObject({
        codes: [],
        credential: {
          kind: 'root',
          issuer: cheqd('b003df6f-ec8e-48dd-9a2b-7011c5cf0a5e'),
          subject: cheqd('6af412d7-2f04-4e12-a424-e6719db487ad'),
          framework: {
            trustFramework: 'https://learn.cheqd.io/governance/start',
            trustFrameworkId: 'cheqd Governance Framework',
          },
          accreditedFor: [{ types: ['MuseumPassCredential'] }],
          dialects: [
            'accredited-for-type',
            'authorisation-spelling',
            'missing-kid',
            'resolver-url',
            'subject-only-in-sub',
            'terms-of-use-type',
          ],
        },
      })
    })

    it('an attestation to an AI agent', () => {
      const { codes, credential } = read('issue-credential.md')
      expect(codes).toEqual([])
      expect(credential).toMatchObject({
        kind: 'attestation',
        types: ['VerifiableCredential', 'VerifiableAttestation', 'AIAgentAuthorisation'],
        issuer: cheqd('0a35d559-00ff-41b6-81ad-f64faa522771'),
        dialects: [
          'authorisation-spelling',
          'credential-schema-string',
          'missing-kid',
          'resolver-url',
          'subject-only-in-sub',
        ],
      })
      if (credential?.kind !== 'attestation') throw new Error('no attestation')
      expect(credential.parents).toHaveLength(1)
      expect(credential.parents[0]).toMatchObject({
        parentReference: { did: cheqd('0a35d559-00ff-41b6-81ad-f64faa522771'), resourceName: 'AccreditationToAttest' },
        rootReference: {
          did: cheqd('c6630f1e-9248-4af6-b7ac-5bcaf646f213'),
          resourceName: 'OrganisationAuthorisationForAIAgents',
        },
      })
    })

    it('a root authorization of 2024 without a policy, which says of no framework', () => {
      expect(read('tao-to-subtao.md')).toMatchObject({
        codes: ['policy_missing'],
        credential: {
          kind: 'root',
          accreditedFor: [{ limitJurisdiction: ['https://publications.europa.eu/resource/authority/atu/FIN'] }],
        },
      })
    })

    it('EBSI’s accreditation to attest: read, and neither good nor bad for ever', () => {
      const { codes, credential } = read('data-models.md')
      expect(credential).toMatchObject({ kind: 'attest', issuer: 'did:ebsi:zjHZjJ4Sy7r92BxXzFGs7qD' })
      expect(credential?.dialects).toContain('ebsi')
      expect(codes).toEqual(['dialect_refused'])
    })
  },
)
