import { parseDidUrl } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { ListingTruncation } from '../types/listing.js'
import type { EntryQuery } from './entry-query.js'
import { ListingGaps } from './listing-gaps.js'
import { listResources } from './list-resources.js'
import { readCandidates, type ListingRun } from './listing-run.js'
import { mapConcurrent } from './map-concurrent.js'
import type { ReadEntry } from './registry-entry.js'
import { selectVersions, type Candidate } from './select-versions.js'

/** What a tree is listed by. */
export type TreeQuery = EntryQuery & { maxDepth: number }

/**
 * Lists all that stands below what a DID has published, level by level: each DID that holds an accreditation to
 * accredit (or a root authorization) is asked once for what it has published, so loops end by themselves. Only what
 * names an entry of the tree as its parent, and is issued by the one who holds that, is in the tree.
 *
 * @throws TrustRegistryIssuerError where the DID at the top can't be listed; below it, that is a gap
 */
export async function listTree(
  query: TreeQuery,
  run: ListingRun,
): Promise<{ entries: ReadEntry[]; truncated?: ListingTruncation }> {
  const tree = new Tree(query, run)
  return tree.grow()
}

class Tree {
  readonly #members: ReadEntry[] = []
  /** Entries of the tree by name; all versions of a name are one. */
  readonly #byName = new Map<string, ReadEntry>()
  /** The name of each version. */
  readonly #names = new Map<string, string>()
  /** Entries that were read, by the name of the parent that is not in the tree, or not yet. */
  readonly #waiting = new Map<string, ReadEntry[]>()
  readonly #listed = new Set<string>()
  readonly #next = new Map<string, number>()
  readonly #gaps = new ListingGaps()
  #read = 0

  constructor(
    private readonly query: TreeQuery,
    private readonly run: ListingRun,
  ) {}

  async grow(): Promise<{ entries: ReadEntry[]; truncated?: ListingTruncation }> {
    const { did } = this.query
    const { dereferencer, deadline } = this.run
    this.#listed.add(did)
    const top = await this.#readAll(this.#select(did, await listResources(did, dereferencer, deadline)))
    this.#plant(top)
    while (this.#next.size > 0) {
      const level = [...this.#next]
      this.#next.clear()
      await this.#growLevel(level)
    }
    const truncated = this.#gaps.summary()
    return { entries: this.#members, ...(truncated && { truncated }) }
  }

  /** All that the DID itself has published is in the tree, whatever it names as its parent. */
  #plant(top: ReadEntry[]): void {
    const own = new Set(top.map((item) => nameOf(item)))
    const below = (item: ReadEntry): boolean => {
      const parent = this.#parentOf(item)
      return parent !== undefined && parent !== nameOf(item) && own.has(parent)
    }
    for (const item of top.filter(below)) this.#offer(item, 0)
    for (const item of top.filter((entry) => !below(entry))) this.#admit(item, 0)
    // What is left names a parent that it can't have: it stands in a loop, or the parent was given to somebody else.
    for (const item of top) if (item.entry.depth === undefined) this.#admit(item, 0)
  }

  async #growLevel(level: [did: string, depth: number][]): Promise<void> {
    const { maxTreeDids, maxConcurrentReads } = defaultLimits
    const stopped = this.run.deadline.aborted
    const room = stopped ? 0 : Math.max(0, maxTreeDids - this.#listed.size)
    const dids = level.slice(0, room)
    for (const [did] of dids) this.#listed.add(did)
    for (const [did] of level.slice(room)) this.#gaps.add(stopped ? 'time' : 'dids', did)
    const listed = await mapConcurrent(dids, maxConcurrentReads, ([did]) => this.#list(did))
    const entries = await this.#readAll(listed.flat())
    const depths = new Map(dids)
    for (const item of entries) this.#offer(item, depths.get(didOf(item)) ?? 0)
  }

  async #list(did: string): Promise<Candidate[]> {
    try {
      const { dereferencer, deadline } = this.run
      return this.#select(did, await listResources(did, dereferencer, deadline))
    } catch (error) {
      // A DID that the ledger does not have has published nothing.
      const isNothing = error instanceof TrustRegistryIssuerError && error.code === 'not_found'
      if (!isNothing) this.#gaps.add(this.run.deadline.aborted ? 'time' : 'unlistable', did)
      return []
    }
  }

  #select(did: string, resources: Parameters<typeof selectVersions>[1]): Candidate[] {
    for (const { resourceId, resourceName, resourceType } of resources) {
      this.#names.set(`${did}/resources/${resourceId.toLowerCase()}`, nameKey(did, resourceName, resourceType))
    }
    return selectVersions(did, resources, this.query)
  }

