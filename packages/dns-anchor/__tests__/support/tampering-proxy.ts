import { StreamChannel } from '../../src/transport/stream-channel.js'
import { readResolverAddress } from '../../src/transport/resolver-address.js'
import { decodeMessage, type DnsMessage, type DnsQuestion } from '../../src/wire/dns-message.js'
import { DomainName } from '../../src/wire/domain-name.js'
import { encodeQuery } from '../../src/wire/encode-query.js'
import { recordType, type RecordTypeName } from '../../src/wire/record-type.js'
import { encodeMessage } from './encode-message.js'
import { startHostileResolver, type HostileResolver } from './hostile-resolver.js'

/** A question on its way, and what the real server answers to it. */
export interface Live {
  query: Buffer
  question: DnsQuestion
  answer: DnsMessage
  /** The answer as it came. */
  raw: Buffer
  overTcp: boolean
  /** The real server's answer to another question. */
  other: (name: string, type: RecordTypeName) => Promise<DnsMessage>
  /** A message that answers the query, with these sections. */
  reply: (message: Partial<Omit<DnsMessage, 'question'>>) => Buffer
  /** Whether the question is this one. */
  is: (name: string, type: RecordTypeName) => boolean
}

/** What is sent instead of the real answer: messages, each as it is. */
export type Tamper = (live: Live) => Buffer[] | Promise<Buffer[]>

/** Stands between the plugin and a real resolver on loopback, over UDP and TCP, and changes what comes back. */
export async function startTamperingProxy(port: number, tamper: Tamper): Promise<HostileResolver> {
  const upstream = new StreamChannel(readResolverAddress(`tcp://127.0.0.1:${String(port)}`))
  let id = 0
  const exchange = async (query: Buffer): Promise<Buffer> => {
    // Of one's own, so that questions under way are told apart.
    const copy = Buffer.from(query)
    id = (id + 1) & 0xffff
    copy.writeUInt16BE(id, 0)
    const raw = Buffer.from(await upstream.exchange(copy, AbortSignal.timeout(5000)))
    raw.writeUInt16BE(query.readUInt16BE(0), 0)
    return raw
  }
  const proxy = await startHostileResolver(async (query, overTcp) => {
    try {
      const question = decodeMessage(query)!.question!
      const raw = await exchange(query)
      return await tamper({
        query,
        question,
        answer: decodeMessage(raw)!,
        raw,
        overTcp,
        other: async (name, type) => {
          const asked = { name: DomainName.parse(name)!, type: recordType[type] }
          return decodeMessage(await exchange(encodeQuery(asked, { id: 1, mode: 'checking-disabled' })))!
        },
        reply: (message) => encodeMessage(question, { ...message, id: query.readUInt16BE(0) }),
        is: (name, type) => question.type === recordType[type] && question.name.equals(DomainName.parse(name)!),
      })
    } catch {
      // Closed meanwhile.
      return []
    }
  })
  return {
    ...proxy,
    stop: async () => {
      upstream.close()
      await proxy.stop()
    },
  }
}
