import { World } from '@trustchains/test-kit'
import { MemoryOutboxStore, type OutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaSchema, diplomaTypes, issueChain } from './support/issue-chain.js'
import { createOnWorld, makeAgent, type MadeAgent } from './support/make-agent.js'

const rootArgs = (issuer: string, change: { name?: string; subject?: string; idempotencyKey?: string } = {}) => ({
  issuer,
  name: 'root',
  accreditedFor: [
    { schemaId: `${issuer}?resourceName=S&resourceType=JSONSchemaValidator2020`, types: ['DiplomaCredential'] },
  ],
  trustFramework: 'https://example.org/governance',
  trustFrameworkId: 'Example Framework',
  ...change,
})

/** What stands in an outbox, but for locks that nobody holds. */
const heldIn = async (store: OutboxStore): Promise<string[]> =>
  (await store.list('')).filter(({ value }) => value !== '{}').map(({ key }) => key)

/** A ledger that can be switched off: before a transaction reaches it, or after. */
function makeFailing(
  fault: { now?: Error; after?: Error },
  store = new MemoryOutboxStore(),
): MadeAgent & { store: OutboxStore } {
  const made = makeAgent({
    issuer: { outbox: store },
    createResource: async (args, world) => {
      if (fault.now !== undefined) throw fault.now
      const created = await createOnWorld(args, world)
      if (fault.after !== undefined) throw fault.after
      return created
    },
  })
  return { ...made, store }
}

const unreachable = (): Error => new Error('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:26657') })

/** Is known at once to have brought nothing onto the ledger, where for the other the ledger is asked for some seconds. */
const noFunds = (): Error => new Error('spendable balance 1ncheq is smaller than 8ncheq: insufficient funds')

describe('an outbox', () => {
  it('is empty when all is on the ledger, so that nothing is published a second time', async () => {
    const store = new MemoryOutboxStore()
    const { agent, createDid } = makeAgent({ issuer: { outbox: store } })
    await issueChain(agent, createDid)
    expect(await heldIn(store)).toEqual([])
    expect(await agent.resumePublications({})).toEqual({ publications: [], ofOthers: 0 })
  })

  it('holds what is to be signed before it is signed, and what is to be published before it is published', async () => {
    const store = new MemoryOutboxStore()
    const seen: string[] = []
    const made = makeAgent({
      issuer: { outbox: store },
      createResource: async (args, world) => {
        const [record] = await store.list('publication/')
        const { data } = JSON.parse(record!.value) as { data: string }
        seen.push(data === args.payload.data ? 'recorded' : 'not recorded')
        return createOnWorld(args, world)
      },
    })
    await made.agent.issueRootAuthorization(rootArgs(await made.createDid()))
    expect(seen).toEqual(['recorded'])
  })

  it('never holds a key', async () => {
    const fault: { now?: Error } = { now: noFunds() }
    const { agent, createDid, store } = makeFailing(fault)
    const issuer = await createDid()
    await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    const { keys } = await agent.didManagerGet({ did: issuer })
    const held = JSON.stringify(await store.list(''))
    expect(held).not.toMatch(/privateKey/i)
    expect(held).not.toContain(keys[0]!.publicKeyHex.slice(2, 30))
  }, 30_000)

  it('that fails stops the issuing before anything is signed', async () => {
    const store = new MemoryOutboxStore()
    const { agent, createDid, signatures, published } = makeAgent({
      issuer: {
        outbox: {
          get: (key) => store.get(key),
          list: (prefix, options) => store.list(prefix, options),
          commit: () => Promise.reject(new Error('disk full')),
          close: () => store.close(),
        },
      },
    })
    await expect(agent.issueRootAuthorization(rootArgs(await createDid()))).rejects.toThrow('disk full')
    expect({ signatures: signatures(), published: published() }).toEqual({ signatures: 0, published: 0 })
  })
})

