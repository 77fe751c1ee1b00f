import { describeUnlessMissing } from '@trustchains/test-kit'
import type { OutboxStore } from '../src/index.js'
import { failureOf } from './support/failure-of.js'
import { outboxImplementations, type OutboxUnderTest } from './support/outbox-implementations.js'

// What every implementation of OutboxStore owes.
describe.each(outboxImplementations)('an outbox in $name', ({ missing, start }) => {
  describeUnlessMissing(missing, 'owes what the port says, so it', () => {
    let makeStore: () => Promise<OutboxUnderTest>
    let stop: () => Promise<void>
    beforeAll(async () => ({ makeStore, stop } = await start()))
    afterAll(() => stop())

    let made: OutboxUnderTest
    let store: OutboxStore
    const opened: OutboxStore[] = []
    const open = async (): Promise<OutboxStore> => {
      const another = await made.open()
      opened.push(another)
      return another
    }
    beforeEach(async () => {
      made = await makeStore()
      store = await open()
    })
    afterEach(async () => {
      for (const each of opened.splice(0)) await each.close()
    })

    it('gives back what was committed, to the letter', async () => {
      const value = JSON.stringify({ text: 'Zoë \u0000 \ud83d\ude00 \n "quoted" \\', list: [1, null] })
      expect(await store.get('a/1')).toBeUndefined()
      expect(await store.commit([{ key: 'a/1', value, revision: 0 }])).toBe(true)
      expect(await store.get('a/1')).toEqual({ key: 'a/1', value, revision: 1 })
    })

    it('counts the changes of a record, and begins anew when it was removed', async () => {
      await store.commit([{ key: 'a', value: '1', revision: 0 }])
      expect(await store.commit([{ key: 'a', value: '2', revision: 1 }])).toBe(true)
      expect((await store.get('a'))?.revision).toBe(2)
      expect(await store.commit([{ key: 'a', revision: 2 }])).toBe(true)
      expect(await store.get('a')).toBeUndefined()
      expect(await store.commit([{ key: 'a', value: '3', revision: 0 }])).toBe(true)
      expect((await store.get('a'))?.revision).toBe(1)
    })

    it('makes none of the changes where one record has another revision, or half a batch would be lost', async () => {
      await store.commit([{ key: 'b', value: '1', revision: 0 }])
      for (const stale of [0, 2]) {
        const changes = [
          { key: 'a', value: 'new', revision: 0 },
          { key: 'b', value: 'new', revision: stale },
          { key: 'c', value: 'new', revision: 0 },
        ]
        expect(await store.commit(changes)).toBe(false)
      }
      expect(await store.commit([{ key: 'absent', value: '1', revision: 1 }])).toBe(false)
      expect(await store.commit([{ key: 'absent', revision: 1 }])).toBe(false)
      expect(await store.list('')).toEqual([{ key: 'b', value: '1', revision: 1 }])
    })

    it('can ask that a record is absent without making it', async () => {
      expect(await store.commit([{ key: 'a', revision: 0 }])).toBe(true)
      await store.commit([{ key: 'a', value: '1', revision: 0 }])
      expect(await store.commit([{ key: 'a', revision: 0 }])).toBe(false)
    })

    it('lists by prefix in the order of the keys by code unit, in pages', async () => {
      const keys = ['p/Z', 'p/a', 'p/a/1', 'p/a1', 'p/~', 'p/ ', 'p/_', 'p%x', 'p', 'q/1', 'o/9']
      await store.commit(keys.map((key) => ({ key, value: '1', revision: 0 })))
      const all = keys.filter((key) => key.startsWith('p/')).sort()
      const keysOf = async (...args: Parameters<OutboxStore['list']>): Promise<string[]> =>
        (await store.list(...args)).map(({ key }) => key)
      expect(await keysOf('p/')).toEqual(all)
      expect(await keysOf('p/', { limit: 2 })).toEqual(all.slice(0, 2))
      expect(await keysOf('p/', { after: all[1]! })).toEqual(all.slice(2))
      expect(await keysOf('p/', { after: 'p' })).toEqual(all)
      expect(await keysOf('p/', { after: 'q' })).toEqual([])
      expect(await keysOf('p/_')).toEqual(['p/_'])
      expect(await keysOf('p%')).toEqual(['p%x'])
      expect(await keysOf('')).toEqual([...keys].sort())
    })

    it('lets one of many win that change a record at once, and loses none of their other changes', async () => {
      const others = await open()
      const tries = Array.from({ length: 40 }, async (_, index) => {
        const through = index % 2 === 0 ? store : others
        return through.commit([
          { key: 'one', value: String(index), revision: 0 },
          { key: `many/${String(index)}`, value: '1', revision: 0 },
        ])
      })
      const won = (await Promise.all(tries)).flatMap((done, index) => (done ? [index] : []))
      expect(won).toHaveLength(1)
      expect((await others.get('one'))?.value).toBe(String(won[0]))
      expect((await store.list('many/')).map(({ key }) => key)).toEqual([`many/${String(won[0])}`])
    })

    it('counts to 60 among writers that start again when they lose', async () => {
      const others = await open()
      const add = async (through: OutboxStore): Promise<void> => {
        for (;;) {
          const record = await through.get('sum')
          const change = { key: 'sum', value: String(Number(record?.value ?? 0) + 1), revision: record?.revision ?? 0 }
          if (await through.commit([change])) return
        }
      }
      const writer = async (through: OutboxStore): Promise<void> => {
        for (let count = 0; count < 15; count++) await add(through)
      }
      await Promise.all([writer(store), writer(others), writer(store), writer(others)])
      expect(await store.get('sum')).toEqual({ key: 'sum', value: '60', revision: 60 })
    })

    it('takes a thousand changes at once, and no more', async () => {
      const changes = Array.from({ length: 1000 }, (_, index) => ({
        key: `x/${String(index).padStart(4, '0')}`,
        value: '{}',
        revision: 0,
      }))
      expect(await store.commit(changes)).toBe(true)
      expect(await store.list('x/')).toHaveLength(1000)
      expect((await failureOf(store.commit([...changes, { key: 'y', value: '1', revision: 0 }]))).code).toBe(
        'outbox_failed',
      )
    })

    it('keeps a value of 4 MiB, and refuses a larger one before it writes', async () => {
      const value = JSON.stringify('x'.repeat(4 * 1024 * 1024 - 2))
      expect(await store.commit([{ key: 'large', value, revision: 0 }])).toBe(true)
      expect((await store.get('large'))?.value === value).toBe(true)
      const larger = store.commit([{ key: 'larger', value: `${value} `, revision: 0 }])
      expect((await failureOf(larger)).code).toBe('too_large')
      expect(await store.get('larger')).toBeUndefined()
    })

    it('refuses keys and questions that the port does not allow', async () => {
      for (const key of ['', 'ü', 'a\nb', 'a\u0000', 'x'.repeat(513)]) {
        expect((await failureOf(store.commit([{ key, value: '1', revision: 0 }]))).code).toBe('outbox_failed')
        expect((await failureOf(store.get(key))).code).toBe('outbox_failed')
      }
      const twice = { key: 'a', value: '1', revision: 0 }
      expect((await failureOf(store.commit([twice, twice]))).code).toBe('outbox_failed')
      expect((await failureOf(store.commit([{ ...twice, revision: -1 }]))).code).toBe('outbox_failed')
      for (const limit of [0, 1001, 1.5]) {
        expect((await failureOf(store.list('a', { limit }))).code).toBe('outbox_failed')
      }
      expect(await store.commit([{ key: 'x'.repeat(512), value: '1', revision: 0 }])).toBe(true)
      expect(await store.commit([])).toBe(true)
    })

    it('shows another instance at once what was committed', async () => {
      const other = await open()
      expect(await other.get('a')).toBeUndefined()
      await store.commit([{ key: 'a', value: '1', revision: 0 }])
      expect((await other.get('a'))?.value).toBe('1')
      await other.commit([{ key: 'a', value: '2', revision: 1 }])
      expect((await store.list('a'))[0]?.value).toBe('2')
    })

    it('has it all again when it is opened anew, or a crash would lose it', async () => {
      await store.commit([{ key: 'a', value: '1', revision: 0 }])
      await store.close()
      expect((await (await open()).get('a'))?.value).toBe('1')
    })
  })
})
