/** Items of a chunk at most: enough to make its message cheap for each, few enough that no one waits long. */
export const maxChunk = 64

/** Milliseconds without another item after which a chunk is as long as it is: nobody waits for a chunk to fill up. */
const idleMs = 5

const idle = Symbol('no item for a while')

/** Cuts an input into chunks; takes no more of it than is asked for. */
export class ItemChunks<T> {
  readonly #source: Iterator<T> | AsyncIterator<T>
  /** An item that was asked for, and has not been taken yet. */
  #coming: Promise<IteratorResult<T, unknown>> | undefined
  #isOver = false

  constructor(items: Iterable<T> | AsyncIterable<T>) {
    this.#source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]()
  }

  /**
   * The next chunk; undefined where there is none.
   *
   * @throws as the input does
   */
  async next(): Promise<T[] | undefined> {
    const chunk: T[] = []
    let close: () => void = () => undefined
    const pause = new Promise<typeof idle>((resolve) => {
      close = () => {
        resolve(idle)
      }
    })
    let timer: NodeJS.Timeout | undefined
    try {
      while (chunk.length < maxChunk && !this.#isOver) {
        const coming = this.#ask()
        const result = await (chunk.length === 0 ? coming : Promise.race([coming, pause]))
        if (result === idle) break
        this.#coming = undefined
        if (result.done === true) this.#isOver = true
        else chunk.push(result.value)
        timer = timer?.refresh() ?? setTimeout(close, idleMs)
      }
    } catch (error) {
      // As with `for await`: what has failed is not told to end.
      this.#isOver = true
      throw error
    } finally {
      clearTimeout(timer)
    }
    return chunk.length === 0 ? undefined : chunk
  }

  #ask(): Promise<IteratorResult<T, unknown>> {
    if (this.#coming === undefined) {
      this.#coming = Promise.resolve(this.#source.next())
      // Whoever takes it sees its failure; maybe nobody does any more.
      this.#coming.catch(() => undefined)
    }
    return this.#coming
  }

  /** Tells the input that no more of it is taken. One that has not answered yet is not waited for. */
  async close(): Promise<void> {
    if (this.#isOver) return
    this.#isOver = true
    const ended = Promise.resolve(this.#source.return?.())
    if (this.#coming === undefined) await ended
    else ended.catch(() => undefined)
  }
}
