import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { formatDidUrl, normalizeDid, parseDidUrl, parseResourceReference } from '@trustchains/core'
import type { Dereferencer, DereferenceOptions, DereferencedResource, ResourceMetadata } from '@trustchains/core'
import type { DIDDocument, DIDResolutionResult, DIDResolver } from 'did-resolver'
import { TestKitError } from './test-kit-error.js'
import { uuidFromSeed } from './uuid-from-seed.js'
import type {
  WorldCall,
  WorldData,
  WorldDid,
  WorldDidVersion,
  WorldFault,
  WorldPublication,
  WorldResource,
} from './types/world.js'

/** Which version of a DID document is wanted. */
export interface DidVersionOptions {
  versionId?: string
  /** RFC 3339. */
  versionTime?: string
}

/**
 * A ledger in memory: DID documents with their versions, and DID-Linked Resources, answered for as
 * `fixtures/chains/README.md` says. `findDid` and `findResource` look; `resolveDid`, `dereference` and
 * `listResources` are the same behind a network, with faults, latency and a record of the calls.
 */
export class World {
  /** What was asked, in order. */
  readonly calls: WorldCall[] = []
  /** Milliseconds before each answer. Without it answers come at once, and `roundTrips` means nothing. */
  latencyMs: number | undefined
  private answeredRound = 0
  private readonly dids = new Map<string, WorldDid>()
  private readonly resources: WorldResource[] = []
  private readonly collections = new Map<string, WorldResource[]>()
  private readonly faults: WorldFault[] = []

  constructor(data: WorldData = { didDocuments: [], resources: [] }, options: { latencyMs?: number } = {}) {
    const own = structuredClone(data)
    own.didDocuments.forEach((entry) => this.addDid(entry))
    own.resources.forEach((resource) => this.addResource(resource))
    own.faults?.forEach((fault) => this.addFault(fault))
    this.latencyMs = options.latencyMs
  }

  /** The world in the shape of the vectors; `new World(world.toJSON())` is the same world. */
  toJSON(): WorldData {
    return structuredClone({
      didDocuments: [...this.dids.values()],
      resources: this.resources,
      ...(this.faults.length > 0 && { faults: this.faults }),
    })
  }

  addDid(entry: WorldDid): void {
    this.dids.set(normalizeDid(entry.did), entry)
  }

  /** Puts a new version of a DID document on top; `change` gets a copy of the newest. */
  updateDid(
    did: string,
    updated: string,
    change: (document: DIDDocument) => DIDDocument = (document) => document,
  ): void {
    const entry = this.didEntry(did)
    const { document, metadata, versions = [] } = entry
    const draft = structuredClone(document)
    const versionId = uuidFromSeed(`${did}/${versions.length + 1}`)
    this.addDid({
      did: entry.did,
      document: change(draft),
      metadata: { created: metadata.created, updated, versionId, previousVersionId: metadata.versionId },
      versions: [...versions, { document, metadata: { ...metadata, nextVersionId: versionId } }],
    })
  }

  /** Deactivates a DID as cheqd does: a new version, and every version is marked. */
  deactivateDid(did: string, updated: string): void {
    this.updateDid(did, updated)
    const entry = this.didEntry(did)
    for (const version of [entry, ...(entry.versions ?? [])]) version.metadata.deactivated = true
  }

  addFault(fault: WorldFault): void {
    this.faults.push(fault)
  }

  /** Publishes a resource; it is a newer version of those of its name and type if `created` is later. */
  publish(publication: WorldPublication): WorldResource {
    const { content, mediaType = 'application/json', checksum, ...rest } = publication
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    const resource: WorldResource = {
      ...rest,
      mediaType,
      bytes: bytes.toString('base64'),
      checksum: checksum ?? createHash('sha256').update(bytes).digest('hex'),
    }
    this.addResource(resource)
    return resource
  }

  /** Every DID, as written. */
  listDids(): string[] {
    return [...this.dids.values()].map(({ did }) => did)
  }

  /** Every resource's metadata, in the order of publication. */
  listAllResources(): ResourceMetadata[] {
    return this.resources.map((resource) => this.metadataOf(resource))
  }

  /** The fault that meets a question, if one does. */
  findFault(question: string, kind: 'did' | 'resource'): WorldFault | undefined {
    const normal = (text: string): string => {
      const url = parseDidUrl(text)
      return url === undefined ? text : formatDidUrl(url)
    }
    return this.faults.find(
      ({ id, only }) => (only === undefined || only === kind) && normal(question).startsWith(normal(id)),
    )
  }

  /** Resolves a DID without faults, latency or a record. */
  findDid(did: string, { versionId, versionTime }: DidVersionOptions = {}): DIDResolutionResult {
    const entry = this.dids.get(normalizeDid(did))
    const found = entry === undefined ? undefined : findVersion(entry, versionId, versionTime)
    if (found === undefined) {
      return { didResolutionMetadata: { error: 'notFound' }, didDocument: null, didDocumentMetadata: {} }
    }
    return {
      didResolutionMetadata: { contentType: 'application/did+ld+json' },
      didDocument: structuredClone(found.document),
      didDocumentMetadata: { ...found.metadata },
    }
  }

