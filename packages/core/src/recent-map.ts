/**
 * A bounded map for what is looked up very often and quickly made anew: two maps, of which the older one is let go
 * when the newer one is full. What was asked for lately stays; a lookup costs half of an LRU's.
 */
export class RecentMap<K, V extends object | string | number | boolean> {
  #recent = new Map<K, V>()
  #former = new Map<K, V>()
  #weight = 0
  readonly #half: number
  readonly #weigh: (value: V, key: K) => number

  /**
   * @param max - the most that entries weigh together; entries of at least half of it are kept
   * @param weigh - what an entry weighs; one of more than half of `max` is not kept. Default: 1
   */
  constructor(max: number, weigh: (value: V, key: K) => number = () => 1) {
    this.#half = Math.max(1, Math.floor(max / 2))
    this.#weigh = weigh
  }

  /** How many entries are kept; one that was asked for lately may be counted twice. */
  get size(): number {
    return this.#recent.size + this.#former.size
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
    const weight = this.#weigh(value, key)
    if (weight > this.#half) return
    if (this.#weight + weight > this.#half) {
      this.#former = this.#recent
      this.#recent = new Map()
      this.#weight = 0
    }
    this.#recent.set(key, value)
    this.#weight += weight
  }
}
