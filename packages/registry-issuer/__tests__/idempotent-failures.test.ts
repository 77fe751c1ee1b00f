import { World } from '@trustchains/test-kit'
import { MemoryOutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaSchema, issueChain } from './support/issue-chain.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'
import { schoolsOf } from './support/schools.js'

/** An agent whose signing, ledger and resolver a test can disturb. */
function makeDisturbed() {
  const faults: { signing?: string; ledger?: Error; late: number } = { late: 0 }
  const world = new World()
  const outbox = new MemoryOutboxStore()
  const made = makeAgent({
    world,
    issuer: {
      outbox,
      sources: {
        dereference: (didUrl, options) => {
          const isLate = didUrl.includes('/resources/') && faults.late > 0
          if (isLate) faults.late -= 1
          return isLate ? new World().dereference(didUrl, options) : world.dereference(didUrl, options)
        },
      },
    },
    createResource: async (args, inWorld) => {
      if (faults.ledger !== undefined) throw faults.ledger
      return createOnWorld(args, inWorld)
    },
  })
  const sign = made.agent.createVerifiableCredential
  made.agent.createVerifiableCredential = async (args) => {
    const { id } = args?.credential.credentialSubject ?? {}
    if (faults.signing !== undefined && id === faults.signing) throw new Error('HSM: slot locked')
    return sign(args)
  }
  return { ...made, faults, outbox }
}

describe('a call with an idempotency key that is made again', () => {
  it('says again that an item could not be signed, and not that it may still come about', async () => {
    const { agent, createDid, faults } = makeDisturbed()
    const chain = await issueChain(agent, createDid)
    const accreditations = schoolsOf(chain, 2)
    faults.signing = accreditations[1]!.subject
    const args = { accreditations, idempotencyKey: 'intake' }
    const first = await agent.issueAccreditations(args)
    expect(first.items.map(({ error }) => error?.code)).toEqual([undefined, 'signing_failed'])
    const second = await agent.issueAccreditations(args)
    expect(second).toEqual(first)
  })

  it('leaves nothing behind where nothing of it was signed, and its key free', async () => {
    const { agent, createDid, faults, outbox } = makeDisturbed()
    const chain = await issueChain(agent, createDid)
    const accreditations = schoolsOf(chain, 1)
    faults.signing = accreditations[0]!.subject
    const args = { accreditations, idempotencyKey: 'intake' }
    expect((await agent.issueAccreditations(args)).failed).toBe(1)
    expect((await outbox.list('')).filter(({ key }) => !key.startsWith('lock/'))).toEqual([])
    delete faults.signing
    expect((await agent.issueAccreditations(args)).failed).toBe(0)
  })

  it('gives what was published where the resolver is behind', async () => {
    const { agent, createDid, faults } = makeDisturbed()
    const args = { issuer: await createDid(), name: 'S', schema: diplomaSchema, idempotencyKey: 'schema' }
    const first = await agent.publishSchema(args)
    faults.late = 2
    expect(await agent.publishSchema(args)).toEqual(first)
  })

  it('does not say that what was published is not there where the resolver does not show it', async () => {
    const { agent, createDid, faults } = makeDisturbed()
    const args = { issuer: await createDid(), name: 'S', schema: diplomaSchema, idempotencyKey: 'schema' }
    const { didUrls } = await agent.publishSchema(args)
    faults.late = 1000
    const { code, publication } = await failureOf(agent.publishSchema(args))
    expect({ code, publication }).toEqual({
      code: 'publication_failed',
      publication: { didUrl: didUrls.pinned, state: 'unknown', isKept: false },
    })
    faults.late = 0
    expect((await agent.publishSchema(args)).didUrls).toEqual(didUrls)
  }, 30_000)

  it('learns why it failed for good also where a call without key had begun it', async () => {
    const { agent, createDid, faults } = makeDisturbed()
    const args = { issuer: await createDid(), name: 'S', schema: diplomaSchema }
    faults.ledger = new Error('spendable balance 1ncheq is smaller than 8ncheq: insufficient funds')
    expect((await failureOf(agent.publishSchema(args))).publication).toMatchObject({ isKept: true })
    faults.ledger = new Error('out of gas in location: WritePerByte')
    const withKey = { ...args, idempotencyKey: 'schema' }
    const first = await failureOf(agent.publishSchema(withKey))
    expect(first.publication).toMatchObject({ state: 'absent', code: 'out_of_gas', isKept: false })
    delete faults.ledger
    const second = await failureOf(agent.publishSchema(withKey))
    expect([second.code, second.message, second.publication]).toEqual([first.code, first.message, first.publication])
  }, 30_000)
})
