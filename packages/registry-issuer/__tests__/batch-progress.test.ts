import { World } from '@trustchains/test-kit'
import { MemoryOutboxStore, TrustRegistryIssuer } from '../src/index.js'
import { issueChain } from './support/issue-chain.js'
import { makeAgent } from './support/make-agent.js'
import { schoolsOf } from './support/schools.js'

describe('the progress of a dry run of a batch', () => {
  it('is told as items are checked, or who waits for five hundred would see nothing and then all at once', async () => {
    const world = new World()
    const made = makeAgent({ world })
    const { agent, createDid } = made
    const chain = await issueChain(agent, createDid)
    const publisher = {
      // The work of one item, told with what was heard until then.
      estimate: async () => {
        heard.push(told.length)
        await new Promise((resolve) => setTimeout(resolve, 5))
        return { resourceBytes: 1, transactionBytes: 1, gas: 1, gasLimit: 2 }
      },
      publish: () => Promise.reject(new Error('a dry run publishes nothing')),
    }
    const heard: number[] = []
    const told: number[] = []
    const plugin = new TrustRegistryIssuer({
      sources: world.toDereferencer(),
      outbox: new MemoryOutboxStore(),
      publisher,
    })
    const { failed } = await plugin.issueAccreditations(
      { accreditations: schoolsOf(chain, 30), dryRun: true },
      { agent, onProgress: ({ done }) => void told.push(done) },
    )
    expect(failed).toBe(0)
    expect(told).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
    // Eight are checked at a time.
    expect(Math.max(...heard)).toBeGreaterThanOrEqual(16)
  })
})
