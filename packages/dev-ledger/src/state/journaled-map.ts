import type { Journal } from './journal.js'

/** A map whose changes the journal can take back. Values are replaced, never changed in place. */
export class JournaledMap<Key, Value> {
  private readonly map = new Map<Key, Value>()

  constructor(private readonly journal: Journal) {}

  get size(): number {
    return this.map.size
  }

  get(key: Key): Value | undefined {
    return this.map.get(key)
  }

  has(key: Key): boolean {
    return this.map.has(key)
  }

  set(key: Key, value: Value): void {
    const before = this.map.get(key)
    const existed = this.map.has(key)
    this.map.set(key, value)
    this.journal.push(() => {
      if (existed) this.map.set(key, before as Value)
      else this.map.delete(key)
    })
  }

  values(): IterableIterator<Value> {
    return this.map.values()
  }

  keys(): IterableIterator<Key> {
    return this.map.keys()
  }

  entries(): IterableIterator<[Key, Value]> {
    return this.map.entries()
  }
}
