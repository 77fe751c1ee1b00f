import type { ResourceMetadata } from '../proto/resource-types.js'
import type { Journal } from './journal.js'
import { JournaledMap } from './journaled-map.js'

/** The resources of one DID. */
export class Collection {
  private readonly metadata: JournaledMap<string, ResourceMetadata>
  private readonly data: JournaledMap<string, Uint8Array>
  private readonly latest: JournaledMap<string, string>
  private sorted: readonly ResourceMetadata[] | undefined

  constructor(private readonly journal: Journal) {
    this.metadata = new JournaledMap(journal)
    this.data = new JournaledMap(journal)
    this.latest = new JournaledMap(journal)
  }

  /** Metadata of the resource with this id. */
  get(id: string): ResourceMetadata | undefined {
    return this.metadata.get(id)
  }

  /** Content of the resource with this id; undefined too where an import gave metadata only. */
  content(id: string): Uint8Array | undefined {
    return this.data.get(id)
  }

  /** The newest resource of a name and a type, compared exactly. */
  latestOf(name: string, resourceType: string): ResourceMetadata | undefined {
    const id = this.latest.get(key(name, resourceType))
    return id === undefined ? undefined : this.metadata.get(id)
  }

  /** All metadata in the order of the ids, as the chain's store iterates. */
  list(): readonly ResourceMetadata[] {
    this.sorted ??= [...this.metadata.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.sorted
  }

  /** Adds a resource; it becomes the newest of its name and type. */
  add(metadata: ResourceMetadata, content: Uint8Array | undefined): void {
    this.replace(metadata)
    if (content !== undefined) this.data.set(metadata.id, content)
    this.latest.set(key(metadata.name, metadata.resourceType), metadata.id)
  }

  /** Replaces the metadata of a resource. */
  replace(metadata: ResourceMetadata): void {
    this.metadata.set(metadata.id, metadata)
    this.forget()
    this.journal.push(() => this.forget())
  }

  private forget(): void {
    this.sorted = undefined
  }
}

function key(name: string, resourceType: string): string {
  return JSON.stringify([name, resourceType])
}