describe('a publication that did not reach the ledger', () => {
  it('is kept and finished by resumePublications, with the very credential that was signed', async () => {
    const fault: { now?: Error } = { now: unreachable() }
    const { agent, world, createDid, signatures, store } = makeFailing(fault)
    const issuer = await createDid()
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    expect(error.publication).toMatchObject({ state: 'absent', code: 'unreachable', isKept: true })
    expect(error.message).toContain('resumePublications')
    const signed = signatures()
    const again = await agent.resumePublications({})
    expect(again.publications).toMatchObject([{ name: 'root', state: 'pending', code: 'unreachable' }])
    delete fault.now
    const { publications } = await agent.resumePublications({ issuer })
    expect(publications).toMatchObject([{ didUrl: error.publication?.didUrl, issuer, name: 'root', state: 'finished' }])
    expect(world.listAllResources()).toHaveLength(1)
    expect(signatures()).toBe(signed)
    expect(await heldIn(store)).toEqual([])
    const { faults } = await agent.getAccreditation({ didUrl: error.publication!.didUrl })
    expect(faults).toEqual([])
  }, 60_000)

  it('is finished by the same call again, and not made a second time beside it', async () => {
    const fault: { now?: Error } = { now: noFunds() }
    const { agent, world, createDid } = makeFailing(fault)
    const issuer = await createDid()
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    delete fault.now
    const { didUrls } = await agent.issueRootAuthorization(rootArgs(issuer))
    expect(didUrls.pinned).toBe(error.publication?.didUrl)
    expect(world.listAllResources()).toHaveLength(1)
  }, 30_000)

  it('keeps its name, or another call would be overtaken by it later', async () => {
    const { agent, createDid, signatures } = makeFailing({ now: noFunds() })
    const issuer = await createDid()
    await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    const signed = signatures()
    const other = { ...rootArgs(issuer), trustFrameworkId: 'Another Framework' }
    const error = await failureOf(agent.issueRootAuthorization(other))
    expect(error.code).toBe('publication_pending')
    expect((await failureOf(agent.issueRootAuthorization({ ...other, dryRun: true }))).code).toBe('publication_pending')
    expect(signatures()).toBe(signed)
  }, 30_000)

  it('for want of funds is kept, and has a code of its own', async () => {
    const fault: { now?: Error } = { now: noFunds() }
    const { agent, createDid } = makeFailing(fault)
    const issuer = await createDid()
    const error = await failureOf(agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema }))
    expect(error.publication).toMatchObject({ state: 'absent', code: 'insufficient_funds', isKept: true })
    delete fault.now
    expect((await agent.resumePublications({})).publications).toMatchObject([{ name: 'S', state: 'finished' }])
  })

  it('for want of gas is not kept: it would fail for ever, and keep its name taken', async () => {
    const { agent, createDid, store } = makeFailing({ now: new Error('out of gas in location: WritePerByte') })
    const issuer = await createDid()
    const error = await failureOf(agent.issueRootAuthorization(rootArgs(issuer)))
    expect(error.publication).toMatchObject({ state: 'absent', code: 'out_of_gas', isKept: false })
    expect(await heldIn(store)).toEqual([])
  })
})

