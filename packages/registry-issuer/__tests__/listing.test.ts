import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { makeAgent, type MadeAgent } from './support/make-agent.js'

describe('what a DID has published', () => {
  let made: MadeAgent
  let chain: IssuedChain
  const subject = (index: number): string =>
    `did:cheqd:testnet:00000000-0000-4000-8000-${String(index).padStart(12, '0')}`

  beforeAll(async () => {
    made = makeAgent()
    chain = await issueChain(made.agent, made.createDid)
    for (let index = 0; index < 5; index++) {
      await made.agent.issueAccreditation({
        kind: index % 2 === 0 ? 'accredit' : 'attest',
        issuer: chain.ministry,
        subject: subject(index),
        name: `organisation ${String(index)}`,
        accreditedFor: [{ schemaId: chain.schemaId, types: index === 3 ? ['DiplomaCredential'] : diplomaTypes }],
        parentAccreditation: chain.root,
        rootAuthorization: chain.root,
        ...(index === 4 && { validFrom: new Date(Date.now() + 86_400_000).toISOString() }),
      })
    }
  })

  const names = async (filter: object): Promise<string[]> => {
    const { entries, total } = await made.agent.listAccreditations({ did: chain.ministry, ...filter })
    expect(entries).toHaveLength(total)
    return entries.map(({ resource }) => resource.resourceName).sort()
  }

  it('is found by kind, subject, schema and type, without what else stands there', async () => {
    expect(await names({})).toEqual([
      'Zertifizierer & Söhne #1',
      'educationRoot',
      ...[0, 1, 2, 3, 4].map((index) => `organisation ${String(index)}`),
    ])
    expect(await names({ kind: 'root' })).toEqual(['educationRoot'])
    expect(await names({ kind: 'attest' })).toEqual(['organisation 1', 'organisation 3'])
    expect(
      await names({ subject: subject(2).toUpperCase().replace('DID:CHEQD:TESTNET', 'did:cheqd:testnet') }),
    ).toEqual(['organisation 2'])
    expect(await names({ type: 'VerifiableAttestation', kind: 'attest' })).toEqual(['organisation 1'])
    expect(await names({ schemaId: `https://resolver.cheqd.net/1.0/identifiers/${chain.schemaId}` })).toHaveLength(7)
    expect(await names({ schemaId: `${chain.ministry}?resourceName=Other&resourceType=T` })).toEqual([])
    expect(await names({ did: chain.university })).toEqual([])
  })

  it('is filtered by validity at the time asked for', async () => {
    expect(await names({ valid: false })).toEqual(['organisation 4'])
    expect(await names({ valid: true })).toHaveLength(6)
    expect(await names({ at: '2020-01-01T00:00:00Z' })).toEqual([])
  })

  it('comes in pages with a right total, each entry on one page', async () => {
    for (const filter of [{}, { type: 'DiplomaCredential' }]) {
      const seen: string[] = []
      for (const page of [1, 2, 3, 4]) {
        const { entries, total } = await made.agent.listAccreditations({
          did: chain.ministry,
          page,
          pageSize: 3,
          ...filter,
        })
        expect(total).toBe(7)
        seen.push(...entries.map(({ didUrls }) => didUrls.pinned))
      }
      expect(new Set(seen).size).toBe(7)
      expect(seen).toHaveLength(7)
    }
  })

  it('says what each is for, and shows the credential', async () => {
    const { entries } = await made.agent.listAccreditations({ did: chain.certifier })
    expect(entries).toEqual([
      {
        didUrls: {
          pinned: chain.toAttest,
          latest: `${chain.certifier}?resourceName=university&resourceType=VerifiableAccreditationToAttest`,
        },
        resource: expect.objectContaining({ resourceURI: chain.toAttest }),
        kind: 'attest',
        issuer: chain.certifier,
        subject: chain.university,
        accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
        validFrom: expect.any(String),
        validUntil: expect.any(String),
        credential: expect.objectContaining({ id: `urn:uuid:${chain.toAttest.slice(-36)}` }),
        faults: [],
      },
    ])
    const single = await made.agent.getAccreditation({ didUrl: chain.toAttest })
    expect(single).toEqual(entries[0])
  })
})

describe('newer versions', () => {
  it('take the place of those before, which are there when asked for', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid()
    const issue = (types: string[]) =>
      agent.issueRootAuthorization({
        issuer,
        name: 'root',
        accreditedFor: [{ schemaId: `${issuer}?resourceName=S&resourceType=T`, types }],
        trustFramework: 'https://example.org/governance',
        trustFrameworkId: 'Example',
      })
    const first = await issue(['A'])
    const second = await issue(['B'])
    const newest = await agent.listAccreditations({ did: issuer })
    expect(newest.entries.map(({ didUrls }) => didUrls.pinned)).toEqual([second.didUrls.pinned])
    const all = await agent.listAccreditations({ did: issuer, allVersions: true })
    expect(all.entries.map(({ didUrls }) => didUrls.pinned).sort()).toEqual(
      [second.didUrls.pinned, first.didUrls.pinned].sort(),
    )
    expect(all.entries[0]).toMatchObject({
      trustFramework: 'https://example.org/governance',
      trustFrameworkId: 'Example',
    })
  })
})

describe('an entry that is broken', () => {
  it('is shown with what is wrong, and never dropped', async () => {
    const { agent, world, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const stray = world.findResource(chain.toAttest).contentStream!
    const publish = (name: string, type: string, content: string | Uint8Array): string => {
      const id = crypto.randomUUID()
      world.publish({ collection: chain.ministry, id, name, type, created: new Date().toISOString(), content })
      return `${chain.ministry}/resources/${id}`
    }
    publish('garbage', 'VerifiableAccreditationToAttest', 'not a credential')
    publish('copied', 'VerifiableAccreditationToAccredit', stray)
    const lost = publish('lost', 'VerifiableAccreditationToAccredit', stray)
    world.addFault({ id: lost, mode: 'throw' })

    for (const filter of [{}, { type: 'DiplomaCredential' }]) {
      const { entries, total } = await agent.listAccreditations({ did: chain.ministry, ...filter })
      expect(total).toBe(5)
      const named = (name: string) => entries.find(({ resource }) => resource.resourceName === name)
      expect(named('garbage')?.faults.map(({ code }) => code)).toEqual(['malformed'])
      expect(named('copied')?.faults.map(({ code }) => code)).toEqual([
        'resource_issuer_mismatch',
        'resource_type_mismatch',
      ])
      expect(named('lost')?.error?.code).toBe('unreachable')
      expect(named('Zertifizierer & Söhne #1')?.faults).toEqual([])
    }
  })
})

describe('errors of reading', () => {
  it('tell what is not there from what could not be learnt', async () => {
    const { agent, world, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const gone = chain.toAttest.replace(/[^/]*$/, '00000000-0000-4000-8000-000000000000')
    expect((await failureOf(agent.getAccreditation({ didUrl: gone }))).code).toBe('not_found')
    const schema = await failureOf(agent.getAccreditation({ didUrl: chain.schemaId }))
    expect(schema.code).toBe('invalid_argument')
    expect(schema.message).toContain('JSONSchemaValidator2020')
    world.addFault({ id: chain.certifier, mode: 'throw' })
    expect((await failureOf(agent.getAccreditation({ didUrl: chain.toAttest }))).code).toBe('unavailable')
    expect((await failureOf(agent.listAccreditations({ did: chain.certifier }))).code).toBe('unavailable')
  })
})
