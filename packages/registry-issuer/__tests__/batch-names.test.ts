import { World } from '@trustchains/test-kit'
import { issueChain } from './support/issue-chain.js'
import { createOnWorld, makeAgent, type AgentParts, type MadeAgent } from './support/make-agent.js'
import { schoolsOf } from './support/schools.js'

/** A registry whose questions to the ledger are counted. */
async function registry(parts: AgentParts = {}) {
  const world = new World()
  const sources = world.toDereferencer()
  const asked: string[] = []
  const lists: { count: number; after?: () => Promise<unknown> } = { count: 0 }
  const made: MadeAgent = makeAgent({
    ...parts,
    world,
    issuer: {
      sources: {
        dereference: (didUrl, options) => {
          asked.push(didUrl)
          return sources.dereference(didUrl, options)
        },
        listResources: async (did) => {
          lists.count += 1
          const listed = await sources.listResources!(did)
          await lists.after?.()
          return listed
        },
      },
    },
  })
  const chain = await issueChain(made.agent, made.createDid)
  asked.length = 0
  return { ...made, chain, asked, lists }
}

describe('the names of a batch', () => {
  it('are asked for with one list, not one by one, which a ledger answers with a list each time', async () => {
    const { agent, chain, asked, lists } = await registry()
    const { failed } = await agent.issueAccreditations({ accreditations: schoolsOf(chain, 20) })
    expect(failed).toBe(0)
    expect(lists.count).toBe(1)
    expect(asked.filter((url) => url.includes('school'))).toEqual([])
  })

  it('are refused where the ledger has them for another subject, or that would lose its accreditation', async () => {
    const { agent, chain } = await registry()
    const accreditations = schoolsOf(chain, 10)
    accreditations[4] = { ...accreditations[4]!, name: 'university' }
    const { items } = await agent.issueAccreditations({ accreditations })
    expect(items.map(({ error }) => error?.code)).toEqual(
      accreditations.map((_, index) => (index === 4 ? 'name_taken' : undefined)),
    )
    // The same subjects again are new versions.
    const own = schoolsOf(chain, 10)
    const again = await agent.issueAccreditations({ accreditations: own.filter((_, index) => index !== 4) })
    expect(again.failed).toBe(0)
    const others = own.map((item) => ({ ...item, subject: 'did:web:other.example' }))
    const taken = await agent.issueAccreditations({ accreditations: others, dryRun: true })
    expect(taken.items.map(({ error }) => error?.code)).toEqual(
      own.map((_, index) => (index === 4 ? undefined : 'name_taken')),
    )
  })

  it('are refused too where resolvers take an escaped name for the same', async () => {
    const { agent, chain, asked } = await registry()
    const [first, ...rest] = schoolsOf(chain, 9)
    await agent.issueAccreditation({ ...first!, name: 'school+%C3%A9' })
    await agent.issueAccreditations({
      accreditations: [{ ...first!, name: 'school é', subject: 'did:web:x.example' }, ...rest],
    })
    expect(asked.some((url) => url.includes('school') && url.includes('%C3%A9'))).toBe(true)
  })

  it('are taken while a publication is on its way, also where it arrives just when the ledger is asked', async () => {
    let isDown = false
    const { agent, chain, lists } = await registry({
      createResource: (args, world) =>
        isDown ? Promise.reject(new Error('insufficient funds')) : createOnWorld(args, world),
    })
    const [first, ...rest] = schoolsOf(chain, 9)
    isDown = true
    await agent.issueAccreditation(first).catch(() => undefined)
    isDown = false
    // The list was read before it arrived, and says nothing of it.
    lists.after = () => {
      delete lists.after
      return agent.resumePublications({})
    }
    const { items } = await agent.issueAccreditations({
      accreditations: [{ ...first!, subject: 'did:web:other.example' }, ...rest],
    })
    expect(items.map(({ error }) => error?.code)).toEqual(['publication_pending', ...rest.map(() => undefined)])
  })

  it('are asked for one by one where the sources can’t list, rather than taken for free', async () => {
    const { agent, chain, asked, lists } = await registry()
    lists.after = () => Promise.reject(new Error('too many'))
    const accreditations = schoolsOf(chain, 10)
    accreditations[0] = { ...accreditations[0]!, name: 'university' }
    const { items } = await agent.issueAccreditations({ accreditations })
    expect(items.map(({ error }) => error?.code)).toEqual(
      accreditations.map((_, index) => (index === 0 ? 'name_taken' : undefined)),
    )
    expect(asked.filter((url) => url.includes('resourceName=school')).length).toBeGreaterThanOrEqual(9)
  })
})
