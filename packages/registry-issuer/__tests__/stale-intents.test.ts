import { MemoryOutboxStore, type IssueAccreditationArgs, type OutboxChange } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaTypes, issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'
import { methodOf } from './support/world-did-provider.js'

/** The store of a process that dies when it has recorded what it is going to sign. */
class DyingStore extends MemoryOutboxStore {
  state: 'well' | 'ill' | 'dead' = 'well'

  override async commit(changes: OutboxChange[]): Promise<boolean> {
    if (this.state === 'dead') throw new Error('the process is dead')
    const done = await super.commit(changes)
    const isIntent = changes.some(({ key, value }) => key.startsWith('publication/') && value?.includes('toSign'))
    if (this.state === 'ill' && isIntent) this.state = 'dead'
    return done
  }

  /** Another process has the store now, and sees that the first is gone. */
  async handOver(): Promise<void> {
    this.state = 'well'
    for (const { key, revision } of await this.list('lock/calls/')) await this.commit([{ key, revision }])
  }
}

/**
 * A certifier's accreditation that can be revoked, and one below it that was recorded and not signed.
 *
 * @param change - arguments of the one below
 * @param above - when those above it begin, default now; how it names its parent
 */
async function withIntent(
  change: Partial<IssueAccreditationArgs> = {},
  { validFrom, parentForm = 'pinned' }: { validFrom?: string; parentForm?: 'pinned' | 'latest' } = {},
) {
  const store = new DyingStore()
  const made = makeAgent({ issuer: { outbox: store } })
  const { agent, createDid } = made
  const chain = await issueChain(agent, createDid, validFrom)
  const [certifier, school] = [await createDid(), await createDid()]
  const shared = { accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }], rootAuthorization: chain.root }
  const { didUrls } = await agent.issueAccreditation({
    ...shared,
    kind: 'accredit',
    issuer: chain.ministry,
    subject: certifier,
    name: 'second certifier',
    parentAccreditation: chain.root,
    status: [{ purpose: 'revocation' }],
    ...(validFrom !== undefined && { validFrom }),
  })
  const parent = didUrls[parentForm]
  const args: IssueAccreditationArgs = {
    ...shared,
    kind: 'attest',
    issuer: certifier,
    subject: school,
    name: 'school',
    parentAccreditation: parent,
    ...change,
  }
  // Opens its status list, so that the store dies only when the accreditation is recorded.
  if (change.status !== undefined) await agent.createStatusList({ issuer: certifier, purpose: 'revocation' })
  store.state = 'ill'
  await expect(agent.issueAccreditation(args)).rejects.toThrow('the process is dead')
  await store.handOver()
  const intents = (): Promise<number> => store.list('publication/').then(({ length }) => length)
  expect(await intents()).toBe(1)
  return { ...made, certifier, parent, args, intents, store }
}

