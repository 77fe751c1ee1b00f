import { LRUCache } from 'lru-cache'
import type { Reply } from '../dnssec/reply.js'
import type { Rrset } from '../dnssec/rrset.js'
import { recordType } from '../wire/record-type.js'
import { WireReader } from '../wire/wire-reader.js'

/** An answer that a validated look-up rested on. */
export interface KeptReply {
  readonly reply: Reply
  /** As it came over the wire. */
  readonly message: Buffer
}

/** No answer is kept longer, milliseconds (RFC 8767 section 4 says up to a week is usual; a day is what resolvers do). */
const maxAgeMs = 86_400_000

/**
 * Answers that were validated, for as long as their TTLs say, the least recently used forgotten first.
 *
 * Signatures are looked at anew each time: only what they verified to is remembered with the objects.
 */
export class ReplyCache {
  readonly #kept: LRUCache<string, KeptReply & { until: number }>

  /** @param maxBytes - of messages kept */
  constructor(maxBytes: number) {
    this.#kept = new LRUCache({ maxSize: maxBytes, sizeCalculation: ({ message }) => message.length + 512 })
  }

  /** @param at - milliseconds since 1970 */
  get(key: string, at: number): KeptReply | undefined {
    const kept = this.#kept.get(key)
    return kept !== undefined && kept.until > at ? kept : undefined
  }

  set(key: string, kept: KeptReply): void {
    const until = kept.reply.readAt + Math.min(ttlOf(kept.reply) * 1000, maxAgeMs)
    if (until > kept.reply.readAt) this.#kept.set(key, { ...kept, until })
  }

  clear(): void {
    this.#kept.clear()
  }
}

/**
 * Seconds: the least TTL of all records, no longer than the ones that were signed (RFC 4035 section 5.3.3), and for an answer
 * that says no the one that the SOA sets (RFC 2308 section 5).
 */
function ttlOf({ answer, authority }: Reply): number {
  const sets = [...answer, ...authority]
  return sets.length === 0
    ? 0
    : Math.min(
        ...sets.map((set) =>
          Math.min(set.ttl, ...set.signatures.map(({ originalTtl }) => originalTtl), ...negativeTtl(set)),
        ),
      )
}

/** The last field of an SOA. */
function negativeTtl({ type, rdatas: [rdata] }: Rrset): number[] {
  if (type !== recordType.SOA || rdata === undefined || rdata.length < 22) return []
  return [new WireReader(rdata, rdata.length - 4).uint32()]
}
