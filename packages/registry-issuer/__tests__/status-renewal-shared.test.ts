import { issueChain } from './support/issue-chain.js'
import { entriesOf, issueDiploma } from './support/issue-with-status.js'
import { createOnWorld, makeAgent } from './support/make-agent.js'

describe('a renewal of a status list that comes while other updates of it wait', () => {
  /** A list that is being changed, with an update that waits; then what a test asks for. */
  async function besideWaiting(
    renew: (agent: ReturnType<typeof makeAgent>['agent'], list: string, did: string) => void,
  ) {
    let during: (() => void) | undefined
    const made = makeAgent({
      createResource: async (args, world) => {
        const run = during
        during = undefined
        run?.()
        await new Promise((resolve) => setTimeout(resolve, 50))
        return createOnWorld(args, world)
      },
    })
    const { agent, createDid } = made
    const chain = await issueChain(agent, createDid)
    const credentials = [await issueDiploma(agent, chain, [{ purpose: 'suspension' }])]
    const list = entriesOf(credentials[0]!)[0].statusListCredential
    const before = made.published()
    const waiting: Promise<unknown>[] = []
    during = () => {
      // Has no wish of its own, and waits for the suspension.
      waiting.push(agent.resumePublications({}))
      setTimeout(() => renew(agent, list, chain.university), 20)
    }
    await agent.suspendAccreditation({ credentials })
    await Promise.all(waiting)
    return { ...made, list, before }
  }

  it('is made, or who rotated a key would be told that the list is signed anew while it is not', async () => {
    const renewals: Promise<unknown>[] = []
    const { agent, published, before } = await besideWaiting((issuer, list) => {
      renewals.push(issuer.renewStatusList({ list }), issuer.renewStatusList({ list }))
    })
    expect(renewals).toHaveLength(2)
    const [first, second] = await Promise.all(renewals)
    // One version for the suspension, one for both that ask for the same.
    expect(published() - before).toBe(2)
    expect(second).toEqual(first)
    expect((await agent.resumePublications({})).publications).toEqual([])
  })

  it('is signed with the key that it asks for, and with no other', async () => {
    const renewals: Promise<unknown>[] = []
    await besideWaiting((agent, list, did) => {
      renewals.push(agent.renewStatusList({ list, kid: `${did}#no-such-key` }))
      renewals[0]?.catch(() => undefined)
    })
    expect(renewals).toHaveLength(1)
    await expect(renewals[0]).rejects.toThrow('kid names no key')
  })
})
