import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeWithPrograms } from '@trustchains/test-kit'
import type { IKeyManagerSignArgs } from '@veramo/core-types'
import { LmdbOutboxStore, type OutboxStore, type ResourceToPublish } from '../src/index.js'
import { temporaryFolder } from './support/temporary-folder.js'
import { makeWebAgent, type WebAgent } from './support/web-agent.js'
import { FolderDidProvider, WebWorld } from './support/web-world.js'
import { testResource } from './support/test-resource.js'

describeWithPrograms(['openssl'], 'a publisher whose process', () => {
  let world: WebWorld
  let agent: WebAgent
  let did: string

  beforeAll(async () => {
    world = await WebWorld.start()
    agent = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())
    ;({ did } = await agent.didManagerCreate({ alias: 'ministry' }))
  })

  afterAll(() => world.close())

  const listed = async (did: string): Promise<string[]> =>
    (await world.reader().listResources(did)).map(({ resourceName }) => resourceName)

  /** Takes a lock as another process does when the lease of its holder has run out. */
  const endLeases = async (store: OutboxStore): Promise<void> => {
    for (const { key, value, revision } of await store.list('lock/web/')) {
      const state = JSON.parse(value) as object
      await store.commit([{ key, value: JSON.stringify({ ...state, until: 0 }), revision }])
    }
  }

  it.each<[string, 'sign' | 'committed']>([
    ['while its index is signed', 'sign'],
    ['when its index is about to take the place of the old one', 'committed'],
  ])('is held up %s does not write over what another has published meanwhile', async (_when, where) => {
    // Each has its own view of the outbox, as another process has.
    const path = join(temporaryFolder(), 'outbox')
    const [store, other] = [new LmdbOutboxStore({ path }), new LmdbOutboxStore({ path })]
    const { did: own } = await agent.didManagerCreate({ alias: where })
    const resource = (name: string): ResourceToPublish => ({ ...testResource(own), name })
    const holdUps: (() => Promise<void>)[] = [
      async () => {
        await endLeases(other)
        await world.publisher({ outbox: other }).publish(resource('of the other'), { agent })
      },
    ]
    const holdUp = async (): Promise<void> => holdUps.pop()?.()
    let commits = 0
    const watched: OutboxStore = {
      get: (key) => store.get(key),
      list: (prefix, options) => store.list(prefix, options),
      close: () => store.close(),
      commit: async (changes) => {
        const done = await store.commit(changes)
        // The first one takes the lock, the second one asks whether it is still held.
        if (++commits === 2 && where === 'committed') await holdUp()
        return done
      },
    }
    const signing = new Proxy(agent, {
      get: (target, name) =>
        name === 'keyManagerSign' && where === 'sign'
          ? async (args: IKeyManagerSignArgs) => {
              await holdUp()
              return target.keyManagerSign(args)
            }
          : (Reflect.get(target, name) as unknown),
    })
    const slow = world.publisher({ outbox: watched })
    const late = resource('of the one held up')
    const [outcome] = await slow.publishMany([late], { agent: signing })
    expect(holdUps).toEqual([])
    expect(outcome?.state).not.toBe('published')
    expect(await listed(own)).toEqual(['of the other'])
    // Published again, as the outbox does it, both are there, the newest first.
    expect(await slow.publishMany([late], { agent })).toEqual([{ state: 'published' }])
    expect(await listed(own)).toEqual(['of the one held up', 'of the other'])
    await Promise.all([store.close(), other.close()])
  })

  it('was killed leaves no half-written file lying in the public folder for longer than until the next one', async () => {
    const folder = world.fileOf(did, 'resources')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `.${randomUUID()}.tmp`), 'half of it')
    writeFileSync(join(folder, '.htaccess'), 'the operator’s own')
    await world.publisher().publish(testResource(did), { agent })
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual(['.htaccess'])
  })
})
