import { MemoryOutboxStore } from '../src/index.js'
import { lockKey } from '../src/outbox/lock-state.js'
import { hashOf, publicationKey } from '../src/outbox/publication-record.js'
import { listKey } from '../src/status/list-reference.js'
import { failureOf } from './support/failure-of.js'
import { diplomaSchema, issueChain } from './support/issue-chain.js'
import { entriesOf, issueDiploma } from './support/issue-with-status.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'

/** An agent whose outbox a test writes into, and whose payer it can make poor. */
function makeFailing() {
  const fault: { now?: Error } = {}
  const store = new MemoryOutboxStore()
  const made = makeAgent({
    issuer: { outbox: store },
    createResource: async (args, world) => {
      if (fault.now !== undefined) throw fault.now
      return createOnWorld(args, world)
    },
  })
  /** Writes something under a key, whatever stands there. */
  const put = async (key: string, value: string): Promise<void> => {
    const revision = (await store.get(key))?.revision ?? 0
    expect(await store.commit([{ key, value, revision }])).toBe(true)
  }
  return { ...made, fault, store, put }
}

const noFunds = (): Error => new Error('spendable balance 1ncheq is smaller than 8ncheq: insufficient funds')

/** The text of a credential that was cut off. */
const cut = '{"format":1,"resource":{"did":"did:cheqd:testnet:x","name":"Jane Do'

describe('a record of the outbox that is damaged, or of another version', () => {
  it.each([
    ['is cut off', cut],
    ['is of another format', '{"format":2,"payload":{}}'],
    ['lacks what is to be published', '{"format":1,"resource":{},"owner":"calls/x","fingerprint":"","estimate":{}}'],
    ['is nothing', 'null'],
  ])('and %s does not keep resumePublications from the others, and is named by it', async (_, value) => {
    const { agent, createDid, fault, put, store } = makeFailing()
    const issuer = await createDid()
    fault.now = noFunds()
    await failureOf(agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema }))
    delete fault.now
    await put('publication/aa/bb', value)
    await put(lockKey('calls/of-a-dead-one'), 'no lock')
    const { publications, ofOthers, unreadable } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ name: 'S', state: 'finished' }])
    expect({ ofOthers, keys: unreadable?.map(({ key }) => key) }).toEqual({ ofOthers: 0, keys: ['publication/aa/bb'] })
    expect(unreadable?.[0]?.message).toContain('publication/aa/bb')
    expect(JSON.stringify(unreadable)).not.toContain('Jane')
    expect(await store.get('publication/aa/bb')).toMatchObject({ value })
  })

  it('and stands for a change of status stops the changes of its list, and of no other', async () => {
    const { agent, createDid, put } = makeFailing()
    const chain = await issueChain(agent, createDid)
    const credentials = [await issueDiploma(agent, chain, [{ purpose: 'suspension' }])]
    const revocable = [await issueDiploma(agent, chain, [{ purpose: 'revocation' }])]
    const list = entriesOf(credentials[0]!)[0].statusListCredential
    const key = `status/pending/${listKey(list)}/01790000000000-000000-x`
    await put(key, cut)
    const error = await failureOf(agent.suspendAccreditation({ credentials }))
    expect([error.code, error.message]).toEqual(['outbox_failed', expect.stringContaining(key)])
    expect((await agent.revokeAccreditation({ credentials: revocable })).changes).toMatchObject([{ status: 'revoked' }])
    const resumed = await agent.resumePublications({})
    expect(resumed).toMatchObject({ publications: [], unreadable: [{ key }] })
  })

  it('and takes a name lets nothing be issued under it, since nobody knows what was', async () => {
    const { agent, createDid, put, signatures } = makeFailing()
    const issuer = await createDid()
    const key = publicationKey({
      did: issuer,
      resourceId: 'x',
      name: 'S',
      type: 'JSONSchemaValidator2020',
      version: '',
      mediaType: '',
      kms: '',
    })
    await put(key, cut)
    const error = await failureOf(agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema }))
    expect([error.code, error.message]).toEqual(['outbox_failed', expect.stringContaining(key)])
    expect(error.cause).toBeUndefined()
    expect(signatures()).toBe(0)
  })

  it('and belongs to an idempotency key is named, and nothing is published a second time', async () => {
    const { agent, createDid, put, published } = makeFailing()
    const issuer = await createDid()
    const args = { issuer, name: 'S', schema: diplomaSchema, idempotencyKey: 'schema' }
    await agent.publishSchema(args)
    const key = `request/${hashOf([issuer, 'schema'])}`
    await put(key, cut)
    const error = await failureOf(agent.publishSchema(args))
    expect([error.code, error.message]).toEqual(['outbox_failed', expect.stringContaining(key)])
    expect(published()).toBe(1)
  })

  it('and is a lock is nobody’s, or its DID could never issue again', async () => {
    const { agent, createDid, put } = makeFailing()
    const issuer = await createDid()
    await put(lockKey(`names/${hashOf([issuer])}`), cut)
    const { schemaId } = await agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema })
    expect(schemaId).toContain(issuer)
  })
})
