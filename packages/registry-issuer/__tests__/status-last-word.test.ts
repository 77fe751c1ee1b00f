import { MemoryOutboxStore, type OutboxStore } from '../src/index.js'
import { addPending, readPending } from '../src/status/pending-changes.js'
import { failureOf } from './support/failure-of.js'
import { issueChain } from './support/issue-chain.js'
import { entriesOf, issueDiploma } from './support/issue-with-status.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'

/** A credential that can be suspended, and a ledger that a test can switch off or listen to. */
async function registry() {
  const ledger: { now?: Error; before?: () => Promise<unknown> } = {}
  const store: OutboxStore = new MemoryOutboxStore()
  const made = makeAgent({
    issuer: { outbox: store },
    createResource: async (args, world) => {
      if (ledger.now !== undefined) throw ledger.now
      const { before } = ledger
      delete ledger.before
      await before?.()
      return createOnWorld(args, world)
    },
  })
  const chain = await issueChain(made.agent, made.createDid)
  const credential = await issueDiploma(made.agent, chain, [{ purpose: 'suspension' }])
  const status = async (): Promise<string> => (await made.agent.getStatus({ credential })).status
  return { ...made, chain, credential, credentials: [credential], ledger, status, store }
}

const noFunds = (): Error => new Error('spendable balance 1ncheq is smaller than 8ncheq: insufficient funds')

describe('of a suspension and a reinstatement, the one that was asked for last counts', () => {
  it('where the reinstatement before it was only kept, or a suspended issuer would be trusted again later', async () => {
    const { agent, credentials, ledger, status, store } = await registry()
    await agent.suspendAccreditation({ credentials })
    ledger.now = noFunds()
    await failureOf(agent.reinstateAccreditation({ credentials }))
    delete ledger.now
    const { changes } = await agent.suspendAccreditation({ credentials })
    expect(changes).toMatchObject([{ previous: 'suspended', status: 'suspended', changed: false }])
    expect((await agent.resumePublications({})).publications).toEqual([])
    expect(await status()).toBe('suspended')
    expect(await store.list('status/pending/')).toEqual([])
  })

  it('where the reinstatement before it is just being published', async () => {
    const { agent, credentials, ledger, status } = await registry()
    await agent.suspendAccreditation({ credentials })
    let suspending: Promise<unknown> | undefined
    ledger.before = async () => {
      suspending = agent.suspendAccreditation({ credentials })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const overtaken = await failureOf(agent.reinstateAccreditation({ credentials }))
    expect(overtaken.message).toContain('another change of its status came in between')
    expect(await suspending).toMatchObject({ changes: [{ status: 'suspended' }] })
    expect((await agent.resumePublications({})).publications).toEqual([])
    expect(await status()).toBe('suspended')
  })

  it('in a dry run too, which says that nothing changes where nothing will', async () => {
    const { agent, credentials, ledger } = await registry()
    await agent.suspendAccreditation({ credentials })
    ledger.now = noFunds()
    await failureOf(agent.reinstateAccreditation({ credentials }))
    const { changes } = await agent.suspendAccreditation({ credentials, dryRun: true })
    expect(changes).toMatchObject([{ previous: 'suspended', status: 'suspended', changed: false }])
  })

  it('in one millisecond too, and after a clock was put back', async () => {
    const store = new MemoryOutboxStore()
    const { credential } = await registry()
    const list = entriesOf(credential)[0].statusListCredential
    const change = (value: number) => ({ list, index: 7, value, purpose: 'suspension' })
    for (const value of [1, 2, 3, 4, 5, 6, 7, 8]) await addPending(store, [change(value)], 1_790_000_000_000)
    await addPending(store, [change(9)], 1_780_000_000_000)
    const values = (await readPending(store, list)).map(({ value }) => value)
    expect(values).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})
