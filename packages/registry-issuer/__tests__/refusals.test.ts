import type { IssueAccreditationArgs, IssueAttestationArgs } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaSchema, diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeAgent, type MadeAgent } from './support/make-agent.js'
import { diplomaOf } from './support/diploma.js'

const yearMs = 365 * 86_400_000
const inYears = (years: number): string => new Date(Date.now() + years * yearMs).toISOString()

describe('what a verifier would not trust is refused before it is signed', () => {
  let made: MadeAgent
  let chain: IssuedChain
  let otherRoot: string

  beforeAll(async () => {
    made = makeAgent()
    chain = await issueChain(made.agent, made.createDid)
    const other = await made.agent.issueRootAuthorization({
      issuer: chain.ministry,
      name: 'anotherRoot',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Another Framework',
    })
    otherRoot = other.didUrls.pinned
  })

  /** The accreditation that the certifier may give; a test changes what it is about. */
  const accreditation = (change: Partial<IssueAccreditationArgs>): IssueAccreditationArgs => ({
    kind: 'attest',
    issuer: chain.certifier,
    subject: 'did:cheqd:testnet:5efb9cd3-1c38-4a1f-9f0f-5d7c3f3bd0d0',
    name: 'college',
    accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
    parentAccreditation: chain.toAccredit,
    rootAuthorization: chain.root,
    ...change,
  })

  const diploma = (change: Partial<IssueAttestationArgs>): IssueAttestationArgs => diplomaOf(chain, change)

  async function reasonsFor(args: IssueAccreditationArgs | IssueAttestationArgs): Promise<string[]> {
    const before = { signatures: made.signatures(), published: made.published() }
    const call = 'kind' in args ? made.agent.issueAccreditation(args) : made.agent.issueAttestation(args)
    const error = await failureOf(call)
    expect(error.code).toBe('refused')
    expect({ signatures: made.signatures(), published: made.published() }).toEqual(before)
    for (const { id, code } of error.checks) expect(error.message).toContain(`${id}/${code}`)
    return error.checks.map(({ id, link, code }) => `${id}/${code} at ${link}`)
  }

  it('a type that the accreditor may not accredit, or rights would widen on the way down', async () => {
    const accreditedFor = [{ schemaId: chain.schemaId, types: [...diplomaTypes, 'MedicalLicence'] }]
    expect(await reasonsFor(accreditation({ accreditedFor }))).toEqual(['scope/scope_exceeded at 0'])
  })

  it('another schema than the accreditor has, or any document could be accredited', async () => {
    const accreditedFor = [{ schemaId: chain.schemaId.replace('DiplomaSchema', 'AnythingSchema'), types: diplomaTypes }]
    expect(await reasonsFor(accreditation({ accreditedFor }))).toEqual(['scope/scope_exceeded at 0'])
  })

  it('an accreditation for nothing', async () => {
    expect(await reasonsFor(accreditation({ accreditedFor: [] }))).toEqual(['scope/scope_empty at 0'])
  })

  it('an accreditation given by an issuer that may only attest', async () => {
    const args = accreditation({ issuer: chain.university, parentAccreditation: chain.toAttest })
    expect(await reasonsFor(args)).toEqual(['role/role_not_permitted at 0'])
  })

  it('an attestation by an accreditor that may only accredit', async () => {
    const args = diploma({ issuer: chain.certifier, parentAccreditation: chain.toAccredit })
    expect(await reasonsFor(args)).toEqual(['role/role_not_permitted at 0'])
  })

  it("an accreditation under somebody else's accreditation", async () => {
    expect(await reasonsFor(accreditation({ issuer: chain.university }))).toEqual(['link/issuer_not_subject at 0'])
  })

  it('a validity that outlasts the accreditation above', async () => {
    expect(await reasonsFor(accreditation({ validUntil: inYears(2) }))).toEqual(['validity/expired at 0'])
    expect(await reasonsFor(accreditation({ noExpiry: true }))).toEqual(['validity/expired at 0'])
    expect(await reasonsFor(accreditation({ validFrom: inYears(1.5), validUntil: inYears(1.6) }))).toEqual([
      'validity/expired at 0',
    ])
  })

  it('a validity that begins before the accreditation above', async () => {
    const validFrom = new Date(Date.now() - 3_600_000).toISOString()
    expect(await reasonsFor(accreditation({ validFrom }))).toEqual(['validity/not_yet_valid at 0'])
  })

  it('a credential that is past when it is issued', async () => {
    const past = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }
    expect(await reasonsFor(diploma(past))).toContain('validity/expired at 0')
  })

  it('a parent that is not on the ledger', async () => {
    const parentAccreditation = chain.toAccredit.replace(/[^/]*$/, '00000000-0000-4000-8000-000000000000')
    expect(await reasonsFor(accreditation({ parentAccreditation }))).toContain('resource/resource_not_found at 1')
  })

  it('another root authorization than the one that the accreditations above name', async () => {
    const rootAuthorization = otherRoot
    expect(await reasonsFor(accreditation({ rootAuthorization }))).toContain('root-binding/root_mismatch at null')
  })

  it('a diploma of a type or schema that the university may not issue', async () => {
    expect(await reasonsFor(diploma({ types: ['VerifiableCredential', 'MedicalLicence'] }))).toEqual([
      'scope/scope_exceeded at 0',
    ])
  })

  it('claims that the schema does not allow', async () => {
    expect(await reasonsFor(diploma({ claims: { degree: 7 } }))).toEqual(['schema/schema_violation at 0'])
    expect(await reasonsFor(diploma({ claims: { title: 'Dr' } }))).toEqual(['schema/schema_violation at 0'])
  })
})

