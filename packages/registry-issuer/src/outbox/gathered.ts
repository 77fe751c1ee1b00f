/** How {@link Gathered} gathers. */
export interface GatheredOptions {
  /** Most that are worked on together. */
  max: number
  /** Milliseconds that the first of a group waits for others. */
  waitMs: number
}

/** One that waits for its group. */
interface Waiting<T> {
  item: T
  resolve: () => void
  reject: (error: unknown) => void
}

/** Gathers what comes one by one, to do something for many of them together. */
export class Gathered<T> {
  readonly #run: (items: T[]) => Promise<void>
  readonly #options: GatheredOptions
  #waiting: Waiting<T>[] = []
  #timer: NodeJS.Timeout | undefined

  /** @param run - where it fails, it has failed for all of the group */
  constructor(run: (items: T[]) => Promise<void>, options: GatheredOptions) {
    this.#run = run
    this.#options = options
  }

  /** Resolves when it is done for the group of this one. */
  add(item: T): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject })
      if (this.#waiting.length >= this.#options.max) this.flush()
      else this.#timer ??= setTimeout(() => this.flush(), this.#options.waitMs)
    })
  }

  /** Waits for no others. */
  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const group = this.#waiting.splice(0)
    if (group.length === 0) return
    this.#run(group.map(({ item }) => item)).then(
      () => group.forEach(({ resolve }) => resolve()),
      (error: unknown) => group.forEach(({ reject }) => reject(error)),
    )
  }
}
