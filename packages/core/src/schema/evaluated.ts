/**
 * The members and items of one value that schemas applied to it have evaluated (JSON Schema 2020-12 core, section 11).
 * Only what is valid counts, so each schema collects its own and hands it on when it has succeeded.
 */
export class Evaluated {
  readonly properties = new Set<string>()
  /** The items before this index. */
  items = 0
  /** Items beyond, found by `contains`. */
  readonly contained = new Set<number>()

  /** Entries in the two sets: what {@link Evaluated.add} costs. */
  get size(): number {
    return this.properties.size + this.contained.size
  }

  add(other: Evaluated): void {
    for (const name of other.properties) this.properties.add(name)
    for (const index of other.contained) this.contained.add(index)
    this.items = Math.max(this.items, other.items)
  }
}
