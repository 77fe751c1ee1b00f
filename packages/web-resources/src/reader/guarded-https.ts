import { lookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { isAllowedUrl, isLoopbackAddress, isPublicAddress } from '@trustchains/core'
import { Agent, request } from 'undici'

/** Asks for all addresses of a name. */
export type ResolveAll = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** Which servers are asked. */
export interface GuardedHttpsOptions {
  allowedHosts: readonly string[]
  allowLoopback: boolean
  /** PEM. */
  ca?: string
  /** For tests of what resolvers answer. Default: the operating system's. */
  resolve?: ResolveAll
}

/** What came of a request. */
export type HttpsAnswer =
  { content: Buffer } | { error: 'notFound' | 'tooLarge' | 'forbidden' | 'unreachable'; message: string }

/**
 * Reads files of web servers that the operator allows. Which server is asked follows from DIDs that strangers write, so
 * here a reader could be led into its own network: only HTTPS, only allowed hosts and ports, only public addresses, looked at
 * when the connection is made (so that nobody answers a second question otherwise: DNS rebinding); no redirects; no
 * decompression; bytes bounded while they come.
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
      connect: { lookup: this.#lookup(options.resolve), ...(options.ca !== undefined && { ca: options.ca }) },
    })
  }

  /** Never rejects, but with the reason of the signal. */
  async read(url: string, { signal, maxBytes }: { signal: AbortSignal; maxBytes: number }): Promise<HttpsAnswer> {
    const { hostname } = new URL(url)
    const address = hostname.replace(/^\[|\]$/g, '')
    if (!isAllowedUrl(url, this.#options.allowedHosts)) return failed('forbidden', 'the host is not among allowedHosts')
    // A connection to an address asks for no name.
    if (isIP(address) !== 0 && !this.#isAllowed(address)) return failed('forbidden', notPublic)
    try {
      const { statusCode, headers, body } = await request(url, {
        method: 'GET',
        headers: { accept: '*/*', 'accept-encoding': 'identity' },
        dispatcher: this.#agent,
        signal,
      })
      // A body that is left unread ends with an error, and one that nobody listens to would end the process.
      body.on('error', () => undefined)
      const encoding = headers['content-encoding'] ?? 'identity'
      if (statusCode === 200 && encoding === 'identity') {
        const content = await readBounded(body, maxBytes)
        return content === undefined ? failed('tooLarge', `it has more than ${String(maxBytes)} bytes`) : { content }
      }
      body.destroy()
      if (statusCode === 404 || statusCode === 410) return failed('notFound', 'the server does not have it')
      return failed(
        'unreachable',
        `the server answered ${String(statusCode)}${statusCode === 200 ? ' with compressed content' : ''}`,
      )
    } catch (error) {
      signal.throwIfAborted()
      if (memberOf(error, 'message') === notPublic) return failed('forbidden', notPublic)
      const code = memberOf(error, 'code') ?? 'unknown reason'
      return failed('unreachable', `the server did not answer (${code.replace(/[^ -~]/g, '').slice(0, 64)})`)
    }
  }

  #isAllowed(address: string): boolean {
    return isPublicAddress(address) || (this.#options.allowLoopback && isLoopbackAddress(address))
  }

  #lookup(resolve: ResolveAll = resolveAll): LookupFunction {
    return (hostname, options, callback) => {
      resolve(hostname, (error, addresses) => {
        const [first] = addresses ?? []
        if (error !== null) callback(error, '', 0)
        // One forbidden address among several refuses them all, as nobody tells which would be taken.
        else if (first === undefined || !addresses.every(({ address }) => this.#isAllowed(address))) {
          callback(new Error(notPublic), '', 0)
        } else if (options.all === true) callback(null, addresses)
        else callback(null, first.address, first.family)
      })
    }
  }
}

/** Errors may come from another realm, where instanceof fails. */
function memberOf(error: unknown, name: 'code' | 'message'): string | undefined {
  const value =
    typeof error === 'object' && error !== null ? (error as Partial<Record<string, unknown>>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}

const notPublic = 'the host has an address that is not one of the public Internet'

const resolveAll: ResolveAll = (hostname, callback) => {
  lookup(hostname, { all: true }, callback)
}

const failed = (error: Exclude<HttpsAnswer, { content: Buffer }>['error'], message: string): HttpsAnswer => ({
  error,
  message,
})

async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    // Leaving the loop ends the stream, and its connection.
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
