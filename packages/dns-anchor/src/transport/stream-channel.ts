import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Channel } from './channel.js'
import { isAnswerTo } from './is-answer-to.js'
import type { ResolverAddress } from './resolver-address.js'

interface Waiting {
  readonly query: Buffer
  readonly resolve: (message: Buffer) => void
  readonly reject: (error: Error) => void
}

/** How long a connection is kept that nobody uses, milliseconds. */
const idleMs = 5000

/**
 * DNS over TCP (RFC 7766) or TLS (RFC 7858): one connection, on which answers may come in any order; a further one for a
 * query whose id is under way.
 */
export class StreamChannel implements Channel {
  readonly #address: ResolverAddress
  readonly #connections = new Set<Connection>()
  #isClosed = false

  constructor(address: ResolverAddress) {
    this.#address = address
  }

  async exchange(query: Buffer, signal: AbortSignal): Promise<Buffer> {
    const kept = this.#usable(query)
    if (kept !== undefined) {
      try {
        return await kept.exchange(query, signal)
      } catch (error) {
        // A server may close a connection at any time (RFC 7766 section 6.2.4); what was asked is asked again once.
        if (signal.aborted) throw error
      }
    }
    return await (this.#usable(query) ?? this.#open()).exchange(query, signal)
  }

  close(): void {
    this.#isClosed = true
    for (const connection of this.#connections) connection.close()
  }

  #usable(query: Buffer): Connection | undefined {
    return [...this.#connections].find((connection) => connection.isUsable(query))
  }

  #open(): Connection {
    if (this.#isClosed) throw new Error(`${this.#address.text}: the channel was closed`)
    const connection = new Connection(this.#address, () => this.#connections.delete(connection))
    this.#connections.add(connection)
    return connection
  }
}

class Connection {
  readonly #socket: Socket
  readonly #text: string
  readonly #waiting = new Map<number, Waiting>()
  readonly #onClose: () => void
  #received = Buffer.alloc(0)
  #closed = false

  constructor(address: ResolverAddress, onClose: () => void) {
    this.#text = address.text
    this.#onClose = onClose
    this.#socket = open(address)
    this.#socket.setNoDelay(true)
    this.#socket.setTimeout(idleMs, () => this.#fail('no answer in time'))
    this.#socket.on('data', (chunk) => this.#receive(chunk))
    this.#socket.on('error', (error) => this.#fail(error.message))
    this.#socket.on('close', () => this.#fail('the connection was closed'))
  }

  /** Whether a query with this id can be told from the others under way. */
  isUsable(query: Buffer): boolean {
    return !this.#closed && !this.#waiting.has(query.readUInt16BE(0))
  }

  async exchange(query: Buffer, signal: AbortSignal): Promise<Buffer> {
    const id = query.readUInt16BE(0)
    const late = (): void => this.#waiting.get(id)?.reject(new Error(`${this.#text}: no answer in time`))
    signal.addEventListener('abort', late, { once: true })
    this.#socket.ref()
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        this.#waiting.set(id, { query, resolve, reject })
        if (signal.aborted) late()
        else this.#socket.write(Buffer.concat([lengthOf(query), query]))
      })
    } finally {
      this.#waiting.delete(id)
      signal.removeEventListener('abort', late)
      // A connection that is only kept must not keep the process.
      if (this.#waiting.size === 0) this.#socket.unref()
    }
  }

  close(): void {
    this.#fail('the connection was closed')
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk])
    while (this.#received.length >= 2) {
      const end = this.#received.readUInt16BE(0) + 2
      if (this.#received.length < end) return
      const message = this.#received.subarray(2, end)
      this.#received = this.#received.subarray(end)
      const waiting = message.length < 12 ? undefined : this.#waiting.get(message.readUInt16BE(0))
      // TCP has no strays: what was not asked for is a server gone wrong.
      if (waiting === undefined || !isAnswerTo(waiting.query, message)) {
        this.#fail('an answer that was not asked for')
        return
      }
      waiting.resolve(Buffer.from(message))
    }
  }

  #fail(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    this.#onClose()
    this.#socket.destroy()
    for (const { reject } of this.#waiting.values()) reject(new Error(`${this.#text}: ${reason}`))
  }
}

function open({ protocol, host, port, ca, serverName }: ResolverAddress): Socket {
  if (protocol === 'tcp') return connect({ host, port })
  const name = serverName ?? host
  return connectTls({
    host,
    port,
    ca,
    // SNI is for names only (RFC 6066 section 3); the certificate is checked against an address too.
    ...(isIP(name) === 0 && { servername: name }),
    // Also where the environment turns it off for the process (NODE_TLS_REJECT_UNAUTHORIZED).
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['dot'],
  })
}

function lengthOf(message: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(message.length)
  return length
}
