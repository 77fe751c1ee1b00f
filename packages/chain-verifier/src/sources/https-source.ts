import { isAllowedUrl, isLoopbackAddress, isPublicAddress } from '@trustchains/core'
import { isIP } from 'node:net'
import { Agent, request, type Dispatcher } from 'undici'
import type { WebAnswer, WebSource } from '../collect/evidence-sources.js'
import { redactMessage } from '../collect/redact-message.js'
import { ForbiddenAddressError, guardedLookup, type ResolveAll } from './guarded-lookup.js'
import { readBounded } from './read-bounded.js'

/** How an {@link HttpsSource} behaves. */
export interface HttpsSourceOptions {
  allowedHosts: readonly string[]
  allowLoopback: boolean
  /** PEM. */
  ca?: string
  /** For tests of what resolvers answer. Default: the operating system's. */
  resolve?: ResolveAll
}

/** JSON of any kind, and tokens of any kind: what schemas and signed status lists are served as. */
const contentType = /^application\/(?:(?:[\w.-]+\+)?(?:json|jwt)|vc)$/i
const accept = 'application/json, application/jwt, application/*+json, application/*+jwt, application/vc, */*;q=0.1'
const maxConnectionsPerHost = 8
const maxHeaderBytes = 16_384

/**
 * Reads what credentials name by HTTPS URLs, from hosts that the operator allows. The URL comes from whoever wrote the
 * credential, so this is the place where a verifier could be led into its own network: only HTTPS, only allowed hosts
 * and ports, only public addresses, looked at when the connection is made; one redirect at most, to the same origin; no
 * decompression; bytes bounded while they come.
 */
export class HttpsSource implements WebSource {
  readonly #options: HttpsSourceOptions
  readonly #agent: Agent

  constructor(options: HttpsSourceOptions) {
    this.#options = options
    this.#agent = new Agent({
      connections: maxConnectionsPerHost,
      pipelining: 1,
      maxHeaderSize: maxHeaderBytes,
      connect: {
        lookup: guardedLookup((address) => this.#isAllowedAddress(address), options.resolve),
        ...(options.ca !== undefined && { ca: options.ca }),
      },
    })
  }

  async read(url: string, { signal, maxBytes }: { signal: AbortSignal; maxBytes: number }): Promise<WebAnswer> {
    const refusal = this.#refusal(url)
    if (refusal !== undefined) return { error: { code: 'invalid', message: refusal } }
    try {
      const first = await this.#get(url, signal)
      const target = redirectTarget(url, first)
      if (target === undefined) return await answerOf(first, maxBytes)
      first.body.destroy()
      const again = this.#refusal(target)
      if (again !== undefined || new URL(target).origin !== new URL(url).origin) {
        return unreachable('the server redirects to another place; this is not followed')
      }
      const second = await this.#get(target, signal)
      if (redirectTarget(target, second) === undefined) return await answerOf(second, maxBytes)
      second.body.destroy()
      return unreachable('the server redirects more than once; this is not followed')
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof ForbiddenAddressError) return { error: { code: 'invalid', message: error.message } }
      return unreachable(redactMessage(error))
    }
  }

  /** Why a URL is not asked for at all. */
  #refusal(url: string): string | undefined {
    if (!isAllowedUrl(url, this.#options.allowedHosts)) {
      return 'it is no HTTPS URL of a host among sources.https.allowedHosts'
    }
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
      headers: { accept, 'accept-encoding': 'identity' },
      dispatcher: this.#agent,
      signal,
    })
    // A body that is left unread ends with an error, and one that nobody listens to would end the process.
    response.body.on('error', () => undefined)
    return response
  }
}

const unreachable = (message: string): WebAnswer => ({ error: { code: 'unreachable', message } })

function redirectTarget(url: string, { statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (statusCode < 300 || statusCode >= 400 || statusCode === 304) return undefined
  const location = typeof headers.location === 'string' ? headers.location : ''
  return URL.canParse(location, url) ? new URL(location, url).href : 'about:blank'
}

async function answerOf({ statusCode, headers, body }: Dispatcher.ResponseData, maxBytes: number): Promise<WebAnswer> {
  const type =
    String(headers['content-type'] ?? '')
      .split(';', 1)[0]
      ?.trim() ?? ''
  const encoding = String(headers['content-encoding'] ?? 'identity')
  const refusal =
    statusCode !== 200
      ? `the server answered ${String(statusCode)}`
      : !contentType.test(type)
        ? `the server answered with content of another type than JSON or JWT: ${type}`
        : encoding !== 'identity'
          ? 'the server answered with compressed content, which was not asked for'
          : undefined
  if (refusal !== undefined) {
    body.destroy()
    return unreachable(redactMessage(refusal))
  }
  const content = Number(headers['content-length'] ?? 0) > maxBytes ? undefined : await readBounded(body, maxBytes)
  if (content !== undefined) return { content }
  body.destroy()
  return { error: 'tooLarge' }
}