describe('an accreditation above', () => {
  it('counts as its newest version, though an older one that allowed more is named', async () => {
    const { agent, createDid, signatures } = makeAgent()
    const chain = await issueChain(agent, createDid)
    await agent.issueAccreditation({
      kind: 'accredit',
      issuer: chain.ministry,
      subject: chain.certifier,
      name: 'Zertifizierer & Söhne #1',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.root,
      rootAuthorization: chain.root,
      maxPathLength: 0,
    })
    const before = signatures()
    const error = await failureOf(
      agent.issueAccreditation({
        kind: 'accredit',
        issuer: chain.certifier,
        subject: chain.university,
        name: 'below',
        accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
      }),
    )
    expect(error.checks.map(({ id, code }) => `${id}/${code}`)).toContain('resource/superseded')
    expect(signatures()).toBe(before)
  })

  it('that can’t be read is no reason to sign, since nobody knows what it says', async () => {
    const { agent, world, createDid, signatures } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const before = signatures()
    world.addFault({ id: chain.toAccredit, mode: 'throw' })
    const error = await failureOf(
      agent.issueAccreditation({
        kind: 'attest',
        issuer: chain.certifier,
        subject: chain.university,
        name: 'below',
        accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
      }),
    )
    expect(error.code).toBe('refused')
    expect(error.checks.map(({ status, code }) => `${status} ${code}`)).toContain('indeterminate resource_unavailable')
    expect(signatures()).toBe(before)
  })
})

