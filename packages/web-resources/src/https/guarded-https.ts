import { isIP } from 'node:net'
import { isAllowedUrl, isLoopbackAddress, isPublicAddress } from '@trustchains/core'
import { Agent, request, type Dispatcher } from 'undici'
import { ForbiddenAddressError, guardedLookup, type ResolveAll } from './guarded-lookup.js'
import { readBounded } from './read-bounded.js'

/** Which servers are asked, and for what. */
export interface GuardedHttpsOptions {
  /** Hosts, as `isHostPattern` of core takes them; no other is asked. */
  allowedHosts: readonly string[]
  /** This machine too, where its name is among the hosts: for development and tests. */
  allowLoopback: boolean
  /** Authorities to trust, PEM. Default: Node's. */
  ca?: string
  /** The header `accept`. Default: anything. */
  accept?: string
  /** What the media type of an answer, without parameters, must look like. Default: anything, and nothing at all. */
  mediaType?: RegExp
  /** Whether one redirect is followed, to the same origin. Default: none is. */
  followsRedirect?: boolean
  /** For tests of what resolvers answer. Default: the operating system's. */
  resolve?: ResolveAll
}

/** Bounds of one request. */
export interface HttpsRequestBounds {
  signal: AbortSignal
  /** Of content. */
  maxBytes: number
}

/**
 * What came of a request: `forbidden` says that nobody was asked, for the URL or the addresses of its host. Messages are
 * for people, printable, and name at most what a server said of the kind of its answer.
 */
export type HttpsAnswer =
  { content: Buffer } | { error: 'notFound' | 'tooLarge' | 'forbidden' | 'unreachable'; message: string }

/**
 * Reads files of web servers that the operator allows. Which URL is read follows from what strangers write, so here a
 * reader could be led into its own network: only HTTPS, only allowed hosts and ports, only public addresses, looked at
 * when the connection is made (so that nobody answers a second question otherwise: DNS rebinding); no redirect, or one
 * to the same origin; no decompression; bytes bounded while they come.
 */
export class GuardedHttps {
  readonly #options: GuardedHttpsOptions
  readonly #agent: Agent

  constructor(options: GuardedHttpsOptions) {
    this.#options = options
    this.#agent = new Agent({
      connections: 8,
      pipelining: 1,
      maxHeaderSize: 16_384,
      connect: {
        lookup: guardedLookup((address) => this.#isAllowedAddress(address), options.resolve),
        // Also where the environment turns it off for the process (NODE_TLS_REJECT_UNAUTHORIZED), or allows less.
        rejectUnauthorized: true,
        minVersion: 'TLSv1.2',
        ...(options.ca !== undefined && { ca: options.ca }),
      },
    })
  }

  /** Never rejects, but with the reason of the signal. */
  async read(url: string, { signal, maxBytes }: HttpsRequestBounds): Promise<HttpsAnswer> {
    const refusal = this.#refusal(url)
    if (refusal !== undefined) return failed('forbidden', refusal)
    try {
      const first = await this.#get(url, signal)
      const target = redirectTarget(url, first)
      if (target === undefined) return await this.#answerOf(first, maxBytes)
      first.body.destroy()
      const isFollowed = this.#options.followsRedirect === true && this.#refusal(target) === undefined
      if (!isFollowed || new URL(target).origin !== new URL(url).origin) {
        return failed('unreachable', 'the server redirects to another place; this is not followed')
      }
      const second = await this.#get(target, signal)
      if (redirectTarget(target, second) === undefined) return await this.#answerOf(second, maxBytes)
      second.body.destroy()
      return failed('unreachable', 'the server redirects more than once; this is not followed')
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof ForbiddenAddressError) return failed('forbidden', error.message)
      // OpenSSL's and the system's codes say what is wrong; their messages may hold what a server sent.
      return failed('unreachable', `the server did not answer (${printable(codeOf(error) ?? 'unknown reason')})`)
    }
  }

  /** Why a URL is not asked for at all. */
  #refusal(url: string): string | undefined {
    if (!isAllowedUrl(url, this.#options.allowedHosts)) return 'it is no HTTPS URL of a host among allowedHosts'
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
    // A connection to an address asks for no name.
    return isIP(host) === 0 || this.#isAllowedAddress(host) ? undefined : new ForbiddenAddressError().message
  }

  #isAllowedAddress(address: string): boolean {
    return isPublicAddress(address) || (this.#options.allowLoopback && isLoopbackAddress(address))
  }

  async #get(url: string, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const { origin, pathname, search } = new URL(url)
    const response = await request(`${origin}${pathname}${search}`, {
      method: 'GET',
      headers: { accept: this.#options.accept ?? '*/*', 'accept-encoding': 'identity' },
      dispatcher: this.#agent,
      signal,
    })
    // A body that is left unread ends with an error, and one that nobody listens to would end the process.
    response.body.on('error', () => undefined)
    return response
  }

  async #answerOf(response: Dispatcher.ResponseData, maxBytes: number): Promise<HttpsAnswer> {
    const { statusCode, headers, body } = response
    const problem = this.#problemOf(response)
    const content =
      problem === undefined && Number(headers['content-length'] ?? 0) <= maxBytes
        ? await readBounded(body, maxBytes)
        : undefined
    if (content !== undefined) return { content }
    body.destroy()
    if (problem === undefined) return failed('tooLarge', `it has more than ${String(maxBytes)} bytes`)
    return failed(
      statusCode === 404 || statusCode === 410 ? 'notFound' : 'unreachable',
      `the server answered ${problem}`,
    )
  }

  #problemOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
    if (statusCode !== 200) return String(statusCode)
    const type = String(headers['content-type'] ?? '')
      .replace(/;.*$/s, '')
      .trim()
    if (this.#options.mediaType?.test(type) === false) return `with content of another type: ${printable(type)}`
    const isPlain = (headers['content-encoding'] ?? 'identity') === 'identity'
    return isPlain ? undefined : 'with compressed content, which was not asked for'
  }
}

/** @returns undefined where it is no redirect; `about:blank` where it leads nowhere */
function redirectTarget(url: string, { statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (statusCode < 300 || statusCode >= 400 || statusCode === 304) return undefined
  const location = typeof headers.location === 'string' ? headers.location : ''
  return URL.canParse(location, url) ? new URL(location, url).href : 'about:blank'
}

/** Errors may come from another realm, where instanceof fails. */
function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

const printable = (text: string): string => text.replace(/[^ -~]/g, '').slice(0, 64)

const failed = (error: Exclude<HttpsAnswer, { content: Buffer }>['error'], message: string): HttpsAnswer => ({
  error,
  message,
})
