import { randomInt } from 'node:crypto'
import { DnsAnchorError } from '../dns-anchor-error.js'
import { groupRrsets, type Rrset } from '../dnssec/rrset.js'
import type { ResolverAddress } from '../transport/resolver-address.js'
import { StreamChannel } from '../transport/stream-channel.js'
import { decodeMessage, type DnsQuestion, type ResourceRecord } from '../wire/dns-message.js'
import type { DomainName } from '../wire/domain-name.js'
import { encodeQuery } from '../wire/encode-query.js'
import { encodeUpdate } from './encode-update.js'
import { signMessage, verifyAnswer, type TsigKey } from './tsig.js'

/** What a server's refusals are called (RFC 2136 section 2.2, RFC 8945 section 3). */
const codes: ReadonlyMap<number, string> = new Map([
  [1, 'FORMERR'],
  [2, 'SERVFAIL'],
  [4, 'NOTIMP: it takes no updates'],
  [5, 'REFUSED: its update policy does not allow it'],
  [9, 'NOTAUTH: it is not the primary of the zone, or does not know the key'],
  [10, 'NOTZONE'],
  [16, 'BADSIG: the secret is not the key’s'],
  [17, 'BADKEY: it does not know the key'],
  [18, 'BADTIME: the clocks differ'],
])

/** A name server that is primary of a zone, over TCP. */
export class NameServer {
  readonly zone: DomainName
  readonly #address: ResolverAddress
  readonly #key: TsigKey

  constructor(zone: DomainName, address: ResolverAddress, key: TsigKey) {
    this.zone = zone
    this.#address = address
    this.#key = key
  }

  /**
   * The records of a name and type, with their signatures, as the server has them now.
   *
   * @returns undefined where there are none
   * @throws DnsAnchorError code `update_unreachable`
   */
  async read(question: DnsQuestion, signal: AbortSignal): Promise<Rrset | undefined> {
    const query = encodeQuery(question, { id: randomInt(0x10000), mode: 'checking-disabled' })
    const message = decodeMessage(await this.#exchange(query, signal))
    if (message === undefined || (message.rcode !== 0 && message.rcode !== 3)) {
      throw unreachable(`${this.#address.text} does not answer for ${question.name.text}`)
    }
    return groupRrsets(message.answer).find(({ name, type }) => type === question.type && name.equals(question.name))
  }

  /**
   * Adds or removes records; all of them or none.
   *
   * @throws DnsAnchorError code `update_refused`, `update_unreachable`
   */
  async update(action: 'add' | 'remove', records: readonly ResourceRecord[], signal: AbortSignal): Promise<void> {
    const unsigned = encodeUpdate(randomInt(0x10000), this.zone, action, records)
    const { message, mac } = signMessage(unsigned, this.#key, Date.now())
    const answer = await this.#exchange(message, signal)
    const rcode = answer.readUInt16BE(2) & 0xf
    const { valid, error } = verifyAnswer(answer, mac, this.#key, Date.now())
    if (rcode !== 0) {
      // Unsigned where the server does not know the key; whoever forges it can only keep us from going on.
      const reason = codes.get(error) ?? codes.get(rcode) ?? `response code ${rcode}`
      throw new DnsAnchorError(
        'update_refused',
        `${this.#address.text} refused the update of ${this.zone.text}: ${reason}`,
      )
    }
    if (!valid) throw unreachable(`the answer of ${this.#address.text} to the update is not signed by the key`)
  }

  /** One connection a message: updates are rare. */
  async #exchange(message: Buffer, signal: AbortSignal): Promise<Buffer> {
    const channel = new StreamChannel(this.#address)
    try {
      return await channel.exchange(message, signal)
    } catch (cause) {
      throw unreachable(cause instanceof Error ? cause.message : 'no answer')
    } finally {
      channel.close()
    }
  }
}

const unreachable = (message: string): DnsAnchorError => new DnsAnchorError('update_unreachable', message)