  async #readAll(candidates: Candidate[]): Promise<ReadEntry[]> {
    const room = Math.max(0, defaultLimits.maxListedResources - this.#read)
    for (const did of new Set(candidates.slice(room).map((item) => item.did))) this.#gaps.add('resources', did)
    const within = candidates.slice(0, room)
    this.#read += within.length
    return readCandidates(within, this.run)
  }

  /** Puts an entry into the tree if its parent is there, or keeps it for when it comes. */
  #offer(item: ReadEntry, depth: number): void {
    // What can't be read may belong here: it is shown, with its error, below whoever published it.
    if (item.credential === undefined) {
      this.#admit(item, depth)
      return
    }
    const name = this.#parentOf(item)
    if (name === undefined) return
    const parent = this.#byName.get(name)
    if (parent === undefined) this.#waiting.set(name, [...(this.#waiting.get(name) ?? []), item])
    else this.#admitBelow(item, parent)
  }

  #admitBelow(item: ReadEntry, parent: ReadEntry): void {
    const { depth = 0, subject, didUrls } = parent.entry
    // Whoever stands in a loop is met again.
    if (subject !== didOf(item) || item.entry.depth !== undefined) return
    item.entry.below = didUrls.pinned
    this.#admit(item, depth + 1)
  }

  #admit(item: ReadEntry, depth: number): void {
    const { entry } = item
    if (depth > this.query.maxDepth && didOf(item) !== this.query.did) {
      this.#gaps.add('depth', didOf(item))
      return
    }
    entry.depth = depth
    this.#members.push(item)
    const name = nameOf(item)
    if (!this.#byName.has(name)) this.#byName.set(name, item)
    if (entry.kind === 'attest') return
    if (item.credential === undefined) this.#gaps.add('unreadable', didOf(item))
    this.#expand(entry.subject, depth + 1)
    const children = this.#waiting.get(name) ?? []
    this.#waiting.delete(name)
    for (const child of children) this.#admitBelow(child, item)
  }

  #expand(subject: string | undefined, depth: number): void {
    if (subject === undefined || this.#listed.has(subject) || this.#next.has(subject)) return
    if (depth > this.query.maxDepth) this.#gaps.add('depth', subject)
    else this.#next.set(subject, depth)
  }

  /** The name of the accreditation that an entry names as its parent, whichever version of it. */
  #parentOf({ credential }: ReadEntry): string | undefined {
    if (credential?.kind !== 'accredit' && credential?.kind !== 'attest') return undefined
    const { parentReference: reference } = credential.parent ?? {}
    if (reference === undefined) return undefined
    return reference.form === 'pinned'
      ? this.#names.get(`${reference.did}/resources/${reference.resourceId}`)
      : nameKey(reference.did, reference.resourceName, reference.resourceType)
  }
}

const didOf = ({ entry }: ReadEntry): string => parseDidUrl(entry.didUrls.pinned)?.did ?? entry.didUrls.pinned

const nameOf = (item: ReadEntry): string =>
  nameKey(didOf(item), item.entry.resource.resourceName, item.entry.resource.resourceType)

const nameKey = (did: string, name: string, type: string): string => JSON.stringify([did, name, type])
