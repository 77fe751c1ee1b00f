import { setTimeout as sleep } from 'node:timers/promises'
import { World } from '@trustchains/test-kit'
import {
  MemoryOutboxStore,
  type IssueAccreditationArgs,
  type OutboxStore,
  type ResourcePublisher,
  type ResourceToPublish,
} from '../src/index.js'
import { issueChain } from './support/issue-chain.js'
import { bothStatuses, entriesOf } from './support/issue-with-status.js'
import { makeAgent } from './support/make-agent.js'
import { schoolsOf } from './support/schools.js'

/** A publisher for many, that takes a moment, and may be stopped. */
function publisherTo(world: World, takesParts: boolean) {
  const calls: ResourceToPublish[][] = []
  const state: { before?: (resources: readonly ResourceToPublish[]) => Promise<unknown> } = {}
  const publish = ({ did, resourceId, name, type, data }: ResourceToPublish): void => {
    world.publish({ collection: did, id: resourceId, name, type, created: new Date().toISOString(), content: data })
  }
  const publisher: ResourcePublisher = {
    takesParts,
    estimate: ({ data: { length: bytes } }) =>
      Promise.resolve({ resourceBytes: bytes, transactionBytes: bytes, gas: 1, gasLimit: 2 }),
    publish: async (resource) => {
      await sleep(1)
      publish(resource)
      return { resourceURI: `${resource.did}/resources/${resource.resourceId}` }
    },
    publishMany: async (resources, _context, { onPublished } = {}) => {
      calls.push([...resources])
      await state.before?.(resources)
      await sleep(20)
      return resources.map((resource, index) => {
        publish(resource)
        onPublished?.(resource, index)
        return { state: 'published' }
      })
    },
  }
  return { publisher, calls, state }
}

async function registry({ takesParts = true } = {}) {
  const world = new World()
  const outbox = new MemoryOutboxStore()
  const publishing = publisherTo(world, takesParts)
  const made = makeAgent({ world, issuer: { outbox, publisher: publishing.publisher } })
  const chain = await issueChain(made.agent, made.createDid)
  const batch = (count: number, change: Partial<IssueAccreditationArgs> = {}): IssueAccreditationArgs[] =>
    schoolsOf(chain, count).map((item) => ({ ...item, ...change }))
  publishing.calls.length = 0
  return { ...made, ...publishing, chain, outbox, batch }
}

/** What is done with a store, in order. */
function watchCommits(store: OutboxStore): { keys: string[] }[] {
  const commits: { keys: string[] }[] = []
  const commit = store.commit.bind(store)
  store.commit = (changes) => {
    commits.push({ keys: changes.map(({ key }) => key) })
    return commit(changes)
  }
  return commits
}

describe('a batch', () => {
  it('takes some commits, not some for each item: each waits for the disk', async () => {
    const { agent, batch, outbox } = await registry()
    const commits = watchCommits(outbox)
    const { failed, items } = await agent.issueAccreditations({ accreditations: batch(120, { status: bothStatuses }) })
    expect(failed).toBe(0)
    // Recorded with one, signed with three, taken out with some; locks and the first two status lists have theirs.
    expect(commits.length).toBeLessThan(50)
    expect(commits.filter(({ keys }) => keys.some((key) => key.startsWith('status/entry/')))).toHaveLength(2)
    const entries = items.flatMap(({ accreditation }) => entriesOf(accreditation!.credential).map(({ id }) => id))
    expect(new Set(entries).size).toBe(240)
    expect(await outbox.list('publication/')).toEqual([])
  })

  it('is on its way in parts while the rest is signed, each recorded before it is sent', async () => {
    const { agent, batch, outbox, calls, state, signatures } = await registry()
    const before = signatures()
    const signedAt: number[] = []
    state.before = async (resources) => {
      signedAt.push(signatures() - before)
      const kept = new Map((await outbox.list('publication/')).map(({ key, value }) => [key.split('/').at(-1), value]))
      for (const { resourceId, data } of resources) {
        const record = JSON.parse(kept.get(resourceId) ?? '{}') as { data?: string }
        expect(record.data).toBe(Buffer.from(data).toString('base64'))
      }
    }
    const { failed, items } = await agent.issueAccreditations({ accreditations: batch(120) })
    expect(failed).toBe(0)
    expect(calls.length).toBeGreaterThan(1)
    expect(signedAt[0]).toBeLessThan(120)
    expect(calls.flat().map(({ name }) => name)).toEqual(batch(120).map(({ name }) => name))
    expect(items.map(({ accreditation }) => accreditation?.resource?.resourceName)).toEqual(
      batch(120).map(({ name }) => name),
    )
  })

  it('reaches a publisher whole that takes no parts, such as one that signs an index for each', async () => {
    const { agent, batch, calls } = await registry({ takesParts: false })
    expect((await agent.issueAccreditations({ accreditations: batch(120) })).failed).toBe(0)
    expect(calls.map(({ length }) => length)).toEqual([120])
  })

  it('whose outbox fails on the way waits for what is sent, and nothing of it is lost or doubled', async () => {
    const { agent, batch, outbox, calls, state, published } = await registry()
    const before = published()
    const commit = outbox.commit.bind(outbox)
    state.before = () => {
      outbox.commit = (changes) =>
        changes.some(({ key }) => key.startsWith('publication/'))
          ? Promise.reject(new Error('the disk is full'))
          : commit(changes)
      return Promise.resolve()
    }
    await expect(agent.issueAccreditations({ accreditations: batch(120) })).rejects.toThrow('the disk is full')
    expect(published() - before).toBe(calls.flat().length)
    outbox.commit = commit
    delete state.before
    const { publications } = await agent.resumePublications({})
    expect(publications.filter(({ state: found }) => found === 'found')).toHaveLength(calls[0]!.length)
    expect(publications).toHaveLength(120)
    expect(published() - before).toBe(120)
    expect(await outbox.list('publication/')).toEqual([])
  })

  it('of which another process has taken one over leaves that one to it, and publishes the others', async () => {
    const { agent, batch, outbox, published } = await registry()
    const before = published()
    const commit = outbox.commit.bind(outbox)
    let taken: string | undefined
    // While this call signs, another takes the third over, as one does where it was held up for longer than its lease.
    outbox.commit = async (changes) => {
      const signed = changes.filter(({ key, value }) => key.startsWith('publication/') && value?.includes('"data"'))
      const third = signed[2]
      if (taken === undefined && third !== undefined) {
        taken = third.key
        const record = (await outbox.get(taken))!
        const owned = { ...(JSON.parse(record.value) as object), owner: 'calls/another' }
        await commit([{ key: taken, value: JSON.stringify(owned), revision: record.revision }])
      }
      return commit(changes)
    }
    const { failed } = await agent.issueAccreditations({ accreditations: batch(10) })
    // Nobody holds the lock of the other one, so it is taken back in the end.
    expect(failed).toBe(0)
    expect(taken).toBeDefined()
    expect(published() - before).toBe(10)
    expect(await outbox.list('publication/')).toEqual([])
  })
})