  /** Dereferences a DID URL without faults, latency or a record. */
  findResource(didUrl: string, { versionTime, maxBytes = Infinity }: DereferenceOptions = {}): DereferencedResource {
    const reference = parseResourceReference(didUrl)
    if (reference === undefined) return failure('invalidDidUrl')
    const candidates = this.collections.get(reference.did) ?? []
    const resource =
      reference.form === 'pinned'
        ? candidates.find(({ id }) => id.toLowerCase() === reference.resourceId)
        : versionsOf(candidates, reference.resourceName, reference.resourceType).findLast(
            ({ created }) => notLater(created, versionTime) && notLater(created, reference.resourceVersionTime),
          )
    if (resource === undefined) return failure('notFound')
    const content = new Uint8Array(Buffer.from(resource.bytes, 'base64'))
    if (content.length > maxBytes) return failure('contentTooLarge')
    return {
      contentStream: content,
      contentMetadata: this.metadataOf(resource),
      dereferencingMetadata: { contentType: resource.mediaType },
    }
  }

  resolveDid(did: string, options: DidVersionOptions = {}): Promise<DIDResolutionResult> {
    return this.ask('resolveDid', did, options, () => this.findDid(did, options))
  }

  dereference(didUrl: string, options: DereferenceOptions = {}): Promise<DereferencedResource> {
    return this.ask('dereference', didUrl, options, () => this.findResource(didUrl, options))
  }

  /** The metadata of what a DID has published, newest first. */
  listResources(
    did: string,
    filter: { name?: string; type?: string } = {},
    options: { signal?: AbortSignal } = {},
  ): Promise<ResourceMetadata[]> {
    return this.ask('listResources', did, options, () =>
      (this.collections.get(normalizeDid(did)) ?? [])
        .filter(({ name, type }) => name === (filter.name ?? name) && type === (filter.type ?? type))
        .sort((a, b) => Date.parse(b.created) - Date.parse(a.created))
        .map((resource) => this.metadataOf(resource)),
    )
  }

  /** The world as core's port for DID-Linked Resources. */
  toDereferencer(): Dereferencer {
    return {
      dereference: (didUrl, options) => this.dereference(didUrl, options),
      listResources: (did, filter, options) => this.listResources(did, filter, options),
    }
  }

  /** The world as a driver for `did-resolver`: `new Resolver(world.toResolver())`. */
  toResolver(): { cheqd: DIDResolver } {
    return { cheqd: (did, _parsed, _resolver, options) => this.resolveDid(did, options as DidVersionOptions) }
  }

  /** How many questions had to wait for an answer to another, in a row: the network round trips. */
  get roundTrips(): number {
    return this.calls.reduce((most, { round }) => Math.max(most, round), 0)
  }

  /** Forgets the calls so far. */
  resetCalls(): void {
    this.calls.length = 0
    this.answeredRound = 0
  }

  private async ask<T>(
    kind: WorldCall['kind'],
    question: string,
    { versionTime, signal }: { versionTime?: string; signal?: AbortSignal },
    answer: () => T,
  ): Promise<T> {
    const round = this.answeredRound + 1
    this.calls.push({ kind, question, ...(versionTime !== undefined && { versionTime }), round })
    const fault = this.findFault(question, kind === 'resolveDid' ? 'did' : 'resource')
    signal?.throwIfAborted()
    if (fault?.mode === 'hang') await abortOf(signal)
    if (this.latencyMs !== undefined) await delay(this.latencyMs, undefined, { signal })
    this.answeredRound = Math.max(this.answeredRound, round)
    if (fault !== undefined) throw new TestKitError('unreachable', `the world has a fault for ${question}`)
    return answer()
  }

  private didEntry(did: string): WorldDid {
    const entry = this.dids.get(normalizeDid(did))
    if (entry === undefined) throw new TestKitError('invalid_argument', `the world has no DID ${did}`)
    return entry
  }

  private addResource(resource: WorldResource): void {
    const collection = normalizeDid(resource.collection)
    this.resources.push(resource)
    this.collections.set(collection, [...(this.collections.get(collection) ?? []), resource])
  }

  private metadataOf(resource: WorldResource): ResourceMetadata {
    const siblings = this.collections.get(normalizeDid(resource.collection)) ?? []
    const versions = versionsOf(siblings, resource.name, resource.type)
    const position = versions.indexOf(resource)
    return {
      resourceURI: `${resource.collection}/resources/${resource.id}`,
      resourceCollectionId: resource.collection.split(':').at(-1) ?? '',
      resourceId: resource.id,
      resourceName: resource.name,
      resourceType: resource.type,
      mediaType: resource.mediaType,
      created: resource.created,
      checksum: resource.checksum,
      previousVersionId: versions[position - 1]?.id ?? null,
      nextVersionId: versions[position + 1]?.id ?? null,
    }
  }
}

function failure(error: string): DereferencedResource {
  return { contentStream: null, contentMetadata: {}, dereferencingMetadata: { error } }
}

function notLater(created: string, time: string | undefined): boolean {
  return time === undefined || Date.parse(created) <= Date.parse(time)
}

function versionsOf(resources: WorldResource[], name: string, type: string): WorldResource[] {
  return resources
    .filter((resource) => resource.name === name && resource.type === type)
    .sort((a, b) => Date.parse(a.created) - Date.parse(b.created))
}

function findVersion(entry: WorldDid, versionId?: string, versionTime?: string): WorldDidVersion | undefined {
  const versions: WorldDidVersion[] = [...(entry.versions ?? []), entry]
  const timeOf = ({ metadata }: WorldDidVersion): string | undefined => metadata.updated ?? metadata.created
  if (versionId !== undefined) {
    return versions.find(({ metadata }) => metadata.versionId?.toLowerCase() === versionId.toLowerCase())
  }
  if (versionTime === undefined || versions.every((version) => timeOf(version) === undefined)) return entry
  return versions.findLast((version) => {
    const time = timeOf(version)
    return time !== undefined && notLater(time, versionTime)
  })
}

function abortOf(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}
