import { clockSkewMs } from '../default-limits.js'
import { formatResourceReference, type ResourceReference } from '../did-url.js'
import { parseTime } from '../parse-time.js'
import { hasLedgerTime } from './ledger-time.js'
import { UnprovenFacts } from '../report/unproven-facts.js'
import { keysOf, type DocumentKey } from '../checks/keys-of.js'
import { sameJson } from '../decode/compare-documents.js'
import type {
  DidDocumentEvidence,
  Evidence,
  EvidenceErrorCode,
  Provenance,
  ResourceEvidence,
  ResourceMetadata,
} from '../types/evidence.js'
import type { JsonObject } from '../types/json.js'
import type { UnprovenFactKind } from '../types/report.js'
import { EvidenceLists } from './evidence-lists.js'

/**
 * Evidence that answers a question, or why there is none. `answered`: until when it is known to hold, milliseconds since
 * 1970, where several answers say the same by the last one.
 */
export type Found<T> =
  { item: T; answered?: number; why?: undefined } | { item?: undefined; answered?: undefined; why: string }

/** Finds in the evidence what was said of a DID URL or a DID as of a time. Built once a call. */
export class EvidenceIndex {
  /** What was found so far and is a source's word only. */
  readonly unproven = new UnprovenFacts()
  private freshEnd = Infinity

  constructor(
    evidence: Evidence,
    /** The time of evaluation, milliseconds since 1970. */
    readonly at: number,
    /** Milliseconds that an answer which may change may be old at the time of evaluation. */
    private readonly freshnessMs: number,
    private readonly lists = new EvidenceLists(evidence),
  ) {}

  /**
   * How much later than a time something may have begun and still count as there, milliseconds: only the time of
   * evaluation is of another clock than the ledger's.
   */
  skewAt(time: number): number {
    return time === this.at ? clockSkewMs : 0
  }

  /** The resource that a reference meant at a time, milliseconds since 1970. Default, here as below: that of evaluation. */
  resource(reference: ResourceReference, time = this.at): Found<ResourceEvidence> {
    return this.newest(
      this.lists.resources.get(formatResourceReference(reference)),
      reference,
      time,
      'resource-metadata',
    )
  }

  /** The JSON Schema that a reference meant at a time. */
  schema(reference: ResourceReference, time = this.at): Found<ResourceEvidence> {
    return this.newest(this.lists.schemas.get(formatResourceReference(reference)), reference, time, 'schema')
  }

  /** The JSON Schema under a URL that is no DID URL; whether it is one that the policy allows is the caller's to ask. */
  schemaByKey(key: string): Found<ResourceEvidence> {
    return this.web(this.lists.schemas.get(key), 'schema')
  }

  /** The status list that a reference meant at a time. */
  statusList(reference: ResourceReference, time = this.at): Found<ResourceEvidence> {
    return this.newest(this.lists.statusLists.get(formatResourceReference(reference)), reference, time, 'status-list')
  }

  /** The status list under a URL that is no DID URL, as {@link schemaByKey}. */
  statusListByKey(key: string): Found<ResourceEvidence> {
    return this.web(this.lists.statusLists.get(key), 'status-list')
  }

  /**
   * The DID document as it was at a time.
   *
   * @param skewMs - see {@link skewAt}
   */
  didDocument(did: string, time = this.at, skewMs = this.skewAt(time)): Found<DidDocumentEvidence> {
    const found = this.pick(this.lists.didDocuments.get(did), time, skewMs, hasDocument, sinceOf, sameDocument)
    this.noteOf(found, 'did-document')
    return found
  }

  /**
   * What was read last of a DID, whatever its time: it tells when the DID was deactivated. Of several, the one that
   * says so of the earliest time.
   */
  newestDidDocument(did: string): DidDocumentEvidence | undefined {
    const since = ({ metadata }: DidDocumentEvidence): number =>
      metadata?.deactivated === true ? this.timeOf(metadata.updated) : -Infinity
    const newest = this.lists.didDocuments
      .get(did)
      ?.filter(({ document, metadata }) => document !== undefined || metadata?.deactivated === true)
      .reduce((newest, item) => {
        const later = this.answerTime(item) - this.answerTime(newest)
        if (later > 0 || (!(later < 0) && since(item) < since(newest))) return item
        return later < 0 || since(item) > since(newest) ? newest : (leastOf([newest, item]) ?? newest)
      })
    if (newest !== undefined) this.unproven.note('did-document', newest)
    return newest
  }

