import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { LmdbOutboxStore, MemoryOutboxStore, TrustRegistryIssuerError, type OutboxStore } from '../src/index.js'
import type { HeldLock } from '../src/outbox/held-lock.js'
import { withLock } from '../src/outbox/with-lock.js'
import { failureOf } from './support/failure-of.js'
import { temporaryFolder } from './support/temporary-folder.js'

const quick = { leaseMs: 300, renewMs: 50, waitMs: 5000, pollMs: 10 }

/** Takes the lock without the queue of the process, as another process would. */
const elsewhere = (store: OutboxStore): OutboxStore => ({
  get: (key) => store.get(key),
  list: (prefix, options) => store.list(prefix, options),
  commit: (changes) => store.commit(changes),
  close: () => store.close(),
})

describe('work under a lock', () => {
  it('is done by one at a time, whichever process asks, or two would write over one another', async () => {
    const store = new MemoryOutboxStore()
    let under = 0
    let most = 0
    const work = async (): Promise<void> => {
      most = Math.max(most, ++under)
      await sleep(2)
      under--
    }
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => withLock(index % 2 ? store : elsewhere(store), 'a', work, quick)),
    )
    expect(most).toBe(1)
  })

  it('does not wait for work under another name', async () => {
    const store = new MemoryOutboxStore()
    await withLock(store, 'a', () => withLock(store, 'b', () => Promise.resolve(), quick), quick)
    expect((await store.list('lock/')).map(({ key }) => key)).toEqual(['lock/a', 'lock/b'])
  })

  it('gives the result, or the error, of the work, and the lock is free after either', async () => {
    const store = new MemoryOutboxStore()
    expect(await withLock(store, 'a', () => Promise.resolve(5), quick)).toBe(5)
    await expect(withLock(store, 'a', () => Promise.reject(new Error('no')), quick)).rejects.toThrow('no')
    expect(await withLock(elsewhere(store), 'a', () => Promise.resolve(6), { ...quick, waitMs: 0 })).toBe(6)
  })

  it('is kept for longer than a lease while it goes on', async () => {
    const store = new MemoryOutboxStore()
    const long = withLock(store, 'a', () => sleep(900), quick)
    await sleep(50)
    const other = withLock(elsewhere(store), 'a', () => Promise.resolve(), { ...quick, waitMs: 500 })
    expect((await failureOf(other)).code).toBe('busy')
    await long
  })

  it('is waited for no longer than was said, also in the queue of one process', async () => {
    const store = new MemoryOutboxStore()
    const long = withLock(store, 'a', () => sleep(300), quick)
    expect((await failureOf(withLock(store, 'a', () => Promise.resolve(), { ...quick, waitMs: 50 }))).code).toBe('busy')
    // Who comes after the one that gave up still waits for the work.
    const order: string[] = []
    const after = withLock(store, 'a', async () => void order.push('after'), quick)
    await long.then(() => order.push('long'))
    await after
    expect(order).toEqual(['long', 'after'])
  })

  it('is not waited for any more when the signal fires', async () => {
    const store = new MemoryOutboxStore()
    const long = withLock(store, 'a', () => sleep(300), quick)
    const reason = new Error('enough')
    for (const through of [store, elsewhere(store)]) {
      const signal = AbortSignal.any([AbortSignal.timeout(1000)])
      const own = new AbortController()
      const waiting = withLock(through, 'a', () => Promise.resolve(), {
        ...quick,
        signal: AbortSignal.any([own.signal, signal]),
      })
      setTimeout(() => own.abort(reason), 20)
      await expect(waiting).rejects.toThrow(/enough|aborted/)
    }
    await long
  })

  it('hears of the signal while it goes on', async () => {
    const own = new AbortController()
    const heard = withLock(
      new MemoryOutboxStore(),
      'a',
      async ({ signal }) => {
        own.abort(new Error('enough'))
        return signal.aborted
      },
      { ...quick, signal: own.signal },
    )
    expect(await heard).toBe(true)
  })
})

