import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2'
import { isIP } from 'node:net'
import { maxMessageLength, type Channel } from './channel.js'
import { isAnswerTo } from './is-answer-to.js'
import type { ResolverAddress } from './resolver-address.js'

/** How long a session is kept that nobody uses, milliseconds. */
const idleMs = 5000

/** DNS over HTTPS (RFC 8484), over HTTP/2, which is what resolvers speak. */
export class HttpsChannel implements Channel {
  readonly #address: ResolverAddress
  #session: ClientHttp2Session | undefined
  #isClosed = false

  constructor(address: ResolverAddress) {
    this.#address = address
  }

  async exchange(query: Buffer, signal: AbortSignal): Promise<Buffer> {
    signal.throwIfAborted()
    const session = this.#open()
    session.ref()
    try {
      return await this.#post(session, withoutId(query), signal)
    } finally {
      // A session that is only kept must not keep the process.
      session.unref()
    }
  }

  close(): void {
    this.#isClosed = true
    this.#session?.destroy()
  }

  #open(): ClientHttp2Session {
    const kept = this.#session
    if (kept !== undefined && !kept.closed && !kept.destroyed) return kept
    const { host, port, ca, serverName, text } = this.#address
    if (this.#isClosed) throw new Error(`${text}: the channel was closed`)
    const authority = `https://${host.includes(':') ? `[${host}]` : host}:${String(port)}`
    const name = serverName ?? host
    const session = connect(authority, {
      ca,
      ...(isIP(name) === 0 && { servername: name }),
      // Also where the environment turns it off for the process (NODE_TLS_REJECT_UNAUTHORIZED).
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
    })
    // As many listen as questions are under way.
    session.setMaxListeners(0)
    session.setTimeout(idleMs, () => session.close())
    // Streams under way get the error too; without a listener it would end the process.
    session.on('error', () => session.destroy())
    session.on('goaway', () => session.close())
    this.#session = session
    return session
  }

  async #post(session: ClientHttp2Session, query: Buffer, signal: AbortSignal): Promise<Buffer> {
    const { path, text } = this.#address
    return await new Promise<Buffer>((resolve, reject) => {
      const fail = (reason: string): void => {
        reject(new Error(`${text}: ${reason}`))
        stream.close(constants.NGHTTP2_CANCEL)
      }
      const onSessionError = (error: Error): void => fail(error.message)
      const stream: ClientHttp2Stream = session.request({
        ':method': 'POST',
        ':path': path,
        accept: mediaType,
        'content-type': mediaType,
        'content-length': query.length,
      })
      const chunks: Buffer[] = []
      let length = 0
      const late = (): void => fail('no answer in time')
      signal.addEventListener('abort', late, { once: true })
      session.once('error', onSessionError)
      stream.on('error', (error: Error) => fail(error.message))
      stream.on('response', (headers) => {
        if (headers[':status'] !== 200) fail(`HTTP status ${headers[':status'] ?? 0}`)
        else if (headers['content-type'] !== mediaType) fail('an answer of another media type')
      })
      stream.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > maxMessageLength) fail('an answer longer than a DNS message')
        else chunks.push(chunk)
      })
      stream.on('close', () => {
        signal.removeEventListener('abort', late)
        session.off('error', onSessionError)
        const message = Buffer.concat(chunks)
        if (isAnswerTo(query, message)) resolve(message)
        else fail('no answer to what was asked')
      })
      stream.end(query)
    })
  }
}

const mediaType = 'application/dns-message'

/** RFC 8484 section 4.1: an id of 0, for the caches between. TLS tells answers apart. */
function withoutId(query: Buffer): Buffer {
  const copy = Buffer.from(query)
  copy.writeUInt16BE(0, 0)
  return copy
}
