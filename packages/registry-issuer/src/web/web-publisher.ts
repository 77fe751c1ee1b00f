import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { isHostPattern } from '@trustchains/core'
import {
  defaultLimits,
  indexFile,
  resourcesFolder,
  webLocation,
  type ResourceIndex,
  type WebLocation,
} from '@trustchains/web-resources'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { withLock } from '../outbox/with-lock.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { OutboxStore } from '../types/outbox-store.js'
import type {
  PublicationOutcome,
  PublishedResource,
  PublishManyOptions,
  ResourcePublisher,
  ResourceToPublish,
} from '../types/publisher.js'
import type { PublicationEstimate } from '../types/results.js'
import { addToIndex } from './add-to-index.js'
import { LastIndex, markOf, type IndexMark } from './last-index.js'
import { IndexSigner } from './index-signer.js'
import { isMissing } from './is-missing.js'
import { PublisherOutbox } from './publisher-outbox.js'
import { removeTemporaryFiles } from './temporary-file.js'
import type { RefreshOptions, WebPublisherOptions } from './web-publisher-options.js'
import { writeFileWhole } from './write-file.js'

/**
 * Publishes under did:web: writes files into a folder that any web server shows, and an index of them that the DID's key
 * signs. A registry without a ledger; but the time of publication, and that nothing was taken away again, are its
 * publisher's word then: under validity `chain` a verifier takes no age from it.
 *
 * What is half written when a process dies is not in the index, and so invisible; published again, it is finished.
 *
 * @example
 * ```ts
 * import { WebPublisher } from '@trustchains/registry-issuer/web'
 *
 * const publisher = new WebPublisher({ folder: '/srv/www', host: 'registry.example.org' })
 * const sources = createWebDereferencer({ allowedHosts: ['registry.example.org'] })
 * const plugin = new TrustRegistryIssuer({ publisher, sources })
 * ```
 */
export class WebPublisher implements ResourcePublisher {
  readonly #folder: string
  readonly #host: string
  readonly #outbox: PublisherOutbox
  readonly #indexDays: number | undefined

  /** @throws TrustRegistryIssuerError code `invalid_setup`, naming the option */
  constructor({ folder, host, outbox, indexDays, ...unknown }: WebPublisherOptions) {
    const [other] = Object.keys(unknown)
    if (other !== undefined)
      throw invalid(`${other.slice(0, 64)} is not known; known are folder, host, outbox, indexDays`)
    if (typeof folder !== 'string' || !isAbsolute(folder)) throw invalid('folder must be the absolute path of a folder')
    if (typeof host !== 'string' || !isHostPattern(host) || host.startsWith('.')) throw invalid('host must be a host')
    if (indexDays !== undefined && !(indexDays > 0 && indexDays <= 36_500)) throw invalid('indexDays must be days')
    this.#folder = folder
    this.#host = host
    this.#outbox = new PublisherOutbox(folder, outbox)
    this.#indexDays = indexDays
  }

  /** {@inheritDoc ResourcePublisher.useOutbox} */
  useOutbox(store: OutboxStore): void {
    this.#outbox.give(store)
  }

