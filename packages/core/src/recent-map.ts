/**
 * A bounded map for what is looked up very often and quickly made anew: two maps, of which the older one is let go
 * when the newer one is full. What was asked for lately stays; a lookup costs half of an LRU's.
 */
export class RecentMap<K, V extends object | string | number | boolean> {
  #recent = new Map<K, V>()
  #former = new Map<K, V>()
  readonly #half: number

  /** @param max - entries kept at most; at least half as many are */
  constructor(max: number) {
    this.#half = Math.max(1, Math.floor(max / 2))
  }

  /** The value of a key, where it is still kept. */
  get(key: K): V | undefined {
    const recent = this.#recent.get(key)
    if (recent !== undefined) return recent
    const former = this.#former.get(key)
    if (former !== undefined) this.set(key, former)
    return former
  }

  /** Keeps a value. */
  set(key: K, value: V): void {
    if (this.#recent.size >= this.#half) {
      this.#former = this.#recent
      this.#recent = new Map()
    }
    this.#recent.set(key, value)
  }
}
