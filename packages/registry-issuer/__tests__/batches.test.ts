import { randomUUID } from 'node:crypto'
import { World } from '@trustchains/test-kit'
import { MemoryOutboxStore, TrustRegistryIssuer, type ResourcePublisher, type ResourceToPublish } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain, type IssuedChain } from './support/issue-chain.js'
import { createOnWorld, makeAgent, type AgentParts, type MadeAgent } from './support/make-agent.js'
import { schoolsOf } from './support/schools.js'

/** A publisher with a way of its own for many. */
const publisherOf = (world: World, many: (resources: readonly ResourceToPublish[]) => void): ResourcePublisher => {
  const publish = ({ did, resourceId, name, type, data }: ResourceToPublish): void => {
    world.publish({ collection: did, id: resourceId, name, type, created: new Date().toISOString(), content: data })
  }
  return {
    estimate: async ({ data: { length: resourceBytes } }) => ({
      resourceBytes,
      transactionBytes: resourceBytes,
      gas: 1,
      gasLimit: 2,
    }),
    publish: async (resource) => {
      publish(resource)
      return { resourceURI: `${resource.did}/resources/${resource.resourceId}` }
    },
    publishMany: async (resources, _context, { onPublished } = {}) => {
      many(resources)
      return resources.map((resource, index) => {
        if (resource.name === 'school 1') return { state: 'absent', code: 'insufficient_funds', message: 'no funds' }
        publish(resource)
        onPublished?.(resource, index)
        return { state: 'published' }
      })
    },
  }
}

const withChain = async (parts: AgentParts = {}): Promise<MadeAgent & { chain: IssuedChain }> => {
  const made = makeAgent(parts)
  return { ...made, chain: await issueChain(made.agent, made.createDid) }
}

