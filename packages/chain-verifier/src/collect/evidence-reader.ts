import {
  parseTime,
  type DidDocumentEvidence,
  type EvidenceError,
  type Provenance,
  type ResourceEvidence,
} from '@trustchains/core'
import type { CallLimits } from './call-limits.js'
import type { EvidenceSources } from './evidence-sources.js'
import { readDidDocument } from './read-did-document.js'
import { readResource, type CallTimes } from './read-resource.js'
import type { ResourceRole } from './resource-role.js'
import { resourceTarget, type ResourceTarget } from './resource-target.js'

/** Items of evidence that are kept: core judges 4096 at most, the limits that were hit among them. */
const maxItems = 4000

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
  #items = 0

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

  /** Whether a time, RFC 3339, lies before that of the call: only then can anything have been different. */
  isPast(time: string): boolean {
    const { readAt, versionTime = readAt } = this.times
    const [ms, now] = [parseTime(time), parseTime(versionTime)]
    return ms !== undefined && now !== undefined && ms < now
  }

  /** A time that lies before that of the call, or undefined. */
  past(time: string | undefined): string | undefined {
    return time !== undefined && this.isPast(time) ? time : undefined
  }

  /**
   * Reads a resource, and keeps it among the evidence of its role.
   *
   * @param asOf - RFC 3339: as of this time, unless what is read as of the call's tells how it was then. Default: as of
   * the time of the call
   */
  async resource(url: string, role: ResourceRole, asOf?: string): Promise<ResourceEvidence> {
    const target = this.target(url)
    const item = await (asOf === undefined || target.reference?.form !== 'named'
      ? this.#resource(target, role)
      : this.#resourceAsOf(target, role, asOf))
    this.#keep(this.#kept[role], `${item.url} ${item.asOf}`, item)
    return item
  }

  async #resourceAsOf(target: ResourceTarget, role: ResourceRole, asOf: string): Promise<ResourceEvidence> {
    const current = await this.#resources.get(target.key)
    const isKnown = current !== undefined && tellsOf(current, current.metadata?.created, asOf)
    return isKnown ? current : await this.#resource(target, role, asOf)
  }

  async #resource(target: ResourceTarget, role: ResourceRole, versionTime?: string): Promise<ResourceEvidence> {
    const key = versionTime === undefined ? readingKey(target, role) : `${target.key} ${versionTime}`
    let reading = this.#resources.get(key)
    if (reading === undefined) {
      const times = versionTime === undefined ? this.times : { readAt: this.times.readAt, versionTime }
      reading = readResource(target, this.sources, this.limits, times, role)
      this.#resources.set(key, reading)
    }
    return await reading
  }

  /** Notes a resource that was not read, unless it is read by another way. */
  leaveOut(url: string, role: ResourceRole, error: EvidenceError): void {
    const target = this.target(url)
    if (this.#resources.has(readingKey(target, role))) return
    const { key } = target
    const { readAt } = this.times
    this.#keep(this.#leftOut[role], key, { url: key, source: 'sources.dereference', readAt, asOf: readAt, error })
  }

  /**
   * Reads a DID document as of the time of the call, and the newest too where the DID is deactivated.
   *
   * @param asOf - RFC 3339: also as of this time, unless what is read tells how it was then
   */
  async didDocument(did: string, asOf?: string): Promise<void> {
    const { readAt, versionTime } = this.times
    const item = await this.#document(did, versionTime)
    this.#keep(this.#keptDocuments, `${did} at ${versionTime ?? readAt}`, item)
    const { metadata } = item
    const further: Promise<void>[] = []
    // cheqd marks every version of a deactivated DID; when it happened stands in the newest version's `updated`.
    if (versionTime !== undefined && metadata?.deactivated === true) further.push(this.#keepDocument(did))
    if (asOf !== undefined && !tellsOf(item, metadata?.updated ?? metadata?.created, asOf)) {
      further.push(this.#keepDocument(did, asOf))
    }
    await Promise.all(further)
  }

  async #keepDocument(did: string, versionTime?: string): Promise<void> {
    this.#keep(this.#keptDocuments, `${did} ${versionTime ?? 'newest'}`, await this.#document(did, versionTime))
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

  /** Credentials may name ever more that is not read any more: what is left out is named once, as a limit of the call. */
  #keep<T>(items: Map<string, T>, key: string, item: T): void {
    if (!items.has(key)) {
      if (this.#items >= maxItems) {
        this.limits.hit('maxFetches', `more than ${String(maxItems)} resources and DID documents are named`)
        return
      }
      this.#items += 1
    }
    items.set(key, item)
  }

  /** The resources kept for a role, sorted, so that the same answers give the same evidence in whatever order they came. */
  kept(role: ResourceRole): ResourceEvidence[] {
    const read = [...this.#kept[role].values()]
    const urls = new Set(read.map(({ url }) => url))
    const leftOut = [...this.#leftOut[role].values()].filter(({ url }) => !urls.has(url))
    return sorted([...leftOut, ...read], ({ url, asOf }) => `${url} ${asOf}`)
  }

  /** The DID documents kept, sorted. */
  get documents(): DidDocumentEvidence[] {
    return sorted([...this.#keptDocuments.values()], ({ did, asOf }) => `${did} ${asOf}`)
  }
}

/**
 * Whether an answer as of one time tells how it was at an earlier one: what it is about had begun by then, or nothing
 * was there even later.
 *
 * @param since - when what it is about began, RFC 3339; absent where it has no history
 */
function tellsOf(
  { asOf, error }: Pick<Provenance, 'asOf'> & { error?: EvidenceError },
  since: string | undefined,
  earlier: string,
): boolean {
  const [answered, then] = [parseTime(asOf), parseTime(earlier)]
  if (answered === undefined || then === undefined || answered < then) return false
  if (error !== undefined) return error.code === 'notFound'
  const began = since === undefined ? undefined : parseTime(since)
  return since === undefined || (began !== undefined && began <= then)
}

/** What a web server has is read as a schema or a status list, also where it is named as an accreditation, which is not. */
const readingKey = ({ key, reference }: ResourceTarget, role: ResourceRole): string =>
  reference === undefined && role === 'resources' ? `${role} ${key}` : key

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
