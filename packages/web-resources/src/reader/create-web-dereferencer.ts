import { createHash } from 'node:crypto'
import {
  isHostPattern,
  normalizeDid,
  parseDidUrl,
  parseResourceReference,
  type DereferencedResource,
  type DereferenceOptions,
  type Dereferencer,
  type JsonObject,
  type ResourceMetadata,
} from '@trustchains/core'
import { Coalescer } from '../coalescer.js'
import { defaultLimits } from '../default-limits.js'
import { GuardedHttps, type HttpsAnswer } from '../https/guarded-https.js'
import type { ResolveAll } from '../https/guarded-lookup.js'
import { webLocation, type WebLocation } from '../layout/web-location.js'
import type { ResourceIndex } from '../types/resource-index.js'
import type { WebDereferencerOptions } from '../types/web-dereferencer-options.js'
import { WebResourcesError } from '../web-resources-error.js'
import { SeenIndexes } from './seen-indexes.js'
import { selectResource } from './select-resource.js'
import { VerifiedIndexes } from './verified-indexes.js'

/** A source of the resources of did:web DIDs. */
export type WebDereferencer = Required<Dereferencer>

/** Why a question has no answer: an error of DID URL dereferencing. */
class Unanswered extends Error {
  constructor(
    readonly error: string,
    message: string,
  ) {
    super(message)
  }
}

/** The index is not the newest that was seen. */
class OldIndex extends Unanswered {}

/**
 * Makes a source of resources that did:web DIDs have published: by the index that the DID's key has signed, each file
 * compared with the index's sha-256. What the index says is its publisher's word: no ledger vouches for `created`, nor for
 * that no newer version exists; an index older than one seen before is refused.
 *
 * @example
 * ```ts
 * const sources = combineDereferencers({
 *   cheqd: createDereferencer(),
 *   web: createWebDereferencer({ allowedHosts: ['registry.example.org'] }),
 * })
 * new TrustChainVerifier({ sources })
 * ```
 * @throws {@link WebResourcesError} `invalid_options`, naming the option
 */
export function createWebDereferencer(options: WebDereferencerOptions): WebDereferencer {
  return new WebReader(options)
}

/** See {@link createWebDereferencer}; `resolve` is for tests of what name servers answer. */
export class WebReader implements WebDereferencer {
  readonly #https: GuardedHttps
  readonly #resolver: WebDereferencerOptions['resolver']
  readonly #timeoutMs: number
  readonly #seen = new SeenIndexes()
  readonly #verified = new VerifiedIndexes()
  readonly #indexes = new Coalescer<ResourceIndex>()

