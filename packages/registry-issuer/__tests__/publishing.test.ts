import { World } from '@trustchains/test-kit'
import type { ResourcePublisher } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaSchema, diplomaTypes, issueChain } from './support/issue-chain.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'

const rootArgs = (issuer: string, types = ['DiplomaCredential']) => ({
  issuer,
  name: 'root',
  accreditedFor: [{ schemaId: `${issuer}?resourceName=S&resourceType=JSONSchemaValidator2020`, types }],
  trustFramework: 'https://example.org/governance',
  trustFrameworkId: 'Example Framework',
})

describe('what is published', () => {
  it('is the credential that is returned, byte for byte, under the issuer and found by both DID URLs', async () => {
    const { agent, world, createDid } = makeAgent()
    const issuer = await createDid()
    const { credential, didUrls, resource, dryRun } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(dryRun).toBe(false)
    for (const didUrl of [didUrls.pinned, didUrls.latest]) {
      const { contentStream } = world.findResource(didUrl)
      expect(Buffer.from(contentStream!).toString()).toBe(JSON.stringify(credential))
    }
    expect(didUrls.latest).toBe(`${issuer}?resourceName=root&resourceType=VerifiableAuthorizationForTrustChain`)
    expect(resource).toMatchObject({
      resourceURI: didUrls.pinned,
      resourceName: 'root',
      resourceType: 'VerifiableAuthorizationForTrustChain',
      mediaType: 'application/json',
    })
  })

  it('can have a name with any characters, which the DID URL escapes', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid()
    const { didUrls } = await agent.issueRootAuthorization({ ...rootArgs(issuer), name: 'Wurzel & Äste?#1' })
    const { credential } = await agent.getAccreditation({ didUrl: didUrls.latest })
    expect(credential).toBeDefined()
  })

  it('is published one after the other when asked for at once, since two would take one sequence number', async () => {
    let under = 0
    let most = 0
    const made = makeAgent({
      createResource: async (args, world) => {
        most = Math.max(most, ++under)
        await new Promise((resolve) => setImmediate(resolve))
        under--
        return createOnWorld(args, world)
      },
    })
    const issuer = await made.createDid()
    await Promise.all(['a', 'b', 'c'].map((name) => made.agent.publishSchema({ issuer, name, schema: diplomaSchema })))
    expect(made.published()).toBe(3)
    expect(most).toBe(1)
  })

  it('goes to a publisher of one’s own where one is given, with the issuer’s key store', async () => {
    const world = new World()
    const seen: unknown[] = []
    const publisher: ResourcePublisher = {
      estimate: () =>
        Promise.resolve({
          resourceBytes: 1,
          transactionBytes: 1,
          gas: 1,
          gasLimit: 1,
          fee: '0',
          feeDenomination: 'EUR',
        }),
      publish: ({ did, resourceId, name, type, data, ...rest }) => {
        seen.push(rest)
        const created = new Date().toISOString()
        world.publish({ collection: did, id: resourceId, name, type, created, content: data })
        return Promise.resolve({ resourceURI: `${did}/resources/${resourceId}` })
      },
    }
    const { agent, createDid } = makeAgent({ world, issuer: { publisher }, without: ['ledger'] })
    await agent.issueRootAuthorization(rootArgs(await createDid()))
    expect(seen).toEqual([{ version: expect.stringMatching(/^20/), mediaType: 'application/json', kms: 'local' }])
  })
})

describe('a name', () => {
  it('of another organisation’s accreditation is refused, or that would be lost to it', async () => {
    const { agent, createDid, published, signatures } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const again = {
      kind: 'attest' as const,
      issuer: chain.certifier,
      name: 'university',
      accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
      parentAccreditation: chain.toAccredit,
      rootAuthorization: chain.root,
    }
    const before = { published: published(), signatures: signatures() }
    const error = await failureOf(agent.issueAccreditation({ ...again, subject: await createDid() }))
    expect(error.code).toBe('name_taken')
    expect(error.message).toContain(chain.university)
    expect({ published: published(), signatures: signatures() }).toEqual(before)
    const { resource } = await agent.issueAccreditation({ ...again, subject: chain.university })
    expect(resource?.previousVersionId).toBe(chain.toAttest.slice(-36))
  })

  it('whose state can’t be learnt stops the issuing, rather than replace what may be there', async () => {
    const { agent, world, createDid, signatures } = makeAgent()
    const issuer = await createDid()
    world.addFault({ id: `${issuer}?resourceName=root`, mode: 'throw' })
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    expect(error.code).toBe('unavailable')
    expect(signatures()).toBe(0)
  })
})