  /** Takes over what was found by another index of the same lists, time and freshness. */
  adopt({ unproven, freshUntil }: Pick<EvidenceIndex, 'unproven' | 'freshUntil'>): void {
    this.unproven.adopt(unproven)
    this.freshEnd = Math.min(this.freshEnd, freshUntil)
  }

  /** Notes that an answer itself says until when it may be relied upon, milliseconds since 1970. */
  endAt(time: number): void {
    this.freshEnd = Math.min(this.freshEnd, Math.max(time, this.at))
  }

  /** Until when the answers given so far are fresh, milliseconds since 1970; infinite where none may change. */
  get freshUntil(): number {
    return this.freshEnd
  }

  /** What a web server gave: it has no history, so it is taken as it is now; no ledger vouches for it. */
  private web(items: ResourceEvidence[] | undefined, what: UnprovenFactKind): Found<ResourceEvidence> {
    const found = this.pick(
      items,
      this.at,
      clockSkewMs,
      hasContent,
      () => undefined,
      (a, b) => a.content === b.content,
    )
    this.noteOf(found, what)
    return found
  }

  private noteOf({ item }: Found<DidDocumentEvidence | ResourceEvidence>, what: UnprovenFactKind): void {
    if (item === undefined) return
    if (item.error?.code === 'notFound') this.unproven.note('absence', item)
    else if (item.error === undefined) this.unproven.note(what, item)
  }

  private newest(
    items: ResourceEvidence[] | undefined,
    reference: ResourceReference,
    time: number,
    what: UnprovenFactKind,
  ): Found<ResourceEvidence> {
    const isNamed = reference.form === 'named'
    const found = isNamed ? this.newestNamed(items, time) : this.pinned(items)
    // There the time and the checksum are the publisher's word, not a ledger's.
    this.noteOf(found, what === 'resource-metadata' && !hasLedgerTime(reference.did) ? 'web-publication' : what)
    if (isNamed && found.item?.content !== undefined) this.unproven.note('newest-version', found.item)
    return found
  }

  private newestNamed(items: ResourceEvidence[] | undefined, time: number): Found<ResourceEvidence> {
    return this.pick(items, time, this.skewAt(time), hasContent, createdOf, sameResource)
  }

  private pinned(items: ResourceEvidence[] | undefined): Found<ResourceEvidence> {
    // What is pinned never changes, so an old answer is as good as a new one.
    // Nearly always there is one.
    if (items?.length === 1 && items[0]?.content !== undefined) return { item: items[0] }
    const answers = items?.filter(hasContent) ?? []
    const [first, ...others] = answers
    if (first === undefined) return foundOr(leastOf(items), notCollected)
    return others.every((other) => sameResource(first, other))
      ? { item: leastOf(answers) ?? first }
      : { why: contradictory }
  }

  /**
   * An answer as of a time not before `time`, or as little before that of evaluation as the policy's `freshness` allows,
   * about something that existed at `time` is the answer for `time`; among several the newest thing. Two answers about
   * one thing that differ are none: whoever put the evidence together would choose between them.
   */
  private pick<T extends DidDocumentEvidence | ResourceEvidence>(
    items: T[] | undefined,
    time: number,
    skewMs: number,
    hasAnswer: (item: T) => boolean,
    since: (item: T) => string | undefined,
    isSame: (a: T, b: T) => boolean,
  ): Found<T> {
    if (items === undefined) return { why: notCollected }
    // A ledger's past does not age: only of the time of evaluation an answer may be somewhat older.
    const oldest = time - skewMs - (time === this.at ? this.freshnessMs : 0)
    let best: T[] = []
    let bestStart = -Infinity
    const failed: T[] = []
    for (const item of items) {
      if (this.answerTime(item) < oldest) continue
      if (!hasAnswer(item)) {
        failed.push(item)
        continue
      }
      const start = this.timeOf(since(item))
      if (start > time + skewMs || start < bestStart) continue
      if (start > bestStart) best = []
      best.push(item)
      bestStart = start
    }
    const [first] = best
    if (first === undefined) return foundOr(leastOf(failed), tooEarly)
    // Of answers that say the same, the last one read keeps it fresh longest.
    let answered = -Infinity
    for (const item of best) answered = Math.max(answered, this.answerTime(item))
    if (time === this.at) this.freshEnd = Math.min(this.freshEnd, answered + this.freshnessMs)
    if (best.length === 1) return { item: first, answered }
    const others = best.slice(1)
    return others.every((other) => isSame(first, other))
      ? { item: leastOf(best) ?? first, answered }
      : { why: contradictory }
  }

