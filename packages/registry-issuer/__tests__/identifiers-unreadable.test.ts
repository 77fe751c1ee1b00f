import { MemoryOutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { diplomaSchema, issueChain } from './support/issue-chain.js'
import { issueDiploma } from './support/issue-with-status.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'

/** An agent whose database of DIDs, or whose payer, a test can switch off. */
function makeFailing() {
  const fault: { database?: Error; ledger?: Error } = {}
  const made = makeAgent({
    issuer: { outbox: new MemoryOutboxStore() },
    createResource: async (args, world) => {
      if (fault.ledger !== undefined) throw fault.ledger
      return createOnWorld(args, world)
    },
  })
  const { agent } = made
  for (const name of ['didManagerGet', 'didManagerFind'] as const) {
    const method = agent[name] as (args: never) => Promise<unknown>
    const failing = async (args: never): Promise<unknown> => {
      if (fault.database !== undefined) throw fault.database
      return method(args)
    }
    Object.assign(agent, { [name]: failing })
  }
  return { ...made, fault }
}

const down = (): Error => new Error('connect ECONNREFUSED 127.0.0.1:5432')

describe('while the database of the agent can not be read', () => {
  it('resumePublications says so, and does not take what is kept for the affair of others', async () => {
    const { agent, createDid, fault } = makeFailing()
    const issuer = await createDid()
    fault.ledger = new Error('spendable balance 1ncheq is smaller than 8ncheq: insufficient funds')
    await failureOf(agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema }))
    delete fault.ledger
    fault.database = down()
    const { code, message } = await failureOf(agent.resumePublications({}))
    expect([code, message]).toEqual(['unavailable', expect.stringContaining(issuer)])
    delete fault.database
    expect(await agent.resumePublications({})).toMatchObject({ publications: [{ state: 'finished' }], ofOthers: 0 })
  })

  it('an issuer is not told to create a DID that is there', async () => {
    const { agent, createDid, fault } = makeFailing()
    const issuer = await createDid()
    fault.database = down()
    const call = agent.publishSchema({ issuer, name: 'S', schema: diplomaSchema })
    expect((await failureOf(call)).code).toBe('unavailable')
    delete fault.database
    const other = 'did:cheqd:testnet:5efb9cd3-1c38-4a1f-9f0f-5d7c3f3bd0d0'
    const wrong = agent.publishSchema({ issuer: other, name: 'S', schema: diplomaSchema })
    expect((await failureOf(wrong)).code).toBe('invalid_argument')
  })

  it('a revocation is not refused as that of a credential of others', async () => {
    const { agent, createDid, fault } = makeFailing()
    const credential = await issueDiploma(agent, await issueChain(agent, createDid))
    fault.database = down()
    expect((await failureOf(agent.revokeAccreditation({ credentials: [credential] }))).code).toBe('unavailable')
    delete fault.database
    const { changes } = await agent.revokeAccreditation({ credentials: [credential] })
    expect(changes).toMatchObject([{ status: 'revoked', changed: true }])
  })
})
