import type { LookupAddress } from 'node:dns'
import { request, type RequestOptions } from 'node:https'
import type { IncomingMessage } from 'node:http'

/** A place that is asked over HTTPS, with the addresses that were looked at and may be connected to. */
export interface Website {
  /** A host name. */
  host: string
  port: number
  addresses: readonly LookupAddress[]
  /** PEM; undefined for the system's. */
  ca: string | undefined
}

/** What a website answered: content, or why there is none. */
export type WebAnswer =
  | { readonly content: Buffer }
  | { readonly code: 'web_absent' | 'web_unreachable' | 'web_redirect'; readonly message: string }

const maxHeaderBytes = 16_384

// Not GuardedHttps of web-resources: that one asks the operating system where a host of a list is, and keeps connections.
// Here any domain may be asked, and only at the addresses that this very question's DNSSEC-validated look-up found.
/**
 * Reads one resource over HTTPS. The connection goes to one of the given addresses and nowhere else, whatever the name leads
 * to meanwhile (DNS rebinding). No redirect is followed: the resource MUST stand at its well-known place.
 *
 * @param maxBytes - of content
 * @param signal - ends the waiting
 * @returns never rejects
 */
export async function readWebsite(
  { host, port, addresses, ca }: Website,
  path: string,
  maxBytes: number,
  signal: AbortSignal,
): Promise<WebAnswer> {
  const options: RequestOptions = {
    host,
    port,
    path,
    ca,
    servername: host,
    // Also where the environment turns it off for the process (NODE_TLS_REJECT_UNAUTHORIZED).
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    agent: false,
    signal,
    maxHeaderSize: maxHeaderBytes,
    headers: { accept: 'application/json', 'accept-encoding': 'identity' },
    lookup: (_name, { all }, callback) => {
      const [first] = addresses
      if (all === true || first === undefined) callback(null, [...addresses])
      else callback(null, first.address, first.family)
    },
  }
  return await new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void => resolve(unreachable(faultOf(error, signal)))
    const sent = request(options, (response) => {
      response.on('error', fail)
      const refused = refusalOf(response)
      if (refused === undefined) collect(response, maxBytes, resolve)
      else {
        response.destroy()
        resolve(refused)
      }
    })
    sent.on('error', fail)
    sent.end()
  })
}

function refusalOf({ statusCode = 0, headers }: IncomingMessage): WebAnswer | undefined {
  if (statusCode >= 300 && statusCode < 400) {
    return { code: 'web_redirect', message: 'the website leads elsewhere, which is not followed' }
  }
  if (statusCode === 404 || statusCode === 410) {
    return { code: 'web_absent', message: 'the website has no DID configuration' }
  }
  if (statusCode !== 200) return unreachable(`the website answered with status ${String(statusCode)}`)
  const encoding = headers['content-encoding'] ?? 'identity'
  return encoding === 'identity' ? undefined : unreachable('the website answered compressed, which was not asked for')
}

function collect(response: IncomingMessage, maxBytes: number, resolve: (answer: WebAnswer) => void): void {
  const chunks: Buffer[] = []
  let length = 0
  response.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= maxBytes) chunks.push(chunk)
    else {
      response.destroy()
      resolve(unreachable(`the website answered with more than ${String(maxBytes)} bytes`))
    }
  })
  response.on('end', () => resolve({ content: Buffer.concat(chunks) }))
  // After an end this changes nothing: a promise is settled once.
  response.on('close', () => resolve(unreachable('the website ended the connection too early')))
}

/** OpenSSL's and the system's codes say what is wrong; their messages may hold what a server sent. */
function faultOf({ code }: NodeJS.ErrnoException, signal: AbortSignal): string {
  if (signal.aborted) return 'the website gave no answer in time'
  return `the website could not be reached over HTTPS: ${code ?? 'the connection failed'}`
}

const unreachable = (message: string): WebAnswer => ({ code: 'web_unreachable', message })
