import type { Evidence } from '@trustchains/core'

/** Bytes of evidence that may wait to be judged, beyond which no more is collected. */
const maxBytes = 64 * 1024 * 1024

/** Lets chunks collect their evidence one after the other, and none while too much of it waits to be judged. */
export class CollectionTurns {
  #last: Promise<unknown> = Promise.resolve()
  #bytes = 0
  readonly #judging = new Set<Promise<unknown>>()

  /**
   * Collects when it is this chunk's turn, and hands what was collected on.
   *
   * @returns what `judge` gives; rejects as either of the two does
   */
  async run<C extends { evidence: Evidence[] }, T>(
    collect: () => Promise<C>,
    judge: (collected: C) => Promise<T>,
  ): Promise<T> {
    const turn = this.#last.then(async () => {
      while (this.#bytes >= maxBytes) await Promise.race(this.#judging)
      const collected = await collect()
      // In an object, since the next turn need not wait for it.
      return { judging: this.#count(judge(collected), bytesOf(collected.evidence)) }
    })
    this.#last = turn.catch(() => undefined)
    return await (
      await turn
    ).judging
  }

  #count<T>(judging: Promise<T>, bytes: number): Promise<T> {
    this.#bytes += bytes
    const end = (): void => {
      this.#bytes -= bytes
      this.#judging.delete(ended)
    }
    const ended = judging.then(end, end)
    this.#judging.add(ended)
    return judging
  }
}

/** Bytes of evidence; what several share counts once. */
function bytesOf(evidence: Evidence[]): number {
  const seen = new Set<object>()
  let bytes = 0
  for (const { leaf, resources, schemas, statusLists } of evidence) {
    bytes += leaf.credential?.length ?? 0
    for (const list of [resources, schemas, statusLists]) {
      if (seen.has(list)) continue
      seen.add(list)
      for (const item of list) {
        if (seen.has(item)) continue
        seen.add(item)
        bytes += item.content?.length ?? 0
      }
    }
  }
  return bytes
}