describe('a commit under a lock', () => {
  it('is made, however often, and says where a record has another revision', async () => {
    const store = new MemoryOutboxStore()
    await withLock(
      store,
      'a',
      async (lock) => {
        const change = { key: 'x', value: '1', revision: 0 }
        expect(await lock.commit([change])).toBe(true)
        expect(await lock.commit([change])).toBe(false)
        await sleep(120)
        expect(await lock.commit([{ ...change, revision: 1 }])).toBe(true)
      },
      quick,
    )
    expect((await store.get('x'))?.revision).toBe(2)
  })

  it('changes nothing once another has the lock, or a process that was held up would undo its work', async () => {
    const store = new MemoryOutboxStore()
    const late = await failureOf(
      withLock(
        store,
        'a',
        async (lock) => {
          await stolen(store, 'a')
          await withLock(elsewhere(store), 'a', (other) => other.commit([{ key: 'x', value: '2', revision: 0 }]), quick)
          await lock.commit([{ key: 'y', value: '1', revision: 0 }])
        },
        { ...quick, renewMs: 60_000 },
      ),
    )
    expect(late.code).toBe('lock_lost')
    expect(await store.get('y')).toBeUndefined()
    expect((await store.get('x'))?.value).toBe('2')
  })

  it('is refused also when the lock was taken, used and given back meanwhile', async () => {
    const store = new MemoryOutboxStore()
    let kept: HeldLock | undefined
    const late = await failureOf(
      withLock(
        store,
        'a',
        async (lock) => {
          kept = lock
          await stolen(store, 'a')
          for (let time = 0; time < 3; time++) await withLock(elsewhere(store), 'a', () => Promise.resolve(), quick)
          await lock.check()
        },
        { ...quick, renewMs: 60_000 },
      ),
    )
    expect(late.code).toBe('lock_lost')
    expect(kept?.signal.aborted).toBe(true)
    expect((await failureOf(kept!.commit([]))).code).toBe('lock_lost')
  })

  it('is refused after the work has ended', async () => {
    let kept: HeldLock | undefined
    await withLock(new MemoryOutboxStore(), 'a', async (lock) => void (kept = lock), quick)
    expect((await failureOf(kept!.commit([]))).code).toBe('lock_lost')
  })

  it('is told of by the signal as soon as a renewal finds the lock taken', async () => {
    const store = new MemoryOutboxStore()
    const reason = await withLock(
      store,
      'a',
      async ({ signal }) => {
        await stolen(store, 'a')
        await withLock(elsewhere(store), 'a', () => sleep(200), quick)
        return signal.reason as unknown
      },
      quick,
    ).catch((error: unknown) => error)
    expect(reason).toBeInstanceOf(TrustRegistryIssuerError)
    expect(reason).toMatchObject({ code: 'lock_lost' })
  })

  /** As if the lease had run out while the holder slept. */
  const stolen = async (store: OutboxStore, name: string): Promise<void> => {
    const record = (await store.get(`lock/${name}`))!
    await store.commit([{ ...record, value: JSON.stringify({ owner: 'held up', until: 0 }) }])
  }
})

describe('the lock of a process', () => {
  const children: ChildProcess[] = []
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
  })

  const start = (path: string) => {
    const script = fileURLToPath(new URL('./support/child-lock.mjs', import.meta.url))
    const child = spawn(process.execPath, [script, path, '1500', '300'], { stdio: ['pipe', 'pipe', 'inherit'] })
    children.push(child)
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
    return { child, line: async (): Promise<unknown> => (await lines.next()).value }
  }

  it('that was killed is taken over when its lease ends, or nothing could ever be issued again', async () => {
    const path = join(temporaryFolder(), 'outbox')
    const { child, line } = start(path)
    expect(await line()).toBe('held')
    const store = new LmdbOutboxStore({ path })
    const refused = withLock(store, 'list', () => Promise.resolve(), { ...quick, waitMs: 100 })
    expect((await failureOf(refused)).code).toBe('busy')
    child.kill('SIGKILL')
    expect(await withLock(store, 'list', () => Promise.resolve('taken'), { ...quick, waitMs: 10_000 })).toBe('taken')
    await store.close()
  })

  it('that was paused is taken over, and when it wakes its commit is refused', async () => {
    const path = join(temporaryFolder(), 'outbox')
    const { child, line } = start(path)
    expect(await line()).toBe('held')
    child.kill('SIGSTOP')
    const store = new LmdbOutboxStore({ path })
    await withLock(
      store,
      'list',
      async (lock) => {
        expect(await lock.commit([{ key: 'written', value: '"by us"', revision: 0 }])).toBe(true)
        await lock.commit([{ key: 'written', revision: 1 }])
      },
      { ...quick, waitMs: 10_000 },
    )
    child.kill('SIGCONT')
    child.stdin?.write('go on\n')
    expect(await line()).toBe('lock_lost')
    expect(await store.get('written')).toBeUndefined()
    await store.close()
  })
})
