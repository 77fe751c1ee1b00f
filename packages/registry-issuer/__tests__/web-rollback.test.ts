import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describeWithPrograms } from '@trustchains/test-kit'
import { LmdbOutboxStore, type OutboxStore, type ResourceToPublish } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { temporaryFolder } from './support/temporary-folder.js'
import { testResource } from './support/test-resource.js'
import { makeWebAgent, type WebAgent } from './support/web-agent.js'
import { FolderDidProvider, WebWorld } from './support/web-world.js'

describeWithPrograms(['openssl'], 'an index on the web that is older than the last one', () => {
  let world: WebWorld
  let agent: WebAgent
  let did: string
  let store: OutboxStore
  let count = 0

  beforeAll(async () => {
    world = await WebWorld.start()
    agent = makeWebAgent(new FolderDidProvider(world), world.resolve, world.publisher(), world.reader())
  })

  beforeEach(async () => {
    ;({ did } = await agent.didManagerCreate({ alias: `ministry-${String(++count)}` }))
    store = new LmdbOutboxStore({ path: join(temporaryFolder(), 'outbox') })
  })

  afterEach(() => store.close())
  afterAll(() => world.close())

  const resource = (name: string): ResourceToPublish => ({ ...testResource(did), name })
  const index = (): string => world.fileOf(did, 'resources/index.jwt')
  /** Each call is by a publisher of its own, as of a process that was started anew. */
  const publish = (name: string) => world.publisher({ outbox: store }).publish(resource(name), { agent })
  const listed = async (): Promise<string[]> =>
    (await world.reader().listResources(did)).map(({ resourceName }) => resourceName)
  const sequence = (): number => {
    const [, payload = ''] = readFileSync(index(), 'latin1').split('.')
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sequence: number }).sequence
  }
  /** Keeps a copy of the index as it stands, as a backup does. */
  const backup = (): string => {
    const copy = join(mkdtempSync(join(temporaryFolder(), 'backup-')), 'index.jwt')
    copyFileSync(index(), copy)
    return copy
  }

  it.each<[string, (old: string) => void]>([
    ['restored from a backup', (old) => copyFileSync(old, index())],
    ['removed', () => rmSync(index())],
  ])('and was %s is not signed as the newest: a revocation that it lacks would be undone', async (_how, lose) => {
    await publish('list')
    const old = backup()
    await publish('revocation')
    const newest = backup()
    lose(old)
    const failure = await failureOf(publish('next'))
    expect(failure).toMatchObject({ code: 'invalid_setup' })
    expect(failure.message).toContain('asItStands')
    expect(await failureOf(world.publisher({ outbox: store }).refresh(did, { agent }))).toMatchObject({
      code: 'invalid_setup',
    })
    // With the newest one put back, it goes on.
    copyFileSync(newest, index())
    await publish('next')
    expect(await listed()).toEqual(['next', 'revocation', 'list'])
  })

  it('with the number of the last one, but another content, is not signed either', async () => {
    await publish('list')
    const old = backup()
    await publish('revocation')
    const newest = backup()
    copyFileSync(old, index())
    // Another outbox knows nothing of it, and so makes a second index of the same number.
    await world.publisher().publish(resource('other'), { agent })
    expect(sequence()).toBe(2)
    expect(await failureOf(publish('next'))).toMatchObject({ code: 'invalid_setup' })
    copyFileSync(newest, index())
    await publish('next')
  })

  it('is signed where the operator says so, with a number above all before, so that no reader refuses it', async () => {
    await publish('list')
    const old = backup()
    await publish('revocation')
    const reader = world.reader()
    expect((await reader.listResources(did)).length).toBe(2)
    copyFileSync(old, index())
    await world.publisher({ outbox: store }).refresh(did, { agent }, { asItStands: true })
    expect((await reader.listResources(did)).map(({ resourceName }) => resourceName)).toEqual(['list'])
    await publish('next')
    expect(sequence()).toBe(4)
  })

  it.each(['before', 'after'])(
    'is no reason to refuse where a process died just %s it wrote a newer one',
    async (when) => {
      await publish('list')
      const died = new Error('the process died')
      let commits = 0
      const dying: OutboxStore = {
        get: (key) => store.get(key),
        list: (prefix, options) => store.list(prefix, options),
        close: () => store.close(),
        // The first one takes the lock, the second says which index comes next, and the third that it stands there.
        commit: async (changes) => {
          commits += 1
          if (commits > 2) throw died
          const done = await store.commit(changes)
          if (commits === 2 && when === 'before') throw died
          return done
        },
      }
      const late = resource('under way')
      const [outcome] = await world.publisher({ outbox: dying }).publishMany([late], { agent })
      expect(outcome?.state).toBe('unknown')
      expect(sequence()).toBe(when === 'before' ? 1 : 2)
      for (const { key, value, revision } of await store.list('lock/web/')) {
        await store.commit([{ key, value: JSON.stringify({ ...(JSON.parse(value) as object), until: 0 }), revision }])
      }
      await world.publisher({ outbox: store }).publish(late, { agent })
      expect(await listed()).toEqual(['under way', 'list'])
      expect(sequence()).toBe(3)
    },
  )
})
