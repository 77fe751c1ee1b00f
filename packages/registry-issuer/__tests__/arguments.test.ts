import { failureOf } from './support/failure-of.js'
import { makeAgent } from './support/make-agent.js'

const did = 'did:cheqd:testnet:5efb9cd3-1c38-4a1f-9f0f-5d7c3f3bd0d0'
const url = `${did}/resources/7b3ae4b8-7c3a-4c5c-8d54-6a52b2bfae21`
const scope = { schemaId: `${did}?resourceName=S&resourceType=T`, types: ['DiplomaCredential'] }

const valid = {
  issueRootAuthorization: {
    issuer: did,
    name: 'root',
    accreditedFor: [scope],
    trustFramework: 'https://example.org/governance',
    trustFrameworkId: 'Example',
  },
  issueAccreditation: {
    kind: 'accredit',
    issuer: did,
    subject: did,
    name: 'tao',
    accreditedFor: [scope],
    parentAccreditation: url,
    rootAuthorization: url,
  },
  issueAttestation: {
    issuer: did,
    subject: 'did:example:holder',
    types: ['DiplomaCredential'],
    claims: { degree: 'MSc' },
    schemaId: scope.schemaId,
    parentAccreditation: url,
    rootAuthorization: url,
  },
  publishSchema: { issuer: did, name: 'S', schema: { type: 'object' } },
  listAccreditations: { did },
  getAccreditation: { didUrl: url },
} as const

type Method = keyof typeof valid

const cyclic: Record<string, unknown> = {}
cyclic.self = cyclic