describe('a publication of which it is not known whether it reached the ledger', () => {
  it('is found there by resumePublications, and not sent again', async () => {
    const store = new MemoryOutboxStore()
    const world = new World()
    let sent = 0
    let isDown = true
    const { agent, createDid } = makeAgent({
      world,
      issuer: {
        outbox: store,
        sources: {
          dereference: (didUrl) => (isDown ? Promise.reject(new Error('down')) : world.dereference(didUrl)),
        },
      },
      createResource: async (args, inWorld) => {
        sent += 1
        await createOnWorld(args, inWorld)
        throw new Error('the transaction took longer than 120 s')
      },
    })
    const issuer = await createDid()
    const error = await failureOf(agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema }))
    expect(error.publication).toMatchObject({ state: 'unknown', code: 'timeout', isKept: true })
    isDown = false
    const { publications } = await agent.resumePublications({})
    expect(publications).toMatchObject([{ name: 'S', state: 'found' }])
    expect(sent).toBe(1)
    expect(await heldIn(store)).toEqual([])
  }, 30_000)

  it('is asked for before it is sent again, and is not sent while nobody answers', async () => {
    const store = new MemoryOutboxStore()
    let sent = 0
    const { agent, world, createDid } = makeAgent({
      issuer: { outbox: store },
      createResource: () => {
        sent += 1
        return Promise.reject(new Error('timeout'))
      },
    })
    const issuer = await createDid()
    world.addFault({ id: `${issuer}/resources`, mode: 'throw' })
    await failureOf(agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema }))
    expect((await agent.resumePublications({})).publications).toMatchObject([{ state: 'pending' }])
    expect(sent).toBe(1)
  }, 30_000)
})

describe('publications of others', () => {
  it('in a shared outbox are left to the agent that has their keys', async () => {
    const world = new World()
    const store = new MemoryOutboxStore()
    const one = makeAgent({ world, issuer: { outbox: store }, createResource: () => Promise.reject(noFunds()) })
    const two = makeAgent({ world, issuer: { outbox: store } })
    await failureOf(one.agent.publishSchema({ issuer: await one.createDid(), name: 'S', schema: diplomaSchema }))
    expect(await two.agent.resumePublications({})).toEqual({ publications: [], ofOthers: 1 })
    const stranger = await failureOf(two.agent.resumePublications({ issuer: await one.createDid() }))
    expect(stranger.code).toBe('invalid_argument')
  }, 30_000)
})

describe('two calls at once', () => {
  it('with one name and different subjects do not both pass, or one would lose its accreditation', async () => {
    const { agent, createDid } = makeAgent()
    const chain = await issueChain(agent, createDid)
    const issue = (subject: string) =>
      agent.issueAccreditation({
        kind: 'attest',
        issuer: chain.certifier,
        subject,
        name: 'college',
        accreditedFor: [{ schemaId: chain.schemaId, types: diplomaTypes }],
        parentAccreditation: chain.toAccredit,
        rootAuthorization: chain.root,
      })
    const results = await Promise.allSettled([
      issue(await createDid()),
      issue(await createDid()),
      issue(await createDid()),
    ])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const codes = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as { code: string }).code] : [],
    )
    expect(codes.every((code) => code === 'name_taken' || code === 'publication_pending')).toBe(true)
  })

  it('that ask for the very same thing get the same, published once', async () => {
    const { agent, world, createDid } = makeAgent()
    const issuer = await createDid()
    const [a, b] = await Promise.all([
      agent.issueRootAuthorization(rootArgs(issuer)),
      agent.issueRootAuthorization(rootArgs(issuer)),
    ])
    expect(a).toEqual(b)
    expect(world.listAllResources()).toHaveLength(1)
  })
})

