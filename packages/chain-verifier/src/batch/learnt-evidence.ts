import { freezeData, type DnsEvidence, type Evidence, type ValidationMemo } from '@trustchains/core'
import { LRUCache } from 'lru-cache'
import type { CollectedLists } from '../cache/collection-plans.js'
import { leafShape } from '../collect/plan-key.js'
import type { LeavesTask, ValidationTask } from './validation-task.js'

/** Bytes of evidence that one thread keeps, in characters of its content. */
const maxBytes = 32 * 1024 * 1024
/** What an item takes beside its content. */
const itemBytes = 4096

/** What leaves of one shape share: what was read, and what the agent's DNS plugin says of the roots that it leads to. */
interface Learnt {
  lists: CollectedLists & Pick<Evidence, 'dns'>
  dnsAnchors: DnsEvidence[]
}

/**
 * What a thread has learnt of a batch: the evidence that leaves of one shape share. So it is sent to the thread once, and
 * such a leaf comes by itself: nobody else has to decode it.
 */
export class LearntEvidence {
  readonly #lists = new LRUCache<string, Learnt>({ maxSize: maxBytes, sizeCalculation: sizeOf })

  constructor(readonly memo: ValidationMemo) {}

  /** Keeps what a task says may be kept. */
  learn({ evidence, dnsAnchors, learn }: ValidationTask): void {
    for (const place of learn?.places ?? []) {
      const item = evidence[place]
      const shape = this.#shapeOf(item?.leaf.credential)
      if (item === undefined || learn === undefined || shape === undefined) continue
      const { resources, schemas, statusLists, didDocuments, dns } = item
      for (const list of [resources, schemas, statusLists, didDocuments]) freezeData(list)
      const lists = { resources, schemas, statusLists, didDocuments, ...(dns && { dns }) }
      this.#lists.set(`${learn.batch} ${shape}`, { lists, dnsAnchors: dnsAnchors?.[place] ?? [] })
    }
  }

  /** The evidence for a leaf; undefined where none of its shape has been seen. */
  evidenceFor(
    leaf: string,
    { batch, at }: Pick<LeavesTask, 'batch' | 'at'>,
  ): { evidence: Evidence; dnsAnchors: DnsEvidence[] } | undefined {
    const shape = this.#shapeOf(leaf)
    const known = shape === undefined ? undefined : this.#lists.get(`${batch} ${shape}`)
    if (known === undefined) return undefined
    const { lists, dnsAnchors } = known
    return { evidence: { version: 1, at, leaf: { credential: leaf }, ...lists, limitsHit: [] }, dnsAnchors }
  }

  #shapeOf(leaf: string | undefined): string | undefined {
    const credential = leaf === undefined ? undefined : this.memo.credential(leaf).credential
    return credential && leafShape(credential)
  }
}

function sizeOf({ lists, dnsAnchors }: Learnt, key: string): number {
  const { resources, schemas, statusLists, didDocuments } = lists
  const items = [...resources, ...schemas, ...statusLists]
  const content = items.reduce((sum, item) => sum + (item.content?.length ?? 0), 0)
  const messages = dnsAnchors.flatMap(({ report }) => report?.proof ?? [])
  const proof = messages.reduce((sum, { message }) => sum + message.length + 256, 0)
  return key.length + content + proof + itemBytes * (items.length + didDocuments.length + dnsAnchors.length + 1)
}
