import pRetry from 'p-retry'
import { setTimeout as sleep } from 'node:timers/promises'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import { Coalescer } from './coalescer.js'
import { readBody } from './read-body.js'

/** One request. Requests of equal fields are identical. */
export interface HttpRequest {
  url: string
  accept: string
  /** The bytes that may come back. */
  maxBytes: number
  /** A JSON text to post; absent: GET. */
  json?: string
}

/** An answer that is complete. Its status may say anything but what is tried again. */
export interface HttpAnswer {
  /** Scheme, host and port that answered, for messages. */
  origin: string
  status: number
  contentType: string
  body: Uint8Array
}

/** How an {@link HttpClient} behaves; the fields are those of the options. */
export interface HttpClientOptions {
  retries: number
  retryDelayMs: number
  coalesce: boolean
}

/** What may go away by itself: no answer, or one of 429, 502, 503, 504. */
class TransientFailure extends Error {
  constructor(
    message: string,
    readonly retryAfterMs: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

const transientStatus = new Set([429, 502, 503, 504])
const maxErrorBytes = 65_536
const maxDelayMs = 5_000
// An answer that asks for more patience than this is a refusal.
const maxRetryAfterMs = 30_000

/**
 * GET and POST with bounded answers, retries, no redirect off the host, and one request for callers that ask the same thing at
 * the same time. Connections are kept alive by Node's fetch.
 */
export class HttpClient {
  readonly #options: HttpClientOptions
  readonly #coalescer = new Coalescer<HttpAnswer>()

  constructor(options: HttpClientOptions) {
    this.#options = options
  }

  /**
   * @throws CheqdResolverError `internalError` (no answer) or `contentTooLarge`; the signal's reason where it ends the call
   */
  async request(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    if (!this.#options.coalesce) return this.#retry(request, signal)
    const key = JSON.stringify([request.url, request.accept, request.maxBytes, request.json])
    return this.#coalescer.run(key, signal, (shared) => this.#retry(request, shared))
  }

  async #retry(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    try {
      return await pRetry(() => attempt(request, signal), {
        retries: this.#options.retries,
        minTimeout: this.#options.retryDelayMs,
        maxTimeout: maxDelayMs,
        factor: 2,
        randomize: true,
        signal,
        shouldRetry: ({ error }) => error instanceof TransientFailure && error.retryAfterMs <= maxRetryAfterMs,
        onFailedAttempt: async ({ error, retriesLeft }) => {
          if (!(error instanceof TransientFailure) || retriesLeft === 0 || error.retryAfterMs > maxRetryAfterMs) return
          await sleep(error.retryAfterMs, undefined, { signal })
        },
      })
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof TransientFailure) {
        throw new CheqdResolverError('internalError', error.message, { cause: error.cause })
      }
      throw error
    }
  }
}

async function attempt(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { origin } = new URL(request.url)
  try {
    const response = await fetchFollowing(request, signal)
    if (transientStatus.has(response.status)) {
      await response.body?.cancel()
      const seconds = Number(response.headers.get('retry-after') ?? 0)
      throw new TransientFailure(`${origin} answered ${response.status}`, Number.isFinite(seconds) ? seconds * 1000 : 0)
    }
    return {
      origin,
      status: response.status,
      contentType: response.headers.get('content-type') ?? '',
      // The caller's bound is for what it asked for; an error's text has its own.
      body: await readBody(response, response.ok ? request.maxBytes : maxErrorBytes),
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof CheqdResolverError || error instanceof TransientFailure) throw error
    // All that fetch and a body's reader throw else: no connection, a connection that broke, broken compression.
    throw new TransientFailure(`${origin} could not be reached or broke off${codeOf(error)}`, 0, { cause: error })
  }
}

function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } }
  return typeof cause?.code === 'string' ? ` (${cause.code})` : ''
}

// A resolver moves legacy DIDs to another path of its own by 301. Followed once and on the same origin only: a redirect must not
// turn this client into a way to reach other hosts, those of a private network above all.
async function fetchFollowing(request: HttpRequest, signal: AbortSignal): Promise<Response> {
  const first = await fetchOnce(request.url, request, signal)
  if (!isRedirect(first)) return first
  const { url, json } = request
  const { origin } = new URL(url)
  const location = first.headers.get('location') ?? ''
  await first.body?.cancel()
  const target = URL.canParse(location, url) ? new URL(location, url) : undefined
  if (target?.origin !== origin || json !== undefined || (first.status !== 301 && first.status !== 308)) {
    const where = target === undefined ? 'nowhere' : target.origin
    throw new CheqdResolverError(
      'internalError',
      `${origin} redirects to ${where} (${first.status}); this is not followed`,
    )
  }
  const second = await fetchOnce(target.href, request, signal)
  if (!isRedirect(second)) return second
  await second.body?.cancel()
  throw new CheqdResolverError('internalError', `${origin} redirects more than once; this is not followed`)
}

// Status 0 is what a browser shows of a redirect that was not followed.
function isRedirect(response: Response): boolean {
  return response.status === 0 || (response.status >= 300 && response.status < 400 && response.status !== 304)
}

async function fetchOnce(url: string, request: HttpRequest, signal: AbortSignal): Promise<Response> {
  if (url.startsWith('https:')) refuseUnverified(new URL(url).origin)
  return fetch(url, {
    method: request.json === undefined ? 'GET' : 'POST',
    headers: {
      accept: request.accept,
      ...(request.json !== undefined && { 'content-type': 'application/json' }),
    },
    body: request.json,
    redirect: 'manual',
    credentials: 'omit',
    signal,
  })
}

/**
 * Node's fetch obeys a variable that switches the verification of certificates off for the whole process. What is read here is
 * believed, so nothing is read then.
 */
function refuseUnverified(origin: string): void {
  // There is no process in a browser, and no such switch.
  if (globalThis.process?.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return
  throw new CheqdResolverError(
    'internalError',
    `${origin} is not asked: NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody answer in its place; ` +
      'unset it, and name a certificate authority of your own in NODE_EXTRA_CA_CERTS',
  )
}