  /** The time until which an answer is known to hold: nobody reads today how things will be. */
  answerTime({ asOf, readAt }: Provenance): number {
    const time = this.timeOf(asOf)
    return asOf === readAt ? time : Math.min(time, this.timeOf(readAt))
  }

  /** As {@link keysOf}, of a DID document out of the evidence. Several credentials of a chain are mostly of one issuer. */
  keys(document: JsonObject, named?: string): readonly DocumentKey[] {
    const known = this.lists.keys.get(document)
    if (known !== undefined && known.named === named) return known.keys
    const keys = keysOf(document, named)
    this.lists.keys.set(document, { named, keys })
    return keys
  }

  /** A time that is absent or can't be read lies before everything, so that it proves nothing. */
  timeOf(text: string | undefined): number {
    if (text === undefined) return -Infinity
    const known = this.lists.times.get(text)
    if (known !== undefined) return known
    const time = parseTime(text) ?? -Infinity
    this.lists.times.set(text, time)
    return time
  }
}

const notCollected = 'was not collected'
const tooEarly = 'was read too long before the time of evaluation, or did not exist yet'
const contradictory = 'stands in the evidence with different answers'

const foundOr = <T>(item: T | undefined, why: string): Found<T> => (item === undefined ? { why } : { item })

/** The most definite error first: the order does not depend on that of the evidence. */
const errorRanks: readonly (EvidenceErrorCode | undefined)[] = [
  'notFound',
  'invalid',
  'limit',
  'unreachable',
  'deadline',
]

/**
 * Of several items that say the same, always the same one, in whatever order they came: the most definite error, and
 * what a source says against a DID before what another leaves out.
 */
function leastOf<T extends DidDocumentEvidence | ResourceEvidence>(items: readonly T[] | undefined): T | undefined {
  if (items === undefined || items.length < 2) return items?.[0]
  const keyOf = ({ error, metadata, source, readAt }: T): string => {
    const deactivated = metadata !== undefined && 'deactivated' in metadata && metadata.deactivated === true
    const said = [errorRanks.indexOf(error?.code), error?.message ?? '', deactivated ? 0 : 1, metadata ?? 0]
    return JSON.stringify([...said, source, readAt])
  }
  return items.reduce((least, item) => (keyOf(item) < keyOf(least) ? item : least))
}

const hasContent = ({ content }: ResourceEvidence): boolean => content !== undefined
const createdOf = ({ metadata }: ResourceEvidence): string | undefined => metadata?.created

const hasDocument = ({ document }: DidDocumentEvidence): boolean => document !== undefined
/** Of a DID without version history nothing: the document is taken as it is (docs/rules.md, Keys). */
const sinceOf = ({ metadata }: DidDocumentEvidence): string | undefined => metadata?.updated ?? metadata?.created

const sameDocument = (a: DidDocumentEvidence, b: DidDocumentEvidence): boolean => sameJson(a.document, b.document)

/** Whether two answers name the same resource and the same bytes. What a source knows of other versions may differ. */
function sameResource(a: ResourceEvidence, b: ResourceEvidence): boolean {
  if (a.content !== b.content) return false
  const [one, other] = [a.metadata, b.metadata]
  if (one === undefined || other === undefined) return one === other
  return judged.every((name) => one[name] === other[name])
}

const judged = [
  'resourceCollectionId',
  'resourceId',
  'resourceName',
  'resourceType',
  'created',
  'checksum',
] as const satisfies (keyof ResourceMetadata)[]