describe('path lengths', () => {
  it('keep an accreditation to accredit out below one that allows none', async () => {
    const { agent, createDid, published } = makeAgent()
    const [root, tao, sub] = [await createDid(), await createDid(), await createDid()]
    const { schemaId } = await agent.publishSchema({ issuer: root, name: 'DiplomaSchema', schema: diplomaSchema })
    const accreditedFor = [{ schemaId, types: diplomaTypes }]
    const authorization = await agent.issueRootAuthorization({
      issuer: root,
      name: 'root',
      accreditedFor,
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Example',
      maxPathLength: 1,
    })
    const rootAuthorization = authorization.didUrls.latest
    const first = await agent.issueAccreditation({
      kind: 'accredit',
      issuer: root,
      subject: tao,
      name: 'first',
      accreditedFor,
      parentAccreditation: rootAuthorization,
      rootAuthorization,
    })
    const below = {
      issuer: tao,
      subject: sub,
      accreditedFor,
      parentAccreditation: first.didUrls.latest,
      rootAuthorization,
    }
    const count = published()
    const error = await failureOf(agent.issueAccreditation({ ...below, kind: 'accredit', name: 'second' }))
    expect(error.checks.map(({ code }) => code)).toEqual(['path_too_long'])
    expect(published()).toBe(count)
    await agent.issueAccreditation({ ...below, kind: 'attest', name: 'issuer' })
    expect(published()).toBe(count + 1)
  })
})

describe('a root authorization', () => {
  it('is refused where nothing could ever be accredited under it', async () => {
    const { agent, createDid, signatures } = makeAgent()
    const issuer = await createDid()
    const base = {
      issuer,
      name: 'root',
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Example',
    }
    const schemaId = `${issuer}?resourceName=S&resourceType=JSONSchemaValidator2020`
    const codesFor = async (accreditedFor: { schemaId?: string; types: string[] }[]): Promise<string[]> =>
      (await failureOf(agent.issueRootAuthorization({ ...base, accreditedFor }))).checks.map(({ code }) => code)
    expect(await codesFor([])).toEqual(['scope_empty'])
    expect(await codesFor([{ types: ['DiplomaCredential'] }])).toEqual(['schema_missing'])
    expect(await codesFor([{ schemaId, types: ['VerifiableCredential', 'VerifiableAttestation'] }])).toEqual([
      'scope_empty',
    ])
    const past = { validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z' }
    const accreditedFor = [{ schemaId, types: ['DiplomaCredential'] }]
    const error = await failureOf(agent.issueRootAuthorization({ ...base, accreditedFor, ...past }))
    expect(error.checks.map(({ code }) => code)).toEqual(['expired'])
    expect(signatures()).toBe(0)
  })

  it('is refused for a DID that is deactivated or gone', async () => {
    const { agent, world, createDid, signatures } = makeAgent()
    const issuer = await createDid()
    world.deactivateDid(issuer, new Date().toISOString())
    const args = {
      name: 'root',
      accreditedFor: [
        { schemaId: `${issuer}?resourceName=S&resourceType=JSONSchemaValidator2020`, types: ['DiplomaCredential'] },
      ],
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Example',
    }
    const deactivated = await failureOf(agent.issueRootAuthorization({ ...args, issuer }))
    expect(deactivated.checks.map(({ code }) => code)).toEqual(['did_deactivated'])
    const { did } = await agent.didManagerImport({
      did: 'did:cheqd:testnet:00000000-0000-4000-8000-000000000000',
      provider: 'world',
      keys: [],
    })
    const gone = await failureOf(agent.issueRootAuthorization({ ...args, issuer: did }))
    expect(gone.checks.map(({ code }) => code)).toEqual(['did_unresolvable'])
    expect(signatures()).toBe(0)
  })
})

describe('the default expiry', () => {
  it('is a year, cut to the end of the accreditation above, so that no default is refused', async () => {
    const made = makeAgent({ issuer: { defaults: { validityDays: 10 } } })
    const chain = await issueChain(made.agent, made.createDid)
    const above = (await made.agent.getAccreditation({ didUrl: chain.toAccredit })).validUntil
    const later = new Date(Date.now() + 86_400_000).toISOString()
    const { credential } = await made.agent.issueAccreditation({
      kind: 'attest',
      issuer: chain.certifier,
      subject: chain.university,
      name: 'later',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
      validFrom: later,
    })
    expect(Date.parse(credential.expirationDate!)).toBe(Date.parse(above!))
    expect(Date.parse(credential.issuanceDate)).toBe(Math.floor(Date.parse(later) / 1000) * 1000)
  })
})
