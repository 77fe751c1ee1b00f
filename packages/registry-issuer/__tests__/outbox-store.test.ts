import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LmdbOutboxStore } from '../src/index.js'
import { defaultOutboxPath } from '../src/outbox/default-outbox-path.js'
import { failureOf } from './support/failure-of.js'
import { temporaryFolder } from './support/temporary-folder.js'

const first = { key: 'a', value: '1', revision: 0 }
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the folder of an outbox', () => {
  it('is not made by an agent that only reads', async () => {
    const path = join(temporaryFolder(), 'deep', 'outbox')
    const store = new LmdbOutboxStore({ path })
    expect(await store.get('a')).toBeUndefined()
    expect(await store.list('')).toEqual([])
    await store.close()
    expect(existsSync(join(path, '..'))).toBe(false)
  })

  it('can be read by its owner alone, whatever the umask: it holds credentials that are not published', async () => {
    const before = process.umask(0)
    try {
      const path = join(temporaryFolder(), 'outbox')
      const store = new LmdbOutboxStore({ path })
      await store.commit([first])
      expect([path, join(path, 'data.mdb'), join(path, 'lock.mdb')].map(modeOf)).toEqual(['700', '600', '600'])
      await store.close()
    } finally {
      process.umask(before)
    }
  })

  it('is refused when others may write to it: what they put there would be signed and published', async () => {
    const path = join(temporaryFolder(), 'outbox')
    mkdirSync(path)
    chmodSync(path, 0o770)
    const error = await failureOf(new LmdbOutboxStore({ path }).commit([first]))
    expect(error.code).toBe('outbox_failed')
    expect(error.message).toContain(`chmod 700 ${path}`)
  })

  it('is refused when it is a symbolic link or a file', async () => {
    const folder = temporaryFolder()
    symlinkSync(folder, join(folder, 'link'))
    writeFileSync(join(folder, 'file'), '')
    for (const name of ['link', 'file']) {
      const error = await failureOf(new LmdbOutboxStore({ path: join(folder, name) }).commit([first]))
      expect(error.code).toBe('outbox_failed')
    }
  })

  it('is tried again after it was mended, without a new start of the agent', async () => {
    const path = join(temporaryFolder(), 'outbox')
    mkdirSync(path)
    chmodSync(path, 0o777)
    const store = new LmdbOutboxStore({ path })
    await failureOf(store.commit([first]))
    chmodSync(path, 0o700)
    expect(await store.commit([first])).toBe(true)
    await store.close()
  })

  it('holds no more than it may, and can be emptied when it is full', async () => {
    const store = new LmdbOutboxStore({ path: join(temporaryFolder(), 'outbox'), maxBytes: 5000 })
    const value = 'x'.repeat(2400)
    expect(await store.commit([{ key: 'a', value, revision: 0 }])).toBe(true)
    expect(await store.commit([{ key: 'b', value, revision: 0 }])).toBe(true)
    const error = await failureOf(store.commit([{ key: 'c', value, revision: 0 }]))
    expect(error.message).toContain('more than 5000 bytes')
    expect(await store.commit([{ key: 'a', revision: 1 }])).toBe(true)
    expect(await store.commit([{ key: 'c', value, revision: 0 }])).toBe(true)
    await store.close()
  })

  it('is not written any more once the outbox is closed', async () => {
    const store = new LmdbOutboxStore({ path: join(temporaryFolder(), 'outbox') })
    const last = store.commit([first])
    await store.close()
    expect(await last).toBe(true)
    expect((await failureOf(store.commit([{ ...first, revision: 1 }]))).code).toBe('outbox_failed')
    expect((await failureOf(store.get('a'))).code).toBe('outbox_failed')
  })

  it.each([
    ['linux', { TRUSTCHAINS_OUTBOX: '/srv/outbox', XDG_STATE_HOME: '/x' }, '/srv/outbox'],
    ['linux', { XDG_STATE_HOME: '/var/state' }, '/var/state/trustchains/outbox'],
    ['linux', { XDG_STATE_HOME: 'relative' }, '/home/me/.local/state/trustchains/outbox'],
    ['linux', {}, '/home/me/.local/state/trustchains/outbox'],
    ['darwin', {}, '/home/me/Library/Application Support/trustchains/outbox'],
    ['win32', { LOCALAPPDATA: '/c/Local' }, '/c/Local/trustchains/outbox'],
  ] as const)('is by default where programs keep their state: %s %j', (platform, environment, path) => {
    expect(defaultOutboxPath(environment, platform, '/home/me')).toBe(path)
  })
})
