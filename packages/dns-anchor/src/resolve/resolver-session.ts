import { randomBytes, randomInt } from 'node:crypto'
import pLimit from 'p-limit'
import { replyOf, type NoReply, type Reply } from '../dnssec/reply.js'
import type { Channel } from '../transport/channel.js'
import { withDeadline } from '../transport/with-deadline.js'
import { decodeMessage, type DnsQuestion } from '../wire/dns-message.js'
import { encodeQuery, type QueryOptions } from '../wire/encode-query.js'
import { keyOf } from './key-of.js'
import type { KeptReply, ReplyCache } from './reply-cache.js'

/** How one resolver is asked. */
export interface SessionOptions {
  channel: Channel
  mode: QueryOptions['mode']
  /** How long one question may take, milliseconds. */
  queryTimeoutMs: number
  randomizeCase: boolean
  /** Ends the whole look-up. */
  signal: AbortSignal
  /** Absent: nothing that was kept is used. */
  cache?: ReplyCache
  /** Questions under way to the same resolver, which several look-ups may wait for. Absent: each asks for itself. */
  underWay?: Map<string, Promise<Learnt>>
}

/** What was learnt from one resolver. */
export type Learnt = { reply: Reply | NoReply; message?: Buffer; fromCache: boolean }

/** How many questions are under way at once. */
const maxConcurrent = 8

/** The questions of one look-up to one resolver: each is put once. */
export class ResolverSession {
  readonly #options: SessionOptions
  readonly #asked = new Map<string, Promise<Learnt>>()
  /** What was used, in the order of asking; not what was only fetched ahead. */
  readonly #used = new Map<string, Learnt>()
  readonly #limit = pLimit(maxConcurrent)
  #queries = 0

  constructor(options: SessionOptions) {
    this.#options = options
  }

  /** Never rejects. */
  async ask(question: DnsQuestion): Promise<Reply | NoReply> {
    const learnt = await this.#learn(question)
    this.#used.set(keyOf(question), learnt)
    return learnt.reply
  }

  /** Starts to ask what will be needed soon. */
  prefetch(questions: readonly DnsQuestion[]): void {
    for (const question of questions) void this.#learn(question)
  }

  /** Whether the answer is kept from before. */
  isKept(question: DnsQuestion): boolean {
    return this.#options.cache?.get(keyOf(question), Date.now()) !== undefined
  }

  /** Messages sent to the resolver. */
  get queries(): number {
    return this.#queries
  }

  /** Whether anything that was used had been kept from before. */
  get usedCache(): boolean {
    return [...this.#used.values()].some(({ fromCache }) => fromCache)
  }

  /** The answers that were used. */
  get used(): Map<string, KeptReply> {
    const kept = new Map<string, KeptReply>()
    for (const [key, { reply, message }] of this.#used) {
      if (reply.ok && message !== undefined) kept.set(key, { reply, message })
    }
    return kept
  }

  #learn(question: DnsQuestion): Promise<Learnt> {
    const key = keyOf(question)
    const known = this.#asked.get(key)
    if (known !== undefined) return known
    const kept = this.#options.cache?.get(key, Date.now())
    const learnt = kept === undefined ? this.#share(key, question) : Promise.resolve({ ...kept, fromCache: true })
    this.#asked.set(key, learnt)
    return learnt
  }

  /** A question that another look-up has put a moment ago is not put again. */
  async #share(key: string, question: DnsQuestion): Promise<Learnt> {
    const { underWay, signal } = this.#options
    const waiting = underWay?.get(key)
    if (waiting !== undefined) {
      const known = await waiting
      // Where it failed, its caller's time may have been over, and ours is not.
      if (known.reply.ok || signal.aborted) return known
    }
    const fetched = this.#limit(() => this.#fetch(question))
    underWay?.set(key, fetched)
    try {
      return await fetched
    } finally {
      if (underWay?.get(key) === fetched) underWay.delete(key)
    }
  }

  async #fetch(question: DnsQuestion): Promise<Learnt> {
    const { channel, mode, queryTimeoutMs, randomizeCase, signal } = this.#options
    const query = encodeQuery(question, {
      id: randomInt(0x10000),
      mode,
      ...(randomizeCase && { caseBits: randomBytes(32) }),
    })
    try {
      this.#queries++
      const message = await withDeadline(queryTimeoutMs, signal, (deadline) => channel.exchange(query, deadline))
      const decoded = decodeMessage(message)
      if (decoded === undefined) return failure('the resolver answered with no DNS message')
      // Only what a stream sends can say so: over UDP the question was put again over TCP.
      if (decoded.truncated) return failure('the resolver cuts its answers short')
      return { reply: replyOf(decoded, Date.now()), message, fromCache: false }
    } catch (error) {
      return failure(error instanceof Error ? error.message : 'no answer')
    }
  }
}

const failure = (fault: string): Learnt => ({ reply: { ok: false, fault }, fromCache: false })