  constructor(
    { allowedHosts, allowLoopback = false, ca, resolver, timeoutMs = defaultLimits.timeoutMs }: WebDereferencerOptions,
    resolve?: ResolveAll,
  ) {
    if (
      !Array.isArray(allowedHosts) ||
      !allowedHosts.every((host) => typeof host === 'string' && isHostPattern(host))
    ) {
      throw invalidOption('allowedHosts must be a list of hosts, as example.org, example.org:8443 or .example.org')
    }
    if (typeof allowLoopback !== 'boolean') throw invalidOption('allowLoopback must be true or false')
    if (ca !== undefined && !ca.includes('-----BEGIN CERTIFICATE-----')) throw invalidOption('ca must be PEM')
    if (resolver !== undefined && typeof resolver.resolve !== 'function')
      throw invalidOption('resolver must have resolve(did)')
    if (!(timeoutMs > 0 && timeoutMs <= 600_000)) throw invalidOption('timeoutMs must be milliseconds up to 600,000')
    this.#https = new GuardedHttps({
      allowedHosts,
      allowLoopback,
      ...(ca !== undefined && { ca }),
      ...(resolve && { resolve }),
    })
    this.#resolver = resolver
    this.#timeoutMs = timeoutMs
  }

  async dereference(
    didUrl: string,
    { versionTime, signal, maxBytes = defaultLimits.maxResourceBytes }: DereferenceOptions = {},
  ): Promise<DereferencedResource> {
    const reference = parseResourceReference(didUrl)
    try {
      if (parseDidUrl(didUrl)?.method !== 'web') throw new Unanswered('methodNotSupported', 'it is no did:web DID URL')
      if (reference === undefined) throw new Unanswered('invalidDidUrl', 'it names no one resource')
      const bounded = this.#bounded(signal)
      const location = locate(reference.did)
      const { resources } = await this.#index(location, bounded)
      const entry = selectResource(resources, reference, versionTime)
      if (entry === undefined) throw new Unanswered('notFound', 'the index of the DID does not have it')
      const content = contentOf(
        await this.#read(location.resourceUrl(entry.resourceId), maxBytes, bounded),
        'the resource',
      )
      const isSame = createHash('sha256').update(content).digest('hex') === entry.checksum
      return {
        contentStream: new Uint8Array(content),
        // The index is shared.
        contentMetadata: { ...entry },
        dereferencingMetadata: isSame
          ? { contentType: entry.mediaType }
          : { error: 'checksumMismatch', message: "the file's sha-256 is not that of the index" },
      }
    } catch (error) {
      return { contentStream: null, contentMetadata: {}, dereferencingMetadata: { ...failureOf(error) } }
    }
  }

  /** @throws Error with a member `code` that is an error of DID URL dereferencing */
  async listResources(
    did: string,
    { name, type }: { name?: string; type?: string } = {},
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<ResourceMetadata[]> {
    try {
      const { resources } = await this.#index(locate(did), this.#bounded(signal))
      return resources
        .filter(
          ({ resourceName, resourceType }) =>
            (name ?? resourceName) === resourceName && (type ?? resourceType) === resourceType,
        )
        .map((entry) => ({ ...entry }))
        .reverse()
    } catch (error) {
      const { error: code, message } = failureOf(error)
      throw Object.assign(new Error(message), { code })
    }
  }

  #bounded(signal: AbortSignal | undefined): AbortSignal {
    const timeout = AbortSignal.timeout(this.#timeoutMs)
    return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  }

  /** Questions of one second share an index, which may be large; those of later ones must not get one that is older. */
  #index(location: WebLocation, signal: AbortSignal): Promise<ResourceIndex> {
    const second = Math.floor(performance.now() / 1000)
    return this.#indexes.run(`${location.did} ${String(second)}`, signal, (shared) =>
      this.#newestIndex(location, this.#bounded(shared)),
    )
  }

  async #newestIndex(location: WebLocation, signal: AbortSignal): Promise<ResourceIndex> {
    try {
      return await this.#readIndex(location, signal)
    } catch (error) {
      // Of two questions at the time of a publication, the one that was quicker may have had the newer answer.
      if (!(error instanceof OldIndex)) throw error
      return await this.#readIndex(location, signal)
    }
  }

  async #readIndex(location: WebLocation, signal: AbortSignal): Promise<ResourceIndex> {
    const [document, answer] = await Promise.all([
      this.#document(location, signal),
      this.#read(location.indexUrl, defaultLimits.maxIndexBytes, signal),
    ])
    const token = contentOf(answer, 'the index').toString('latin1').trim()
    const index = this.#verified.read(token, location.did, document, Date.now())
    const refusal = this.#seen.refusal(index, token)
    if (refusal !== undefined) throw new OldIndex('internalError', refusal)
    return index
  }

  async #document({ did, documentUrl }: WebLocation, signal: AbortSignal): Promise<JsonObject> {
    if (this.#resolver === undefined) {
      const content = contentOf(
        await this.#read(documentUrl, defaultLimits.maxDocumentBytes, signal),
        'the DID document',
      )
      return documentOf(parse(content.toString('utf8')), did)
    }
    const { didDocument, didDocumentMetadata, didResolutionMetadata } = await withSignal(
      this.#resolver.resolve(did),
      signal,
    )
    if (didResolutionMetadata.error === 'notFound') throw new Unanswered('notFound', 'the DID does not exist')
    if (didDocumentMetadata.deactivated === true) throw new Unanswered('notFound', 'the DID is deactivated')
    return documentOf(didDocument, did)
  }

  #read(url: string, maxBytes: number, signal: AbortSignal): Promise<HttpsAnswer> {
    return this.#https.read(url, { signal, maxBytes })
  }
}

const invalidOption = (problem: string): WebResourcesError => new WebResourcesError('invalid_options', problem)

function locate(did: string): WebLocation {
  try {
    return webLocation(did)
  } catch (error) {
    throw new Unanswered('invalidDid', error instanceof Error ? error.message : 'it is no did:web DID')
  }
}

function contentOf(answer: HttpsAnswer, what: string): Buffer {
  if ('content' in answer) return answer.content
  const error = {
    notFound: 'notFound',
    tooLarge: 'contentTooLarge',
    forbidden: 'invalidDid',
    unreachable: 'internalError',
  } as const
  // A file that the index has and the server has not is a fault of the server, and no answer. And how large the resource
  // may be is the caller's to say, not what leads to it.
  const isNoAnswer = answer.error === (what === 'the resource' ? 'notFound' : 'tooLarge')
  const code = isNoAnswer ? 'internalError' : error[answer.error]
  throw new Unanswered(code, `${what} could not be read: ${answer.message}`)
}

/** A document under another id would lend its keys to this DID. */
function documentOf(value: unknown, did: string): JsonObject {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  const id = isObject && 'id' in value ? value.id : undefined
  if (isObject && typeof id === 'string' && normalizeDid(id) === did) return value as JsonObject
  throw new Unanswered('internalError', 'the DID document is none of the DID')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

async function withSignal<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  let stop: (() => void) | undefined
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'))
    }
    signal.addEventListener('abort', stop)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop)
  }
}

function failureOf(error: unknown): { error: string; message: string } {
  if (error instanceof Unanswered) return { error: error.error, message: error.message }
  const message = error instanceof Error ? error.message : 'unknown reason'
  return {
    error: 'internalError',
    message: error instanceof WebResourcesError ? message : `it could not be read: ${message}`,
  }
}