describe('what was recorded by a process that died before it signed', () => {
  it('is signed and published by resumePublications where a verifier would still trust it', async () => {
    const { agent, args, intents } = await withIntent({ status: [{ purpose: 'revocation' }], validUntil: inDays(30) })
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ name: 'school', state: 'finished' }])
    expect(await intents()).toBe(0)
    const { credential, faults } = await agent.getAccreditation({ didUrl: publications[0]!.didUrl })
    expect(faults).toEqual([])
    expect(credential?.credentialSubject).toMatchObject({ id: args.subject })
  })

  it('is not signed when what stands above was revoked meanwhile', async () => {
    const { agent, args, parent, intents, signatures, published } = await withIntent()
    await agent.revokeAccreditation({ credentials: [parent] })
    const before = { signatures: signatures(), published: published() }
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([
      { name: 'school', state: 'failed', code: 'revoked', message: expect.stringContaining('refused before signing') },
    ])
    expect({ signatures: signatures(), published: published() }).toEqual(before)
    // Nothing of it is kept, or its name would stay taken for ever.
    expect(await intents()).toBe(0)
    expect((await failureOf(agent.issueAccreditation(args))).code).toBe('refused')
  })

  it('is not signed with a key that was taken out of the DID document meanwhile', async () => {
    const { agent, world, certifier, intents, signatures } = await withIntent()
    const key = await agent.keyManagerCreate({ kms: 'local', type: 'Ed25519' })
    const kid = `${certifier}#key-2`
    world.updateDid(certifier, new Date().toISOString(), (document) => ({
      ...document,
      verificationMethod: [methodOf(key, kid, certifier)],
      assertionMethod: [kid],
      authentication: [kid],
    }))
    const before = signatures()
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ name: 'school', state: 'failed', code: 'invalid_argument' }])
    expect(publications[0]?.message).toContain('kid')
    expect(signatures()).toBe(before)
    expect(await intents()).toBe(0)
  })

  it.each([
    ['nothing', () => true],
    ['all but the root', (didUrl: string, root: string) => didUrl === root],
    ['nothing but the root', (didUrl: string, root: string) => didUrl !== root],
    ['all but status lists', (didUrl: string) => didUrl.includes('resourceType=BitstringStatusListCredential')],
  ])('is kept where what stands above can not be read, and finished later: %s answers', async (_name, isDown) => {
    const { agent, world, args, intents } = await withIntent()
    const dereference = world.dereference.bind(world)
    world.dereference = async (didUrl, options) => {
      if (!isDown(didUrl, args.rootAuthorization)) return await dereference(didUrl, options)
      const dereferencingMetadata = { error: 'internalError', message: 'connect ECONNREFUSED 127.0.0.1:443' }
      return { dereferencingMetadata, contentStream: null, contentMetadata: {} }
    }
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ state: 'pending', code: 'unavailable' }])
    expect(publications[0]?.message).toMatch(/(?:resource|status)_unavailable/)
    expect(await intents()).toBe(1)
    world.dereference = dereference
    const before = world.listAllResources().length
    expect((await agent.resumePublications({})).publications).toMatchObject([{ state: 'finished' }])
    expect(world.listAllResources()).toHaveLength(before + 1)
  })

  it('is published where its parent was renewed meanwhile, since a verifier trusts it', async () => {
    const yesterday = inDays(-1)
    const above = { validFrom: yesterday, parentForm: 'latest' } as const
    const { agent, parent, args, intents } = await withIntent({ validFrom: yesterday }, above)
    const renewed = await agent.renewAccreditation({ didUrl: parent })
    expect(Date.parse(renewed.credential.issuanceDate)).toBeGreaterThan(Date.parse(inDays(-0.5)))
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ name: 'school', state: 'finished' }])
    expect(await intents()).toBe(0)
    const { didUrl } = publications[0]!
    const anchors = [{ did: args.rootAuthorization.split('/')[0]!, rootAuthorization: args.rootAuthorization }]
    expect(await agent.verifyTrustChain({ didUrl, policy: { anchors } })).toMatchObject({ verdict: 'trusted' })
  })

  it('is not signed where its parent was renewed meanwhile and ends before it begins', async () => {
    const { agent, parent, intents, signatures } = await withIntent({ validFrom: inDays(40) }, { parentForm: 'latest' })
    await agent.renewAccreditation({ didUrl: parent, validUntil: inDays(30) })
    const before = signatures()
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ name: 'school', state: 'failed', code: 'expired' }])
    expect(signatures()).toBe(before)
    expect(await intents()).toBe(0)
  })

  it('is refused to the same call too, whose key is free afterwards', async () => {
    const { agent, args, parent, intents, signatures } = await withIntent({ idempotencyKey: 'intake' })
    await agent.revokeAccreditation({ credentials: [parent] })
    const before = signatures()
    const error = await failureOf(agent.issueAccreditation(args))
    expect([error.code, error.checks.map(({ code }) => code)]).toEqual(['refused', ['revoked']])
    expect(signatures()).toBe(before)
    expect(await intents()).toBe(0)
    expect((await failureOf(agent.issueAccreditation({ ...args, name: 'other' }))).code).toBe('refused')
  })
})

describe('a root authorization that was recorded by a process that died before it signed', () => {
  it('is signed, but not in the name of a DID that was deactivated meanwhile', async () => {
    const store = new DyingStore()
    const { agent, world, createDid, signatures } = makeAgent({ issuer: { outbox: store } })
    const [ministry, closed] = [await createDid(), await createDid()]
    for (const issuer of [ministry, closed]) {
      store.state = 'ill'
      const root = agent.issueRootAuthorization({
        issuer,
        name: issuer === closed ? 'of the closed one' : 'of the ministry',
        accreditedFor: [
          { schemaId: `${issuer}?resourceName=S&resourceType=JSONSchemaValidator2020`, types: ['Diploma'] },
        ],
        trustFramework: 'https://example.org/governance',
        trustFrameworkId: 'Example Framework',
      })
      await expect(root).rejects.toThrow('the process is dead')
      await store.handOver()
    }
    world.deactivateDid(closed, new Date().toISOString())
    const before = signatures()
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([
      { name: 'of the ministry', state: 'finished' },
      { name: 'of the closed one', state: 'failed', code: 'did_deactivated' },
    ])
    expect(signatures()).toBe(before + 1)
  })
})

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
