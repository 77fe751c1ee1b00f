import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ResourceMetadata } from '@trustchains/core'
import type { CheqdDid } from '../did/cheqd-did.js'
import type {
  DidVersion,
  LedgerClient,
  LinkedResource,
  ResourceFilter,
  ResourceQuery,
  VersionQuery,
} from '../types/ledger-client.js'

type Answer = DidVersion | LinkedResource | ResourceMetadata[]

/**
 * Keeps a network's answers in memory. What can't change, a resource named by its id, is kept for ever; the newest of anything
 * for seconds. DID documents are kept for seconds even where a version is named: a DID that is deactivated is so in all of its
 * versions from then on. Failures are not kept, nor content whose checksum is wrong.
 */
export class CachedLedger implements LedgerClient {
  readonly #ledger: LedgerClient
  readonly #latestMs: number
  readonly #answers: LRUCache<string, Answer>

  constructor(ledger: LedgerClient, options: { maxBytes: number; latestMs: number }) {
    this.#ledger = ledger
    this.#latestMs = options.latestMs
    this.#answers = new LRUCache({ maxSize: options.maxBytes, sizeCalculation: sizeOf })
  }

  async didVersion(
    did: CheqdDid,
    version: VersionQuery,
    withResources: boolean,
    signal: AbortSignal,
  ): Promise<DidVersion> {
    return this.#get(['document', did.did, version, withResources], this.#latestMs, () =>
      this.#ledger.didVersion(did, version, withResources, signal),
    )
  }

  async resourceById(did: CheqdDid, id: string, maxBytes: number, signal: AbortSignal): Promise<LinkedResource> {
    return this.#get(['resource', did.did, id, maxBytes], 0, () => this.#ledger.resourceById(did, id, maxBytes, signal))
  }

  async resourceByQuery(
    did: CheqdDid,
    query: ResourceQuery,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<LinkedResource> {
    return this.#get(['resource', did.did, query, maxBytes], this.#latestMs, () =>
      this.#ledger.resourceByQuery(did, query, maxBytes, signal),
    )
  }

  async listResources(did: CheqdDid, filter: ResourceFilter, signal: AbortSignal): Promise<ResourceMetadata[]> {
    return this.#get(['list', did.did, filter], this.#latestMs, () => this.#ledger.listResources(did, filter, signal))
  }

  /** @param ttl - milliseconds; 0: for ever */
  async #get<T extends Answer>(parts: unknown[], ttl: number, load: () => Promise<T>): Promise<T> {
    const key = JSON.stringify(parts)
    const kept = this.#answers.get(key)
    // Copies go out, so that nobody can change what others will get.
    if (kept !== undefined) return structuredClone(kept) as T
    const answer = await load()
    if (isSound(answer)) this.#answers.set(key, structuredClone(ttl === 0 ? withoutNext(answer) : answer), { ttl })
    return answer
  }
}

function isResource(answer: Answer): answer is LinkedResource {
  return 'content' in answer
}

// One bad answer must not be believed for ever.
function isSound(answer: Answer): boolean {
  return !isResource(answer) || createHash('sha256').update(answer.content).digest('hex') === answer.metadata.checksum
}

// The one thing about a resource that may change, once: that a next version exists. What is unknown is left out.
function withoutNext(answer: Answer): Answer {
  if (!isResource(answer) || answer.metadata.nextVersionId !== null) return answer
  const metadata = { ...answer.metadata }
  delete metadata.nextVersionId
  return { ...answer, metadata }
}

function sizeOf(answer: Answer, key: string): number {
  const text = isResource(answer) ? JSON.stringify(answer.metadata) : JSON.stringify(answer)
  return key.length + text.length + (isResource(answer) ? answer.content.byteLength : 0)
}
