import {
  formatResourceReference,
  formatTime,
  parseResourceReference,
  statusListUrls,
  validateChain,
  type ChainCredential,
  type DidDocumentEvidence,
  type ResourceEvidence,
} from '@trustchains/core'
import type { RegistryEntry } from '../types/results.js'
import { documentEvidence } from './document-evidence.js'
import type { EntryQuery } from './entry-query.js'
import type { ListingRun } from './listing-run.js'
import type { ReadEntry } from './registry-entry.js'
import { resourceEvidence } from './resource-evidence.js'

/** What a status list says of an entry. */
export type EntryStatus = Pick<RegistryEntry, 'status' | 'statusReason'>

/**
 * Reads the status of accreditations as a verifier does: the very check `status` of core judges the lists, their
 * signatures and windows. Each list and each DID document is read once a call, however many entries name it.
 */
export class StatusReader {
  readonly #lists = new Map<string, Promise<ResourceEvidence>>()
  readonly #documents = new Map<string, Promise<DidDocumentEvidence[]>>()
  readonly #answers = new Map<ReadEntry, Promise<EntryStatus>>()

  constructor(
    private readonly query: Pick<EntryQuery, 'at' | 'isPast'>,
    private readonly run: ListingRun,
  ) {}

  /** @returns undefined for an entry that could not be read */
  async read(item: ReadEntry): Promise<EntryStatus | undefined> {
    const { credential, text } = item
    if (credential === undefined || text === undefined) return undefined
    let answer = this.#answers.get(item)
    if (answer === undefined) {
      answer = this.#judge(credential, text)
      this.#answers.set(item, answer)
    }
    return answer
  }

  async #judge(credential: ChainCredential, text: string): Promise<EntryStatus> {
    if (credential.status.length === 0) return { status: 'valid' }
    const [didDocuments, statusLists] = await Promise.all([
      this.#document(credential.issuer),
      Promise.all(statusListUrls(credential).map((url) => this.#listVersions(url))),
    ])
    const report = validateChain(
      {
        version: 1,
        at: formatTime(this.query.at),
        leaf: { credential: text },
        resources: [],
        schemas: [],
        statusLists: statusLists.flat(),
        didDocuments,
        limitsHit: [],
      },
      { schema: 'off', superseded: 'accept', dns: 'off' },
    )
    const findings = report.checks.filter(
      ({ id, link, status }) => id === 'status' && link === 0 && status !== 'pass' && status !== 'skipped',
    )
    const telling =
      findings.find(({ code }) => code === 'revoked') ??
      findings.find(({ code }) => code === 'suspended') ??
      findings[0]
    if (telling === undefined) return { status: 'valid' }
    const { code, message } = telling
    return { status: code === 'revoked' || code === 'suspended' ? code : 'unknown', statusReason: message }
  }

  /** The list as it is named and, where that is one version of it, the newest of its name, which counts. */
  async #listVersions(url: string): Promise<ResourceEvidence[]> {
    const named = await this.#list(url)
    const reference = parseResourceReference(url)
    const isNewest = reference?.form === 'named' && reference.resourceVersionTime === undefined
    if (reference === undefined || isNewest || named.metadata === undefined) return [named]
    const { resourceName, resourceType } = named.metadata
    const newest = formatResourceReference({ form: 'named', did: reference.did, resourceName, resourceType })
    return [named, await this.#list(newest)]
  }

  #list(url: string): Promise<ResourceEvidence> {
    let list = this.#lists.get(url)
    if (list === undefined) {
      const { dereferencer, deadline } = this.run
      list = resourceEvidence(url, { ...this.#times, deadline }, dereferencer)
      this.#lists.set(url, list)
    }
    return list
  }

  /** As of the time, whose keys count, and the newest, which tells whether the DID was deactivated. */
  #document(did: string): Promise<DidDocumentEvidence[]> {
    let documents = this.#documents.get(did)
    if (documents === undefined) {
      const { readAt } = this.#times
      const { context, deadline } = this.run
      const asked = this.query.isPast ? [this.#times, { readAt }] : [{ readAt }]
      documents = Promise.all(asked.map((times) => documentEvidence(did, { ...times, deadline }, context)))
      this.#documents.set(did, documents)
    }
    return documents
  }

  get #times(): { readAt: string; versionTime?: string } {
    const { at, isPast } = this.query
    return { readAt: formatTime(this.run.now), ...(isPast && { versionTime: formatTime(at) }) }
  }
}
