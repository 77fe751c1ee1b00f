import type { DidDocumentEvidence, EvidenceError, ResourceEvidence } from '@trustchains/core'
import type { CallLimits } from './call-limits.js'
import type { EvidenceSources } from './evidence-sources.js'
import { readDidDocument } from './read-did-document.js'
import { readResource, type CallTimes } from './read-resource.js'
import type { ResourceRole } from './resource-role.js'
import { resourceTarget, type ResourceTarget } from './resource-target.js'

/**
 * Reads each resource and each DID document once a call, however often it is asked for, and keeps what was read.
 */
export class EvidenceReader {
  readonly #targets = new Map<string, ResourceTarget>()
  readonly #resources = new Map<string, Promise<ResourceEvidence>>()
  readonly #documents = new Map<string, Promise<DidDocumentEvidence>>()
  readonly #kept = emptyRoles()
  readonly #leftOut = emptyRoles()
  readonly #keptDocuments = new Map<string, DidDocumentEvidence>()

  constructor(
    readonly sources: EvidenceSources,
    readonly limits: CallLimits,
    readonly times: CallTimes,
  ) {}

  /** What a URL from a credential asks for; each is parsed once. */
  target(url: string): ResourceTarget {
    let target = this.#targets.get(url)
    if (target === undefined) this.#targets.set(url, (target = resourceTarget(url)))
    return target
  }

  /** Reads a resource as of the time of the call, and keeps it among the evidence of its role. */
  async resource(url: string, role: ResourceRole): Promise<ResourceEvidence> {
    const target = this.target(url)
    let reading = this.#resources.get(target.key)
    if (reading === undefined) {
      reading = readResource(target, this.sources, this.limits, this.times, role)
      this.#resources.set(target.key, reading)
    }
    const item = await reading
    this.#kept[role].set(item.url, item)
    return item
  }

  /** Notes a resource that was not read, unless it is read by another way. */
  leaveOut(url: string, role: ResourceRole, error: EvidenceError): void {
    const { key } = this.target(url)
    if (this.#resources.has(key)) return
    const { readAt } = this.times
    this.#leftOut[role].set(key, { url: key, source: 'sources.dereference', readAt, asOf: readAt, error })
  }

  /** Reads a DID document: as of the time of the call, and the newest too where the DID is deactivated. */
  async didDocument(did: string): Promise<void> {
    const { readAt, versionTime } = this.times
    const item = await this.#document(did, versionTime)
    this.#keptDocuments.set(`${did} at ${versionTime ?? readAt}`, item)
    // cheqd marks every version of a deactivated DID; when it happened stands in the newest version's `updated`.
    if (versionTime !== undefined && item.metadata?.deactivated === true) {
      this.#keptDocuments.set(`${did} newest`, await this.#document(did))
    }
  }

  async #document(did: string, versionTime?: string): Promise<DidDocumentEvidence> {
    const key = `${did} ${versionTime ?? ''}`
    let reading = this.#documents.get(key)
    if (reading === undefined) {
      const times = { readAt: this.times.readAt, ...(versionTime !== undefined && { versionTime }) }
      reading = readDidDocument(did, this.sources, this.limits, times)
      this.#documents.set(key, reading)
    }
    return await reading
  }

  /** The resources kept for a role, sorted, so that the same answers give the same evidence in whatever order they came. */
  kept(role: ResourceRole): ResourceEvidence[] {
    const items = new Map([...this.#leftOut[role], ...this.#kept[role]])
    return sorted([...items.values()], ({ url, asOf }) => `${url} ${asOf}`)
  }

  /** The DID documents kept, sorted. */
  get documents(): DidDocumentEvidence[] {
    return sorted([...this.#keptDocuments.values()], ({ did, asOf }) => `${did} ${asOf}`)
  }
}

const emptyRoles = (): Record<ResourceRole, Map<string, ResourceEvidence>> => ({
  resources: new Map(),
  schemas: new Map(),
  statusLists: new Map(),
})

function sorted<T>(items: T[], keyOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item)
}
