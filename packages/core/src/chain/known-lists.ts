import { isFrozenData } from '../freeze-data.js'
import type { Evidence } from '../types/evidence.js'
import { EvidenceLists } from './evidence-lists.js'

type Lists = Pick<Evidence, 'resources' | 'schemas' | 'statusLists' | 'didDocuments'>

/** Lists as they came, whatever they hold. */
type SomeLists = Record<keyof Lists, readonly unknown[]>

/** Remembers lists of evidence that nobody can change, for as long as somebody holds them. */
export class KnownLists {
  readonly #known = new WeakMap<object, { of: Lists; lists: EvidenceLists }>()

  /** Whether these very lists were read before, and are frozen as data. */
  has(lists: SomeLists): boolean {
    return this.#find(lists) !== undefined
  }

  /**
   * The lists of evidence; those that are not frozen as data are read anew each time.
   *
   * @param evidence - its shape was checked
   */
  of(evidence: Lists): { lists: EvidenceLists; areFrozen: boolean } {
    const known = this.#find(evidence)
    if (known !== undefined) return { lists: known, areFrozen: true }
    const { resources, schemas, statusLists, didDocuments } = evidence
    const lists = new EvidenceLists(evidence)
    const areFrozen = [resources, schemas, statusLists, didDocuments].every(isFrozenData)
    if (areFrozen) this.#known.set(resources, { of: { resources, schemas, statusLists, didDocuments }, lists })
    return { lists, areFrozen }
  }

  #find({ resources, schemas, statusLists, didDocuments }: SomeLists): EvidenceLists | undefined {
    const known = this.#known.get(resources)
    const isSame =
      known?.of.schemas === schemas && known.of.statusLists === statusLists && known.of.didDocuments === didDocuments
    return isSame ? known.lists : undefined
  }
}