describe('a batch of accreditations', () => {
  it('gives each result in order, and one that is refused does not stop the others', async () => {
    const { agent, chain } = await withChain()
    const items = schoolsOf(chain, 5)
    items[1] = { ...items[1]!, accreditedFor: [{ schemaId: chain.schemaId, types: ['MedicalLicence'] }] }
    items[3] = { ...items[3]!, name: 'university' }
    const { failed, dryRun, items: results } = await agent.issueAccreditations({ accreditations: items })
    expect({ failed, dryRun }).toEqual({ failed: 2, dryRun: false })
    expect(results.map(({ error }) => error?.code)).toEqual([undefined, 'refused', undefined, 'name_taken', undefined])
    expect(results[1]?.error?.checks.map(({ code }) => code)).toEqual(['scope_exceeded'])
    for (const index of [0, 2, 4]) {
      const { accreditation } = results[index]!
      const { credential } = await agent.getAccreditation({ didUrl: accreditation!.didUrls.pinned })
      expect(credential).toEqual(accreditation?.credential)
      expect(credential?.credentialSubject).toMatchObject({ id: items[index]?.subject })
    }
  })

  it('reads what stands above its items once, not once for each', async () => {
    const world = new World()
    const reads: string[] = []
    const count: typeof world.dereference = (didUrl, options) => {
      reads.push(didUrl)
      return world.dereference(didUrl, options)
    }
    const made = makeAgent({
      world,
      issuer: { sources: { dereference: count, listResources: (did) => world.toDereferencer().listResources!(did) } },
    })
    const chain = await issueChain(made.agent, made.createDid)
    reads.length = 0
    const { failed } = await made.agent.issueAccreditations({ accreditations: schoolsOf(chain, 20) })
    expect(failed).toBe(0)
    expect(reads.filter((url) => url === chain.root)).toHaveLength(1)
  })

  it('refuses the second of two that have one name, or it would replace the first at once', async () => {
    const { agent, chain } = await withChain()
    const [first] = schoolsOf(chain, 1)
    const { items } = await agent.issueAccreditations({
      accreditations: [first!, { ...first!, subject: 'did:web:other.example' }],
    })
    expect(items.map(({ error }) => error?.code)).toEqual([undefined, 'name_taken'])
  })

  it('is recorded as a whole before the first is signed, so that a crash leaves none of it out', async () => {
    const store = new MemoryOutboxStore()
    const { agent, chain, signatures } = await withChain({ issuer: { outbox: store } })
    const before = signatures()
    let recorded = -1
    const commit = store.commit.bind(store)
    store.commit = async (changes) => {
      const done = await commit(changes)
      if (recorded < 0 && signatures() === before) {
        const held = (await store.list('publication/')).length
        if (held > 0) recorded = held
      }
      return done
    }
    await agent.issueAccreditations({ accreditations: schoolsOf(chain, 7) })
    expect(recorded).toBe(7)
  })

  it('is finished by resumePublications, each once, when nothing of it had reached the ledger', async () => {
    let isDown = false
    const { agent, chain, published } = await withChain({
      createResource: (args, world) =>
        isDown ? Promise.reject(new Error('insufficient funds')) : createOnWorld(args, world),
    })
    const before = published()
    isDown = true
    const { items } = await agent.issueAccreditations({ accreditations: schoolsOf(chain, 4) })
    expect(items.map(({ error }) => error?.publication?.code)).toEqual(Array(4).fill('insufficient_funds'))
    isDown = false
    const { publications } = await agent.resumePublications({ issuer: chain.certifier })
    expect(publications.map(({ state }) => state)).toEqual(Array(4).fill('finished'))
    expect(publications.map(({ didUrl }) => didUrl).sort()).toEqual(
      items.map(({ error }) => error!.publication!.didUrl).sort(),
    )
    expect(published()).toBe(before + 4)
  })

  it('gives the same results for the same key, refusals among them, and publishes nothing again', async () => {
    const { agent, chain, published, signatures } = await withChain()
    const accreditations = schoolsOf(chain, 3)
    accreditations[1] = { ...accreditations[1]!, name: 'university' }
    const args = { accreditations, idempotencyKey: randomUUID() }
    const [first, atOnce] = await Promise.all([agent.issueAccreditations(args), agent.issueAccreditations(args)])
    const before = { published: published(), signatures: signatures() }
    expect(atOnce).toEqual(first)
    expect(await agent.issueAccreditations(args)).toEqual(first)
    expect({ published: published(), signatures: signatures() }).toEqual(before)
    const other = { ...args, accreditations: accreditations.slice(1) }
    expect((await failureOf(agent.issueAccreditations(other))).code).toBe('idempotency_conflict')
  })

  it('shows in a dry run what each would be, and changes nothing', async () => {
    const { agent, chain, published, signatures } = await withChain()
    const before = { published: published(), signatures: signatures() }
    const accreditations = schoolsOf(chain, 3)
    accreditations[2] = { ...accreditations[2]!, name: 'university' }
    const { dryRun, failed, items } = await agent.issueAccreditations({ accreditations, dryRun: true })
    expect({ dryRun, failed }).toEqual({ dryRun: true, failed: 1 })
    expect(items.map(({ accreditation }) => accreditation?.credential.proof)).toEqual([{}, {}, undefined])
    expect({ published: published(), signatures: signatures() }).toEqual(before)
  })

  it.each([
    ['accreditations', { accreditations: [] }],
    [
      'accreditations[1].issuer',
      { accreditations: [{ issuer: 'did:web:a.example' }, { issuer: 'did:web:b.example' }] },
    ],
    ['accreditations[0].dryRun', { accreditations: [{ issuer: 'did:web:a.example', dryRun: true }] }],
    ['accreditations[0].idempotencyKey', { accreditations: [{ issuer: 'did:web:a.example', idempotencyKey: 'k' }] }],
    ['at most 500', { accreditations: Array.from({ length: 501 }, () => ({ issuer: 'did:web:a.example' })) }],
    ['"accreditation"', { accreditation: [] }],
  ])('that is malformed as a whole is refused: %s', async (name, args) => {
    const { agent } = makeAgent({ schemaValidation: false })
    const error = await failureOf(agent.issueAccreditations(args as never))
    expect(error.code).toBe('invalid_argument')
    expect(error.message).toContain(name)
  })

  it('goes to the publisher at once where it takes many, and who fails there does not take the others along', async () => {
    const world = new World()
    const groups: number[] = []
    const publisher = publisherOf(world, (resources) => void groups.push(resources.length))
    const { agent, chain } = await withChain({ world, issuer: { publisher } })
    groups.length = 0
    const { items } = await agent.issueAccreditations({ accreditations: schoolsOf(chain, 4) })
    expect(groups).toEqual([4])
    expect(items.map(({ error }) => error?.publication?.code)).toEqual([
      undefined,
      'insufficient_funds',
      undefined,
      undefined,
    ])
    expect(items[1]?.error?.message).toContain('no funds')
  })
})

