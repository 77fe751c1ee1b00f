import type { RecentMap } from '../recent-map.js'
import type { ParentPolicy } from '../types/credential.js'
import type { Trunk } from './trunk.js'

/** A trunk, or that it was looked for and is none that can be kept. */
export type KnownTrunk = Trunk | 'asked for' | 'none'

/** Bytes of one result, or of a link without its content: rather too many. */
const objectBytes = 512

/** Bytes of memory that a trunk takes with the credentials that it holds. */
export function trunkBytes(trunk: KnownTrunk, key: string): number {
  const bytes = 2 * key.length + objectBytes
  if (typeof trunk === 'string') return bytes
  const links = trunk.links.reduce((sum, { source }) => sum + 5 * (source?.evidence.content?.length ?? 0), 0)
  const results = [...trunk.results.values()].reduce((sum, { length }) => sum + length, 0)
  return bytes + links + objectBytes * (results + trunk.links.length + trunk.schemas.length + trunk.lists.length)
}

/** The trunks that are known by some lists of evidence, under a policy, at a time. */
export class TrunkShelf {
  /**
   * @param all - trunks of all kinds
   * @param name - stands for lists, policy and time
   */
  constructor(
    private readonly all: RecentMap<string, KnownTrunk>,
    private readonly name: string,
  ) {}

  /** What stands above a leaf with this parent. */
  find(parent: ParentPolicy): Trunk | undefined {
    const known = this.all.get(this.key(parent))
    return typeof known === 'string' ? undefined : known
  }

  /** Keeps what stands above a leaf, from the second time on: most of what is asked for once is never asked for again. */
  keep(parent: ParentPolicy, grow: () => Trunk | undefined): void {
    const key = this.key(parent)
    const known = this.all.get(key)
    if (known === undefined) this.all.set(key, 'asked for')
    else if (known === 'asked for') this.all.set(key, grow() ?? 'none')
  }

  private key({ parentReference, parentAccreditation }: ParentPolicy): string {
    return `${this.name} ${parentReference?.url ?? parentAccreditation}`
  }
}
