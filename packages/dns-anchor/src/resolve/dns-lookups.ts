import { formatTime } from '@trustchains/core'
import { getDomain } from 'tldts'
import type { DelegationSigner } from '../dnssec/ds.js'
import type { Asking } from '../dnssec/reply.js'
import { validateLookup, type LookupVerdict } from '../dnssec/validate-lookup.js'
import type { Channel } from '../transport/channel.js'
import { openChannel } from '../transport/open-channel.js'
import type { ResolverAddress } from '../transport/resolver-address.js'
import type { DnsQuestion } from '../wire/dns-message.js'
import { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'
import { believeLookup } from './believe-lookup.js'
import type { DnsProofMessage } from '@trustchains/core'
import { ReplyCache } from './reply-cache.js'
import { ResolverSession, type Learnt } from './resolver-session.js'

/** How look-ups are made. */
export interface LookupSettings {
  readonly resolvers: readonly ResolverAddress[]
  readonly anchors: readonly DelegationSigner[]
  /** `validate`: here. `trust-ad`: by the resolver, whose AD bit is taken at its word. */
  readonly validation: 'validate' | 'trust-ad'
  readonly queryTimeoutMs: number
  readonly randomizeCase: boolean
  /** Bytes of answers kept. */
  readonly cacheBytes: number
}

/** What one look-up is about. */
export interface LookupRequest extends DnsQuestion {
  /** When signatures must hold, milliseconds since 1970. */
  readonly at: number
  /** Ask anew, whatever is kept. */
  readonly fresh?: boolean
  /** Ends the look-up. */
  readonly signal: AbortSignal
}

/** What a look-up found. */
export interface DnsLookup {
  readonly verdict: LookupVerdict
  /** All answers that the verdict rests on; empty where a resolver was believed. */
  readonly proof: readonly DnsProofMessage[]
  /** Messages sent. */
  readonly queries: number
}

/** A resolver, and what it was asked and has not answered yet. */
interface KnownResolver {
  readonly channel: Channel
  readonly underWay: Map<string, Promise<Learnt>>
}

/** Looks names up through several resolvers and validates what they answer. */
export class DnsLookups {
  readonly #settings: LookupSettings
  readonly #resolvers: readonly KnownResolver[]
  readonly #cache: ReplyCache

  constructor(settings: LookupSettings) {
    this.#settings = settings
    this.#resolvers = settings.resolvers.map((address) => ({ channel: openChannel(address), underWay: new Map() }))
    this.#cache = new ReplyCache(settings.cacheBytes)
  }

  /**
   * Looks up one name and type. A resolver that gives no answer, or one that does not validate, only makes the next be
   * asked: no single one can keep a good answer from the caller.
   *
   * @returns `secure` and `insecure` where any resolver gave what proves it; else `bogus` where any answer was; never
   *   rejects
   */
  async lookUp(request: LookupRequest): Promise<DnsLookup> {
    let worst: DnsLookup | undefined
    let queries = 0
    for (const resolver of this.#resolvers) {
      if (worst !== undefined && request.signal.aborted) break
      const lookup = await this.#lookUpThrough(resolver, request)
      queries += lookup.queries
      const { security } = lookup.verdict
      if (security === 'secure' || security === 'insecure') return { ...lookup, queries }
      if (worst === undefined || (worst.verdict.security === 'indeterminate' && security === 'bogus')) worst = lookup
    }
    return { ...(worst ?? unasked(request)), queries }
  }

  /** Ends connections that are kept open. */
  close(): void {
    for (const { channel } of this.#resolvers) channel.close()
    this.#cache.clear()
  }

  async #lookUpThrough(resolver: KnownResolver, request: LookupRequest): Promise<DnsLookup> {
    const cached = request.fresh !== true
    const session = this.#session(resolver, request, cached)
    const lookup = await this.#run(session, request)
    const failed = lookup.verdict.security === 'bogus' || lookup.verdict.security === 'indeterminate'
    // What was kept may be of before a key rollover.
    if (!failed || !session.usedCache) return lookup
    const again = await this.#run(this.#session(resolver, request, false), request)
    return { ...again, queries: lookup.queries + again.queries }
  }

  #session({ channel, underWay }: KnownResolver, { signal }: LookupRequest, cached: boolean): ResolverSession {
    const { validation, queryTimeoutMs, randomizeCase } = this.#settings
    const mode = validation === 'validate' ? 'checking-disabled' : 'authentic-data'
    return new ResolverSession({
      channel,
      mode,
      queryTimeoutMs,
      randomizeCase,
      signal,
      ...(cached && { cache: this.#cache, underWay }),
    })
  }

  async #run(session: ResolverSession, { name, type, at }: LookupRequest): Promise<DnsLookup> {
    const question = { name, type }
    if (this.#settings.validation === 'trust-ad') {
      const verdict = await drive(believeLookup(question), session)
      return { verdict, proof: [], queries: session.queries }
    }
    session.prefetch([
      question,
      ...chainQuestions(name, (zone) => session.isKept({ name: zone, type: recordType.DNSKEY })),
    ])
    const verdict = await drive(validateLookup(question, at, this.#settings.anchors), session)
    const { used, queries } = session
    if (verdict.security === 'secure' || verdict.security === 'insecure') {
      for (const [key, kept] of used) this.#cache.set(key, kept)
    }
    return { verdict, proof: proofOf(used), queries }
  }
}

/** Where there is no resolver. */
const unasked = ({ name }: LookupRequest): DnsLookup => ({
  verdict: { security: 'indeterminate', code: 'unreachable', reason: 'there is no resolver to ask', name, rdatas: [] },
  proof: [],
  queries: 0,
})

async function drive<T>(steps: Asking<T>, session: ResolverSession): Promise<T> {
  let step = steps.next()
  while (step.done !== true) step = steps.next(await session.ask(step.value))
  return step.value
}

/** Names with a leading underscore are never zones of their own (RFC 8552 section 1.1), or so seldom that it may cost. */
const isScoped = (name: DomainName): boolean => name.labels[0]?.[0] === 0x5f

/** More labels than the names of organisations have: the rest is asked for when it is needed. */
const maxPrefetched = 4

/**
 * What most look-ups need: asked at once, it costs one round trip instead of one for each. Below an organisation's domain
 * whose keys are kept there is seldom a zone of its own, and the answer will tell.
 */
function chainQuestions(name: DomainName, hasKeys: (zone: DomainName) => boolean): DnsQuestion[] {
  const organisation = labelsOfOrganisation(name)
  const questions: DnsQuestion[] = [{ name: DomainName.root, type: recordType.DNSKEY }]
  for (let count = 1; count < Math.min(name.labels.length, maxPrefetched); count++) {
    const ancestor = name.last(count)
    if (isScoped(ancestor)) break
    questions.push({ name: ancestor, type: recordType.DS }, { name: ancestor, type: recordType.DNSKEY })
    if (count >= organisation && hasKeys(ancestor)) break
  }
  return questions
}

/** How many labels the part of a name has below which one organisation decides. */
function labelsOfOrganisation({ text }: DomainName): number {
  const domain = getDomain(text.slice(0, -1), { allowPrivateDomains: true, validateHostname: false })
  return domain === null ? Infinity : domain.split('.').length
}

function proofOf(used: ResolverSession['used']): DnsProofMessage[] {
  return [...used].map(([key, { reply, message }]) => {
    const [type, name] = key.split(' ') as [string, string]
    return { name, type: Number(type), readAt: formatTime(reply.readAt), message: message.toString('base64') }
  })
}