describe('a batch from within the process', () => {
  const withPlugin = async (createResource?: AgentParts['createResource']) => {
    const world = new World()
    const outbox = new MemoryOutboxStore()
    const made = makeAgent({ world, issuer: { outbox }, ...(createResource && { createResource }) })
    const chain = await issueChain(made.agent, made.createDid)
    return { ...made, chain, plugin: new TrustRegistryIssuer({ sources: world.toDereferencer(), outbox }) }
  }

  it('tells of each item that is done, and of what its listener threw when all is done', async () => {
    const { agent, chain, plugin } = await withPlugin()
    const told: number[] = []
    const accreditations = schoolsOf(chain, 3)
    const { failed } = await plugin.issueAccreditations(
      { accreditations },
      { agent, onProgress: ({ done, total }) => void told.push(done, total) },
    )
    expect(failed).toBe(0)
    expect(told).toEqual([1, 3, 2, 3, 3, 3])
    const onProgress = (): never => {
      throw new Error('of the listener')
    }
    const again = { accreditations: schoolsOf(chain, 5).slice(3) }
    await expect(plugin.issueAccreditations(again, { agent, onProgress })).rejects.toThrow('of the listener')
    await agent.getAccreditation({
      didUrl: `${chain.certifier}?resourceName=school%204&resourceType=VerifiableAccreditationToAttest`,
    })
  })

  it('signs nothing where the signal had fired before', async () => {
    const { agent, chain, plugin, signatures } = await withPlugin()
    const before = signatures()
    const batch = plugin.issueAccreditations(
      { accreditations: schoolsOf(chain, 2) },
      { agent, signal: AbortSignal.abort(new Error('enough')) },
    )
    await expect(batch).rejects.toThrow('enough')
    expect(signatures()).toBe(before)
  })

  it('sends nothing more once the signal fires, and what was not sent is kept for resumePublications', async () => {
    const own = new AbortController()
    let isBatch = false
    let sent = 0
    const { agent, chain, plugin, published } = await withPlugin(async (args, world) => {
      if (isBatch && ++sent === 2) own.abort(new Error('enough'))
      return createOnWorld(args, world)
    })
    isBatch = true
    const before = published()
    const { items } = await plugin.issueAccreditations(
      { accreditations: schoolsOf(chain, 4) },
      { agent, signal: own.signal },
    )
    expect(items.map(({ error }) => error?.publication)).toEqual([
      undefined,
      undefined,
      expect.objectContaining({ code: 'aborted', isKept: true }),
      expect.objectContaining({ code: 'aborted', isKept: true }),
    ])
    expect(published()).toBe(before + 2)
    expect((await agent.resumePublications({})).publications).toHaveLength(2)
    expect(published()).toBe(before + 4)
  })
})

describe('a batch of attestations', () => {
  const attestations = (chain: IssuedChain, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      issuer: chain.university,
      subject: `did:web:student-${String(index)}.example`,
      types: diplomaTypes,
      claims: { degree: index === 1 ? 5 : 'MSc' },
      schemaId: chain.schemaId,
      parentAccreditation: chain.toAttest,
      rootAuthorization: chain.root,
    }))

  it('gives each result in order; what its schema does not allow does not stop the others', async () => {
    const { agent, chain } = await withChain()
    const { failed, items } = await agent.issueAttestations({ attestations: attestations(chain, 4) })
    expect(failed).toBe(1)
    expect(items.map(({ error }) => error?.code)).toEqual([undefined, 'refused', undefined, undefined])
    const report = await agent.verifyTrustChain({
      credential: items[3]!.attestation!.jwt!,
      policy: { anchors: [{ did: chain.ministry, rootAuthorization: chain.root }] },
    })
    expect(report.verdict).toBe('trusted')
  })

  it('signs nothing in a dry run', async () => {
    const { agent, chain, signatures } = await withChain()
    const before = signatures()
    const { items } = await agent.issueAttestations({ attestations: attestations(chain, 1), dryRun: true })
    expect(items[0]?.attestation?.jwt).toBeUndefined()
    expect(signatures()).toBe(before)
  })
})
