import { createSocket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Channel } from './channel.js'
import { isAnswerTo } from './is-answer-to.js'
import type { ResolverAddress } from './resolver-address.js'
import { StreamChannel } from './stream-channel.js'

/** When a query is sent again, milliseconds after the first. */
const resendMs = 1000

/** Datagrams that are no answer to the query, after which somebody is guessing ids. */
const maxStrays = 64

/** DNS over UDP, and over TCP where the answer is too long for it (RFC 7766 section 5). */
export class UdpChannel implements Channel {
  readonly #address: ResolverAddress
  readonly #tcp: StreamChannel

  constructor(address: ResolverAddress) {
    this.#address = address
    this.#tcp = new StreamChannel({ ...address, protocol: 'tcp' })
  }

  async exchange(query: Buffer, signal: AbortSignal): Promise<Buffer> {
    const answer = await this.#overUdp(query, signal)
    const truncated = (answer.readUInt8(2) & 0x02) !== 0
    return truncated ? await this.#tcp.exchange(query, signal) : answer
  }

  close(): void {
    this.#tcp.close()
  }

  /** A socket for each query, so that the system chooses a source port for each (RFC 5452 section 9.2). */
  async #overUdp(query: Buffer, signal: AbortSignal): Promise<Buffer> {
    const { host, port, text } = this.#address
    signal.throwIfAborted()
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4')
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        let strays = 0
        signal.addEventListener('abort', () => reject(new Error(`${text}: no answer in time`)), { once: true })
        socket.on('error', (error) => reject(new Error(`${text}: ${error.message}`)))
        socket.on('message', (message) => {
          if (isAnswerTo(query, message)) resolve(message)
          else if (++strays > maxStrays) reject(new Error(`${text}: answers that were not asked for`))
        })
        // Connected: the system drops what comes from elsewhere.
        socket.connect(port, host, () => {
          if (signal.aborted) return
          socket.send(query)
          timer = setTimeout(() => socket.send(query), resendMs)
        })
      })
    } finally {
      clearTimeout(timer)
      socket.close()
    }
  }
}
