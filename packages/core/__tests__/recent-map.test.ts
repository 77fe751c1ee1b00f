import { RecentMap } from '../src/recent-map.js'

describe('what is remembered is bounded, whatever is asked', () => {
  it('keeps half of the most entries at least, and no more than the most', () => {
    const map = new RecentMap<number, number>(100)
    const numbers = Array.from({ length: 10_000 }, (_, number) => number)
    for (const number of numbers) map.set(number, number)
    const kept = numbers.filter((number) => map.get(number) !== undefined)
    expect(kept.length).toBeGreaterThanOrEqual(50)
    expect(kept.length).toBeLessThanOrEqual(100)
    expect(kept).toContain(9_999)
  })

  it('what is asked for again and again stays, however much comes by', () => {
    const map = new RecentMap<string, number>(10)
    map.set('asked for', 1)
    for (let number = 0; number < 1000; number += 1) {
      map.set(String(number), number)
      expect(map.get('asked for')).toBe(1)
    }
  })

  it('what is too heavy is not kept, and drives nothing else out', () => {
    const map = new RecentMap<string, string>(20, (text) => text.length)
    map.set('light', 'x')
    map.set('heavy', 'x'.repeat(11))
    expect(map.get('heavy')).toBeUndefined()
    expect(map.get('light')).toBe('x')
    for (let number = 0; number < 10; number += 1) map.set(String(number), 'x'.repeat(10))
    expect(Array.from({ length: 10 }, (_, number) => map.get(String(number))).filter(Boolean)).toHaveLength(2)
  })

  it('holds the newer of two values of a key', () => {
    const map = new RecentMap<string, number>(4)
    map.set('key', 1)
    for (let number = 0; number < 3; number += 1) map.set(String(number), number)
    map.set('key', 2)
    expect(map.get('key')).toBe(2)
  })
})
