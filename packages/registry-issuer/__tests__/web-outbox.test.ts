import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describeWithPrograms } from '@trustchains/test-kit'
import { LmdbOutboxStore, MemoryOutboxStore, TrustRegistryIssuer } from '../src/index.js'
import type { WebPublisher } from '../src/web/index.js'
import { temporaryFolder } from './support/temporary-folder.js'
import { testResource } from './support/test-resource.js'
import { makeWebAgent, type WebAgent } from './support/web-agent.js'
import { FolderDidProvider, WebWorld } from './support/web-world.js'

describeWithPrograms(['openssl'], 'a publisher on the web without an outbox of its own', () => {
  let world: WebWorld
  let agent: WebAgent

  beforeAll(async () => {
    world = await WebWorld.start()
    agent = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())
  })

  afterEach(() => {
    delete process.env.TRUSTCHAINS_OUTBOX
  })

  afterAll(() => world.close())

  it('waits for others by the plugin’s: what two processes with other homes publish at once is all there', async () => {
    const path = join(temporaryFolder(), 'outbox')
    const { did } = await agent.didManagerCreate({ alias: 'shared' })
    const homes = [temporaryFolder(), temporaryFolder()].map((home) => join(home, 'outbox'))
    const stores = homes.map(() => new LmdbOutboxStore({ path }))
    const publishers = homes.map((home, index) => {
      process.env.TRUSTCHAINS_OUTBOX = home
      const publisher = world.publisher({ outbox: undefined })
      new TrustRegistryIssuer({ publisher, outbox: stores[index]!, sources: world.reader() })
      return publisher
    })
    const resources = publishers.map(() => Array.from({ length: 4 }, () => testResource(did)))
    const publishAll = async (publisher: WebPublisher, index: number): Promise<void> => {
      for (const resource of resources[index]!) await publisher.publish(resource, { agent })
    }
    await Promise.all(publishers.map(publishAll))
    const listed = await world.reader().listResources(did)
    const idsOf = (all: { resourceId: string }[]): string[] => all.map(({ resourceId }) => resourceId).toSorted()
    expect(idsOf(listed)).toEqual(idsOf(resources.flat()))
    expect(homes.map((home) => existsSync(home))).toEqual([false, false])
    await Promise.all(stores.map((store) => store.close()))
  }, 60_000)

  it('used alone has the default one, as a plugin of this user would', async () => {
    const { did } = await agent.didManagerCreate({ alias: 'alone' })
    process.env.TRUSTCHAINS_OUTBOX = join(temporaryFolder(), 'outbox')
    await world.publisher({ outbox: undefined }).publish(testResource(did), { agent })
    const store = new LmdbOutboxStore({ path: process.env.TRUSTCHAINS_OUTBOX })
    expect(await store.list('lock/web/')).toHaveLength(1)
    await store.close()
  })

  it('is refused to a second plugin with another outbox, by which nobody would wait for it', () => {
    const publisher = world.publisher({ outbox: undefined })
    const make = (outbox: MemoryOutboxStore | { path: string }) => () => new TrustRegistryIssuer({ publisher, outbox })
    const path = join(temporaryFolder(), 'outbox')
    make({ path })()
    expect(make({ path })).not.toThrow()
    expect(make(new MemoryOutboxStore())).toThrow('another outbox')
    const own = world.publisher()
    new TrustRegistryIssuer({ publisher: own, outbox: new MemoryOutboxStore() })
    expect(() => new TrustRegistryIssuer({ publisher: own, outbox: new MemoryOutboxStore() })).not.toThrow()
  })

  it('does not take the plugin’s where that stands in the public folder', () => {
    const publisher = world.publisher({ outbox: undefined })
    const path = join(world.folder, 'outbox')
    expect(() => new TrustRegistryIssuer({ publisher, outbox: { path } })).toThrow('public')
  })
})