const wrong: [Method, string, Record<string, unknown>][] = [
  ['issueRootAuthorization', 'issuer', { issuer: undefined }],
  ['issueRootAuthorization', 'issuer', { issuer: 'ministry' }],
  ['issueRootAuthorization', 'issuer', { issuer: `${did}#key-1` }],
  ['issueRootAuthorization', 'issuer', { issuer: `https://resolver.cheqd.net/1.0/identifiers/${did}` }],
  ['issueRootAuthorization', 'subject', { subject: 'university' }],
  ['issueRootAuthorization', 'name', { name: '' }],
  ['issueRootAuthorization', 'name', { name: 'é'.repeat(33) }],
  ['issueRootAuthorization', 'name', { name: 'lone \ud800' }],
  ['issueRootAuthorization', 'name', { name: 7 }],
  ['issueRootAuthorization', 'name', { name: 'red\u001b[31m' }],
  ['issueRootAuthorization', 'accreditedFor', { accreditedFor: undefined }],
  ['issueRootAuthorization', 'accreditedFor', { accreditedFor: scope }],
  ['issueRootAuthorization', 'accreditedFor', { accreditedFor: Array(257).fill(scope) }],
  ['issueRootAuthorization', 'the argument of accreditedFor[0]', { accreditedFor: ['x'] }],
  ['issueRootAuthorization', '"type"', { accreditedFor: [{ ...scope, type: 'DiplomaCredential' }] }],
  ['issueRootAuthorization', 'accreditedFor[0].types', { accreditedFor: [{ ...scope, types: 'DiplomaCredential' }] }],
  ['issueRootAuthorization', 'accreditedFor[0].types[1]', { accreditedFor: [{ ...scope, types: ['A', ''] }] }],
  ['issueRootAuthorization', 'accreditedFor[0].schemaId', { accreditedFor: [{ ...scope, schemaId: did }] }],
  [
    'issueRootAuthorization',
    'accreditedFor[0].schemaId',
    { accreditedFor: [{ ...scope, schemaId: `https://resolver.cheqd.net/1.0/identifiers/${scope.schemaId}` }] },
  ],
  [
    'issueRootAuthorization',
    'accreditedFor[0].limitJurisdiction',
    { accreditedFor: [{ ...scope, limitJurisdiction: [] }] },
  ],
  ['issueRootAuthorization', 'trustFramework', { trustFramework: 'Example Framework' }],
  ['issueRootAuthorization', 'trustFrameworkId', { trustFrameworkId: ' ' }],
  ['issueRootAuthorization', 'validUntil', { validUntil: '2027-01-31' }],
  ['issueRootAuthorization', 'validUntil', { validUntil: '2020-01-01T00:00:00Z' }],
  ['issueRootAuthorization', 'validFrom', { validFrom: '2027-02-30T00:00:00Z' }],
  ['issueRootAuthorization', 'noExpiry', { noExpiry: true, validUntil: '2096-01-01T00:00:00Z' }],
  ['issueRootAuthorization', 'maxPathLength', { maxPathLength: -1 }],
  ['issueRootAuthorization', 'maxPathLength', { maxPathLength: 1.5 }],
  ['issueRootAuthorization', 'dataModel', { dataModel: '2.0' }],
  ['issueRootAuthorization', 'dataModel', { dataModel: '3' }],
  ['issueRootAuthorization', 'dryRun', { dryRun: 'yes' }],
  ['issueRootAuthorization', '"validUnitl"', { validUnitl: '2096-01-01T00:00:00Z' }],
  ['issueRootAuthorization', 'issuer', { issuer: did }],
  ['issueAccreditation', 'kind', { kind: 'authorize' }],
  ['issueAccreditation', 'subject', { subject: undefined }],
  ['issueAccreditation', 'parentAccreditation', { parentAccreditation: did }],
  ['issueAccreditation', 'parentAccreditation', { parentAccreditation: `${did}?resourceName=N` }],
  [
    'issueAccreditation',
    'rootAuthorization',
    { rootAuthorization: `https://resolver.cheqd.net/1.0/identifiers/${url}` },
  ],
  ['issueAccreditation', 'maxPathLength', { kind: 'attest', maxPathLength: 0 }],
  ['issueAttestation', 'types', { types: [] }],
  ['issueAttestation', 'types', { types: ['VerifiableCredential'] }],
  ['issueAttestation', 'types[1]', { types: ['DiplomaCredential', 'VerifiableAccreditationToAttest'] }],
  ['issueAttestation', 'claims', { claims: {} }],
  ['issueAttestation', 'claims', { claims: [1] }],
  ['issueAttestation', 'claims', { claims: cyclic }],
  ['issueAttestation', 'claims', { claims: JSON.parse('{"a":{"__proto__":{}}}') as object }],
  ['issueAttestation', 'claims', { claims: JSON.parse('{"a":'.repeat(70) + '1' + '}'.repeat(70)) as object }],
  ['issueAttestation', 'subject', { subject: 'Erika Mustermann' }],
  ['issueAttestation', 'claims', { claims: { text: 'x'.repeat(600_000) } }],
  ['issueAttestation', 'claims.id', { claims: { id: 'did:example:other', degree: 'MSc' } }],
  ['issueAttestation', 'schemaId', { schemaId: 'https://example.org/schema.json' }],
  ['issueAttestation', 'contexts', { contexts: 'https://example.org' }],
  ['publishSchema', 'schema', { schema: '{}' }],
  ['publishSchema', 'schema', { schema: { type: 'nonsense' } }],
  ['publishSchema', 'schema', { schema: { $ref: 'https://example.org/other.json' } }],
  ['publishSchema', 'resourceType', { resourceType: 'VerifiableAccreditationToAttest' }],
  ['publishSchema', 'resourceType', { resourceType: 'x'.repeat(65) }],
  ['listAccreditations', 'did', { did: 'ministry' }],
  ['listAccreditations', 'kind', { kind: 'attestation' }],
  ['listAccreditations', 'at', { at: 'today' }],
  ['listAccreditations', 'page', { page: 0 }],
  ['listAccreditations', 'pageSize', { pageSize: 1001 }],
  ['getAccreditation', 'didUrl', { didUrl: did }],
]

describe('a bad argument', () => {
  const { agent, signatures, published } = makeAgent({ schemaValidation: false })

  it.each(wrong)('of %s is named in the error: %s', async (method, path, change) => {
    const error = await failureOf(agent.execute(method, { ...valid[method], ...change }))
    expect(error.code).toBe('invalid_argument')
    expect(error.message.startsWith(`${path} `)).toBe(true)
    expect({ signatures: signatures(), published: published() }).toEqual({ signatures: 0, published: 0 })
  })

  it.each(Object.keys(valid) as Method[])(
    'of %s is refused by the schema as well, before the plugin runs',
    async (method) => {
      const strict = makeAgent()
      const [first] = Object.keys(valid[method])
      await expect(strict.agent.execute(method, { ...valid[method], [first!]: 7 })).rejects.toThrow(first)
    },
  )
})
