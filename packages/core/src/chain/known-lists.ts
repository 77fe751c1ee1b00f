import { isFrozenData } from '../freeze-data.js'
import type { Evidence } from '../types/evidence.js'
import { EvidenceLists } from './evidence-lists.js'

type Lists = Pick<Evidence, 'resources' | 'schemas' | 'statusLists' | 'didDocuments'>

/** Remembers lists of evidence that nobody can change, for as long as somebody holds them. */
export class KnownLists {
  readonly #known = new WeakMap<object, { of: Lists; lists: EvidenceLists }>()

  /** The lists of evidence; those that are not frozen as data are read anew each time. */
  of(evidence: Lists): { lists: EvidenceLists; areFrozen: boolean } {
    const { resources, schemas, statusLists, didDocuments } = evidence
    const known = this.#known.get(resources)
    const isSame =
      known?.of.schemas === schemas && known.of.statusLists === statusLists && known.of.didDocuments === didDocuments
    if (isSame) return { lists: known.lists, areFrozen: true }
    const lists = new EvidenceLists(evidence)
    const areFrozen = [resources, schemas, statusLists, didDocuments].every(isFrozenData)
    if (areFrozen) this.#known.set(resources, { of: { resources, schemas, statusLists, didDocuments }, lists })
    return { lists, areFrozen }
  }
}
