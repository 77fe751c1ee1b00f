import {
  clockSkewMs,
  formatResourceReference,
  kindOfType,
  parseResourceReference,
  parseTime,
  type ChainCredential,
  type Dereferencer,
  type ResourceMetadata,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import type { EvidenceReader } from '../collect/evidence-reader.js'
import { readResourceMetadata } from '../collect/read-resource-metadata.js'
import type { AccreditationSearch } from '../types/check-issuer-authorization.js'
import { selectVersions } from './select-versions.js'

/** Resources of one DID that are looked at. */
const maxListed = 10_000
/** Accreditations of the issuer that are judged. */
const maxFound = 16

/** What a search needs. */
export interface SearchContext {
  /** With limits of its own: what it reads is no evidence. */
  reader: EvidenceReader
  listResources: Dereferencer['listResources']
  memo: ValidationMemo
  /** The time of evaluation, milliseconds since 1970. */
  at: number
  superseded: NonNullable<TrustPolicy['superseded']>
  /** Accreditations below a root authorization, at most. */
  maxPathLength: number
}

/** A published accreditation. */
interface Published {
  url: string
  credential: ChainCredential
}

/**
 * Searches what a root and those whom it accredits have published, from the root downward, level by level, for
 * accreditations of one DID. It proves nothing: what it finds is judged like any other accreditation.
 */
export class AccreditationSearcher {
  readonly #gaps = new Set<string>()
  readonly #listed = new Set<string>()
  readonly #roots = new Set<string>()
  #read = 0
  #found = 0
  #isDone = false

  constructor(
    readonly context: SearchContext,
    /** Normalised. */
    readonly issuer: string,
  ) {}

  /** What was searched so far. */
  get summary(): AccreditationSearch {
    return {
      complete: this.#isDone && this.#gaps.size === 0,
      gaps: [...this.#gaps].sort(),
      rootAuthorizations: [...this.#roots].sort(),
      dids: [...this.#listed].sort(),
      accreditations: this.#read,
      readAt: this.context.reader.times.readAt,
    }
  }

  /**
   * The accreditations of the issuer, those nearest to the root first; one list a level, so that whoever has seen
   * enough can stop.
   *
   * @param did - the root's DID
   * @param rootAuthorization - only this root authorization, a DID URL
   */
  async *levels(did: string, rootAuthorization?: string): AsyncGenerator<string[], void> {
    const roots = await this.#published(did, 'root', rootAuthorization)
    for (const { url } of roots) this.#roots.add(url)
    yield this.#matching(roots)
    // A root authorization may be given to another DID than its issuer.
    let subjects = subjectsOf(roots)
    for (let level = 1; subjects.length > 0 && level <= this.context.maxPathLength; level += 1) {
      const found = (await Promise.all(subjects.map((subject) => this.#published(subject, 'accreditation')))).flat()
      yield this.#matching(found)
      const accreditors = found.filter(({ credential }) => credential.kind === 'accredit')
      subjects = subjectsOf(accreditors).filter((subject) => !this.#listed.has(subject))
    }
    this.#isDone = true
  }

  /** Those of the issuer, those that may be what is asked for first. */
  #matching(published: Published[]): string[] {
    const own = published.filter(({ credential }) => credential.subject === this.issuer).map(({ url }) => url)
    const room = Math.max(0, maxFound - this.#found)
    if (own.length > room) this.#gaps.add(`the issuer has more than ${String(maxFound)} accreditations`)
    this.#found += own.length
    return own.slice(0, room)
  }

  /** What a DID has published of a kind, itself. */
  async #published(did: string, kind: 'root' | 'accreditation', only?: string): Promise<Published[]> {
    if (kind === 'accreditation') this.#listed.add(did)
    const ofKind = (await this.#list(did)).filter(({ resourceType }) => isOfKind(resourceType, kind))
    const named = only === undefined ? ofKind : ofKind.filter((resource) => isNamedBy(resource, only))
    const { at, superseded } = this.context
    const versions = selectVersions(named, at + clockSkewMs, superseded === 'accept')
    const read = await Promise.all(versions.map(({ resourceId }) => this.#credential(did, resourceId)))
    // Whoever hosts somebody else's accreditation has not accredited anybody.
    return read.filter((item) => item?.credential.issuer === did).flatMap((item) => item ?? [])
  }

  async #list(did: string): Promise<ResourceMetadata[]> {
    const { listResources, reader } = this.context
    if (listResources === undefined) {
      this.#gaps.add('the sources can not list resources; give a locator')
      return []
    }
    const answer = await reader.limits.attempt((signal) => listResources(did, undefined, { signal }))
    if (!answer.ok) {
      this.#gaps.add(`resources of ${did} could not be listed: ${answer.error.message}`)
      return []
    }
    const listed: unknown[] = Array.isArray(answer.value) ? answer.value : []
    if (listed.length > maxListed || !Array.isArray(answer.value)) {
      this.#gaps.add(`${did} has more resources than ${String(maxListed)}, or the source gave no list`)
    }
    return listed.slice(0, maxListed).flatMap((entry) => {
      const metadata = readResourceMetadata(entry)
      if (typeof metadata !== 'string' && parseTime(metadata.created) !== undefined) return [metadata]
      this.#gaps.add(`a resource of ${did} could not be read from its list`)
      return []
    })
  }

  async #credential(did: string, resourceId: string): Promise<Published | undefined> {
    const { reader, memo } = this.context
    const url = formatResourceReference({ form: 'pinned', did, resourceId: resourceId.toLowerCase() })
    const { content, error } = await reader.resource(url, 'resources')
    this.#read += 1
    if (content === undefined) {
      this.#gaps.add(`an accreditation could not be read: ${error?.message ?? 'no content'}`)
      return undefined
    }
    const credential = memo.credentialIn(memo.content(content))?.credential
    return credential === undefined || credential.kind === 'attestation' ? undefined : { url, credential }
  }
}

function isOfKind(resourceType: string, kind: 'root' | 'accreditation'): boolean {
  const found = kindOfType(resourceType)
  return kind === 'root' ? found === 'root' : found === 'accredit' || found === 'attest'
}

function isNamedBy(resource: ResourceMetadata, url: string): boolean {
  const reference = parseResourceReference(url)
  if (reference === undefined) return false
  return reference.form === 'pinned'
    ? resource.resourceId.toLowerCase() === reference.resourceId
    : resource.resourceName === reference.resourceName && resource.resourceType === reference.resourceType
}

const subjectsOf = (published: Published[]): string[] => [
  ...new Set(published.flatMap(({ credential }) => credential.subject ?? [])),
]