describe('what the ledger has no room for', () => {
  it('is refused before it is signed, with the gas it would take', async () => {
    const { agent, createDid, signatures } = makeAgent()
    const types = Array.from({ length: 200 }, (_, index) => `${'LongCredentialTypeName'.repeat(3)}${String(index)}`)
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(await createDid(), types)))
    expect(error.code).toBe('too_large')
    expect(error.message).toMatch(/\d+ bytes, which take about \d+ gas/)
    expect(signatures()).toBe(0)
  })

  it('has room for a schema of 20 KB', async () => {
    const { agent, createDid } = makeAgent()
    const schema = { ...diplomaSchema, description: 'x'.repeat(20_000) }
    const { estimate } = await agent.publishSchema({ issuer: await createDid(), name: 'Large', schema })
    expect(estimate.gas).toBeLessThan(estimate.gasLimit)
  })
})

describe('a dry run', () => {
  it('shows credential, size, gas and fee, and changes nothing', async () => {
    const { agent, createDid, signatures, published } = makeAgent()
    const issuer = await createDid()
    const { credential, estimate, resource, dryRun, didUrls } = await agent.issueRootAuthorization({
      ...rootArgs(issuer),
      dryRun: true,
    })
    expect(dryRun).toBe(true)
    expect(resource).toBeUndefined()
    expect(credential.proof).toEqual({})
    expect(credential.issuer).toEqual({ id: issuer })
    expect(didUrls.latest).toContain('resourceName=root')
    expect(estimate).toEqual({
      resourceBytes: expect.any(Number),
      transactionBytes: expect.any(Number),
      gas: expect.any(Number),
      gasLimit: 1_000_000,
      fee: '0.4',
      feeDenomination: 'USD',
    })
    await agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema, dryRun: true })
    expect({ signatures: signatures(), published: published() }).toEqual({ signatures: 0, published: 0 })
  })
})

describe('a publication', () => {
  it('whose answer was lost, but which went through, is a success and is not made twice', async () => {
    const { agent, createDid, published } = makeAgent({
      createResource: async (args, world) => {
        await createOnWorld(args, world)
        throw new Error('connection reset')
      },
    })
    const issuer = await createDid()
    const { resource } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(resource?.resourceName).toBe('root')
    expect(published()).toBe(1)
  })

  it('that the ledger shows with other content is an error, never a success', async () => {
    const { agent, createDid } = makeAgent({
      createResource: (args, world) => {
        const data = Buffer.from('{"another":"resource"}').toString('base64')
        return createOnWorld({ ...args, payload: { ...args.payload, data } }, world)
      },
    })
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(await createDid())))
    expect(error.code).toBe('publication_failed')
    expect(error.publication).toEqual({
      didUrl: expect.stringContaining('/resources/'),
      state: 'different',
      isKept: false,
    })
  })

  it('that failed says that nothing is on the ledger, why, and nothing of the credential', async () => {
    const { agent, createDid } = makeAgent({ createResource: () => Promise.reject(new Error('out of gas')) })
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(await createDid())))
    expect(error.code).toBe('publication_failed')
    expect(error.publication?.state).toBe('absent')
    expect(error.message).toContain('out of gas')
    expect(JSON.stringify(error)).not.toContain('eyJ')
  }, 30_000)

  it('that can’t be read back is not called a success', async () => {
    const { agent, createDid } = makeAgent({
      createResource: async (args, world) => {
        const created = await createOnWorld(args, world)
        world.addFault({ id: `did:cheqd:testnet:${args.payload.collectionId}/resources`, mode: 'throw' })
        return created
      },
    })
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(await createDid())))
    expect(error.publication?.state).toBe('unknown')
  }, 30_000)

  it('of an issuer that is no did:cheqd DID is refused before it is signed', async () => {
    const { agent, createDid, signatures } = makeAgent()
    const did = await createDid({ did: 'did:cheqd:Testnet-2:zF7rhDBfUt9d1gJPjx7s1J' })
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(did)))
    expect(error.message).toMatch(/^issuer is no did:cheqd DID/)
    expect(signatures()).toBe(0)
  })
})
