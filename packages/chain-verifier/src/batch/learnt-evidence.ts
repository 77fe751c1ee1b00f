import type { Evidence, ValidationMemo } from '@trustchains/core'
import { LRUCache } from 'lru-cache'
import type { CollectedLists } from '../cache/collection-plans.js'
import { leafShape } from '../collect/plan-key.js'
import type { LeavesTask, ValidationTask } from './validation-task.js'

/** Bytes of evidence that one thread keeps, in characters of its content. */
const maxBytes = 32 * 1024 * 1024
/** What an item takes beside its content. */
const itemBytes = 4096

/**
 * What a thread has learnt of a batch: the evidence that leaves of one shape share. So it is sent to the thread once, and
 * such a leaf comes by itself: nobody else has to decode it.
 */
export class LearntEvidence {
  readonly #lists = new LRUCache<string, CollectedLists>({ maxSize: maxBytes, sizeCalculation: sizeOf })

  constructor(readonly memo: ValidationMemo) {}

  /** Keeps what a task says may be kept. */
  learn({ evidence, learn }: ValidationTask): void {
    for (const place of learn?.places ?? []) {
      const item = evidence[place]
      const shape = this.#shapeOf(item?.leaf.credential)
      if (item === undefined || learn === undefined || shape === undefined) continue
      const { resources, schemas, statusLists, didDocuments } = item
      this.#lists.set(`${learn.batch} ${shape}`, { resources, schemas, statusLists, didDocuments })
    }
  }

  /** The evidence for a leaf; undefined where none of its shape has been seen. */
  evidenceFor(leaf: string, { batch, at }: Pick<LeavesTask, 'batch' | 'at'>): Evidence | undefined {
    const shape = this.#shapeOf(leaf)
    const lists = shape === undefined ? undefined : this.#lists.get(`${batch} ${shape}`)
    return lists && { version: 1, at, leaf: { credential: leaf }, ...lists, limitsHit: [] }
  }

  #shapeOf(leaf: string | undefined): string | undefined {
    const credential = leaf === undefined ? undefined : this.memo.credential(leaf).credential
    return credential && leafShape(credential)
  }
}

function sizeOf({ resources, schemas, statusLists, didDocuments }: CollectedLists, key: string): number {
  const items = [...resources, ...schemas, ...statusLists]
  const content = items.reduce((sum, item) => sum + (item.content?.length ?? 0), 0)
  return key.length + content + itemBytes * (items.length + didDocuments.length + 1)
}
