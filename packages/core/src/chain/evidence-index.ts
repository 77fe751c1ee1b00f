import { clockSkewMs } from '../default-limits.js'
import { formatResourceReference, type ResourceReference } from '../did-url.js'
import { parseTime } from '../parse-time.js'
import type { DidDocumentEvidence, Evidence, Provenance, ResourceEvidence } from '../types/evidence.js'

/** Evidence that answers a question, or none. */
export type Found<T> = { item: T } | { item?: undefined; stale: boolean }

/** Finds in the evidence what was said of a DID URL or a DID as of a time. Built once a call. */
export class EvidenceIndex {
  private readonly resources: Map<string, ResourceEvidence[]>
  private readonly schemas: Map<string, ResourceEvidence[]>
  private readonly didDocuments: Map<string, DidDocumentEvidence[]>
  private readonly times = new Map<string, number>()

  constructor(
    evidence: Evidence,
    /** The time of evaluation, milliseconds since 1970. */
    private readonly at: number,
  ) {
    this.resources = groupBy(evidence.resources, (item) => item.url)
    this.schemas = groupBy(evidence.schemas, (item) => item.url)
    this.didDocuments = groupBy(evidence.didDocuments, (item) => item.did)
  }

  /** The resource that a reference meant at the time of evaluation. */
  resource(reference: ResourceReference): Found<ResourceEvidence> {
    return this.newest(this.resources.get(formatResourceReference(reference)), reference)
  }

  /** The JSON Schema that a reference meant at the time of evaluation. */
  schema(reference: ResourceReference): Found<ResourceEvidence> {
    return this.newest(this.schemas.get(formatResourceReference(reference)), reference)
  }

  /** A schema under a URL that is no DID URL: only ever evidence of why it could not be had. */
  schemaByKey(key: string): Found<ResourceEvidence> {
    const [item] = this.schemas.get(key) ?? []
    return item === undefined ? { stale: false } : { item }
  }

  /** The DID document as it was at the time of evaluation. */
  didDocument(did: string): Found<DidDocumentEvidence> {
    return this.pick(
      this.didDocuments.get(did),
      (item) => item.document !== undefined,
      // A DID without version history: the document as it is (design 03, Keys).
      (item) => (item.metadata === undefined ? undefined : (item.metadata.updated ?? item.metadata.created)),
    )
  }

  /** The DID document read last, whatever its time: it tells when a DID was deactivated. */
  newestDidDocument(did: string): DidDocumentEvidence | undefined {
    const items = (this.didDocuments.get(did) ?? []).filter((item) => item.document !== undefined)
    return items.reduce<DidDocumentEvidence | undefined>(
      (newest, item) => (newest === undefined || this.timeOf(item.asOf) > this.timeOf(newest.asOf) ? item : newest),
      undefined,
    )
  }

  private newest(items: ResourceEvidence[] | undefined, reference: ResourceReference): Found<ResourceEvidence> {
    if (reference.form === 'pinned') {
      // What is pinned never changes, so an old answer is as good as a new one.
      const item = items?.find((candidate) => candidate.content !== undefined) ?? items?.[0]
      return item === undefined ? { stale: false } : { item }
    }
    return this.pick(
      items,
      (item) => item.content !== undefined,
      (item) => item.metadata?.created,
    )
  }

  /**
   * An answer as of a time not before `at` about something that existed at `at` is the answer for `at`;
   * among several the newest thing.
   */
  private pick<T extends Provenance>(
    items: T[] | undefined,
    hasAnswer: (item: T) => boolean,
    since: (item: T) => string | undefined,
  ): Found<T> {
    if (items === undefined) return { stale: false }
    let best: T | undefined
    let bestStart = -Infinity
    let failed: T | undefined
    for (const item of items) {
      if (this.timeOf(item.asOf) < this.at - clockSkewMs) continue
      if (!hasAnswer(item)) {
        failed ??= item
        continue
      }
      const start = this.timeOf(since(item))
      if (start > this.at + clockSkewMs || (best !== undefined && start <= bestStart)) continue
      best = item
      bestStart = start
    }
    const item = best ?? failed
    return item === undefined ? { stale: items.length > 0 } : { item }
  }

  /** A time that is absent or can't be read lies before everything, so that it proves nothing. */
  private timeOf(text: string | undefined): number {
    if (text === undefined) return -Infinity
    const known = this.times.get(text)
    if (known !== undefined) return known
    const time = parseTime(text) ?? -Infinity
    this.times.set(text, time)
    return time
  }
}

function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}