  /** {@inheritDoc ResourcePublisher.estimate} */
  estimate({ did, data }: ResourceToPublish, _context: TrustRegistryIssuerContext): Promise<PublicationEstimate> {
    try {
      this.#locate(did)
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
    const bytes = data.byteLength
    return Promise.resolve({ resourceBytes: bytes, transactionBytes: bytes, gas: 0, gasLimit: 0 })
  }

  /** {@inheritDoc ResourcePublisher.publish} */
  async publish(resource: ResourceToPublish, context: TrustRegistryIssuerContext): Promise<PublishedResource> {
    this.#locate(resource.did)
    const [outcome] = await this.publishMany([resource], context)
    if (outcome?.state === 'published') return { resourceURI: `${resource.did}/resources/${resource.resourceId}` }
    if (outcome?.cause instanceof Error) throw outcome.cause
    throw new Error(outcome?.message ?? 'the resource was not published')
  }

  /** {@inheritDoc ResourcePublisher.publishMany} */
  async publishMany(
    resources: readonly ResourceToPublish[],
    context: TrustRegistryIssuerContext,
    { signal, onPublished }: PublishManyOptions = {},
  ): Promise<PublicationOutcome[]> {
    const outcomes = new Map<ResourceToPublish, PublicationOutcome>()
    // Those of one DID come into its index together.
    for (const did of new Set(resources.map((resource) => resource.did))) {
      const group = resources.filter((resource) => resource.did === did)
      try {
        signal?.throwIfAborted()
        for (const [resource, outcome] of await this.#publishUnder(did, group, context, signal))
          outcomes.set(resource, outcome)
      } catch (cause) {
        const message = cause instanceof Error ? cause.message : String(cause)
        const isAborted = signal?.aborted === true
        // Refused before anything was written; what failed at the disk may be there all the same.
        const state = isAborted || cause instanceof TrustRegistryIssuerError ? 'absent' : 'unknown'
        const code = isAborted ? 'aborted' : 'not_written'
        for (const resource of group) outcomes.set(resource, { state, code, message, cause })
      }
    }
    return resources.map((resource, index) => {
      const outcome = outcomes.get(resource) ?? { state: 'unknown' }
      if (outcome.state === 'published') onPublished?.(resource, index)
      return outcome
    })
  }

  /**
   * Signs the index of a DID anew, with the key that the DID document lists now: before a key is taken out of the document,
   * and before an index ends.
   *
   * @throws TrustRegistryIssuerError `invalid_setup` where an older index stands in the folder than was published last, or none
   */
  async refresh(
    did: string,
    context: TrustRegistryIssuerContext,
    { asItStands = false }: RefreshOptions = {},
  ): Promise<void> {
    const location = this.#locate(did)
    await this.#withIndex(location, context, { asItStands }, (resources) => Promise.resolve(resources))
  }

  async #publishUnder(
    did: string,
    group: readonly ResourceToPublish[],
    context: TrustRegistryIssuerContext,
    signal: AbortSignal | undefined,
  ): Promise<Map<ResourceToPublish, PublicationOutcome>> {
    const location = this.#locate(did)
    const outcomes = new Map<ResourceToPublish, PublicationOutcome>()
    await this.#withIndex(location, context, { ...(signal && { signal }) }, async (known) => {
      let resources = known
      for (const resource of group) {
        const { resourceId, data } = resource
        const there = resources.find((entry) => entry.resourceId === resourceId)
        const isSame = there?.checksum === createHash('sha256').update(data).digest('hex')
        if (there !== undefined && !isSame) {
          outcomes.set(resource, {
            state: 'different',
            code: 'resource_exists',
            message: 'its id is another resource’s',
          })
          continue
        }
        await writeFileWhole(join(this.#folderOf(location), resourceId), data)
        if (there === undefined) resources = addToIndex(resources, resource, Date.now())
        outcomes.set(resource, { state: 'published' })
      }
      return resources
    })
    return outcomes
  }

  /** Changes an index while no other process does. */
  async #withIndex(
    location: WebLocation,
    context: TrustRegistryIssuerContext,
    { asItStands = false, ...options }: RefreshOptions & { signal?: AbortSignal },
    change: (resources: ResourceIndex['resources']) => Promise<ResourceIndex['resources']>,
  ): Promise<void> {
    const path = join(this.#folderOf(location), indexFile)
    const signer = await IndexSigner.of(location.did, context)
    const name = `web/${createHash('sha256').update(path).digest('hex')}`
    const { store } = this.#outbox
    await withLock(
      store,
      name,
      async (lock) => {
        // Before it is read: what a process that was held up has written, and not yet renamed, can't be renamed from now on.
        await removeTemporaryFiles(this.#folderOf(location))
        const known = await this.#read(path, signer)
        const last = await LastIndex.of(store, name)
        if (!asItStands) last.check(known?.mark, path)
        const resources = await change(known?.index.resources ?? [])
        if (resources.length > defaultLimits.maxEntries) {
          const most = String(defaultLimits.maxEntries)
          throw new TrustRegistryIssuerError('too_large', `a DID has at most ${most} resources on the web; use another`)
        }
        const iat = Math.floor(Date.now() / 1000)
        const exp = this.#indexDays === undefined ? {} : { exp: iat + Math.round(this.#indexDays * 86_400) }
        const sequence = Math.max(known?.mark.sequence ?? 0, last.sequence) + 1
        const token = await signer.sign({ iss: location.did, iat, ...exp, sequence, resources })
        // Whoever has the lock now may have written an index since; it must not be written over. What is written before the
        // other one began is removed by it, and what is written after is not renamed.
        await writeFileWhole(path, token, async () => {
          lock.signal.throwIfAborted()
          await last.announce(known?.mark, markOf(sequence, token), lock)
        })
        await last.settle(lock).catch((cause: unknown) => {
          // It stands there, so this is not the failure of something that was refused.
          throw new Error('the index was written, but the outbox could not be told so', { cause })
        })
      },
      options,
    )
  }

  /** Reads the index that stands there. One that somebody else wrote is not signed again as if it were our own. */
  async #read(path: string, signer: IndexSigner): Promise<{ index: ResourceIndex; mark: IndexMark } | undefined> {
    let token: string
    try {
      token = await readFile(path, 'latin1')
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
    const index = signer.read(token)
    return { index, mark: markOf(index.sequence, token) }
  }

  #locate(did: string): WebLocation {
    let location: WebLocation | undefined
    try {
      location = webLocation(did)
    } catch {
      // The reason is the same for whoever reads the message.
    }
    if (location?.host === this.#host) return location
    throw invalidArgument(
      'issuer',
      `is no did:web DID of ${this.#host}, which is where this publisher publishes: ${did}`,
    )
  }

  #folderOf({ path }: WebLocation): string {
    return join(this.#folder, ...path, resourcesFolder)
  }
}

const invalid = (problem: string): TrustRegistryIssuerError =>
  new TrustRegistryIssuerError('invalid_setup', `WebPublisher: ${problem}`)