describe('an idempotency key', () => {
  it('gives the same result however often the call is made, also at once and by another agent', async () => {
    const world = new World()
    const store = new MemoryOutboxStore()
    const one = makeAgent({ world, issuer: { outbox: store } })
    const issuer = await one.createDid()
    const args = rootArgs(issuer, { idempotencyKey: 'order 1' })
    const both = await Promise.all([one.agent.issueRootAuthorization(args), one.agent.issueRootAuthorization(args)])
    const later = await one.agent.issueRootAuthorization({ ...args })
    expect(both[1]).toEqual(both[0])
    expect(later).toEqual(both[0])
    expect(world.listAllResources()).toHaveLength(1)
    const schema = { issuer, name: 'S', schema: diplomaSchema, idempotencyKey: 'order 2' }
    const first = await one.agent.publishSchema(schema)
    expect(await one.agent.publishSchema(schema)).toEqual(first)
    expect(world.listAllResources()).toHaveLength(2)
  })

  it('is refused with other arguments or another method, and nothing is signed', async () => {
    const { agent, createDid, signatures, published } = makeAgent()
    const issuer = await createDid()
    await agent.issueRootAuthorization(rootArgs(issuer, { idempotencyKey: 'k' }))
    const before = { signatures: signatures(), published: published() }
    const others = [
      agent.issueRootAuthorization(rootArgs(issuer, { idempotencyKey: 'k', name: 'other' })),
      agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema, idempotencyKey: 'k' }),
    ]
    for (const other of others) expect((await failureOf(other)).code).toBe('idempotency_conflict')
    expect({ signatures: signatures(), published: published() }).toEqual(before)
  })

  it('of one issuer is no matter to another', async () => {
    const { agent, createDid, published } = makeAgent()
    for (let count = 0; count < 2; count++) {
      await agent.issueRootAuthorization(rootArgs(await createDid(), { idempotencyKey: 'k' }))
    }
    expect(published()).toBe(2)
  })

  it('finishes what an earlier call with it began', async () => {
    const fault: { now?: Error } = { now: noFunds() }
    const { agent, createDid, published } = makeFailing(fault)
    const args = rootArgs(await createDid(), { idempotencyKey: 'k' })
    const error = await failureOf(agent.issueRootAuthorization(args))
    delete fault.now
    const { didUrls } = await agent.issueRootAuthorization(args)
    expect(didUrls.pinned).toBe(error.publication?.didUrl)
    expect(published()).toBe(1)
  }, 30_000)

  it('gives the same failure again where the ledger refused for good', async () => {
    const fault: { now?: Error } = { now: new Error('out of gas') }
    const { agent, createDid, published } = makeFailing(fault)
    const args = rootArgs(await createDid(), { idempotencyKey: 'k' })
    const first = await failureOf(agent.issueRootAuthorization(args))
    delete fault.now
    const second = await failureOf(agent.issueRootAuthorization(args))
    expect(second).toMatchObject({ code: first.code, message: first.message, publication: first.publication })
    expect(published()).toBe(0)
  })

  it('is free again where nothing was signed', async () => {
    const { agent, createDid } = makeAgent()
    const issuer = await createDid()
    await agent.issueRootAuthorization(rootArgs(issuer))
    const taken = rootArgs(issuer, { idempotencyKey: 'k', subject: await createDid() })
    expect((await failureOf(agent.issueRootAuthorization(taken))).code).toBe('name_taken')
    await agent.issueRootAuthorization({ ...taken, name: 'free' })
  })

  it.each(['', ' ', 'x'.repeat(129), 5])(
    'that is no text of 1 to 128 characters is refused: %p',
    async (idempotencyKey) => {
      const { agent, createDid } = makeAgent({ schemaValidation: false })
      const args = { ...rootArgs(await createDid()), idempotencyKey: idempotencyKey as string }
      const error = await failureOf(agent.issueRootAuthorization(args))
      expect(error.message).toMatch(/^idempotencyKey/)
    },
  )

  it('is not remembered for ever, or the outbox would grow without end', async () => {
    const store = new MemoryOutboxStore()
    const { agent, createDid } = makeAgent({ issuer: { outbox: store } })
    const issuer = await createDid()
    for (const idempotencyKey of ['1', '2', '3']) {
      await agent.publishSchema({ issuer, name: `S${idempotencyKey}`, schema: diplomaSchema, idempotencyKey })
    }
    expect(await store.list('request/')).toHaveLength(3)
    for (const { key, revision } of await store.list('expiry/')) {
      const [, , ...rest] = key.split('/')
      await store.commit([
        { key, revision },
        { key: ['expiry', '2020-01-01T00:00:00.000Z', ...rest].join('/'), value: '{}', revision: 0 },
      ])
    }
    await agent.publishSchema({ issuer, name: 'S4', schema: diplomaSchema, idempotencyKey: '4' })
    expect(await store.list('request/')).toHaveLength(1)
    expect(await store.list('expiry/')).toHaveLength(1)
  })
})
