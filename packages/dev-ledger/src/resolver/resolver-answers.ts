import { AnswerCache, type KeptAnswer } from './answer-cache.js'
import { handleResolverRequest, type ResolverRequest } from './handle.js'
import type { ResolverAnswer } from './resolver-answer.js'
import type { LedgerView } from './ledger-view.js'
import { retrievedMark, withRetrieved } from './retrieved.js'

/** An answer as it goes over HTTP. */
export interface SentAnswer extends Omit<ResolverAnswer, 'body'> {
  /** Parts of the body, in their order. */
  body: readonly Buffer[]
  /** Bytes of all parts. */
  length: number
}

/** The answers of one resolver: rendered, or taken from those that were, with their time put in. */
export class ResolverAnswers {
  private readonly cache = new AnswerCache()

  constructor(private readonly view: LedgerView) {}

  /** Answers a request. Refusals are answers; nothing is thrown. */
  answer(request: ResolverRequest): SentAnswer {
    const { markAt, body, ...rest } = this.find(request)
    return { ...rest, body: markAt === -1 ? [body] : withRetrieved(body, markAt, new Date()), length: body.length }
  }

  private find(request: ResolverRequest): KeptAnswer {
    // Every answer is about one DID; where it stands in the path plainly, what the answer depends on is known.
    const did = /^\/1\.0\/identifiers\/(did:cheqd:[a-zA-Z0-9:-]+)(?=[/?]|$)/.exec(request.rawUrl)?.[1]
    const sources = did === undefined ? undefined : this.view.sources(did)
    if (sources?.did === undefined || request.method !== 'GET') return this.render(request)
    const key = `${request.accept ?? ''}\n${request.rawUrl}`
    const kept = this.cache.get(key, sources)
    if (kept !== undefined) return kept
    const answer = this.render(request)
    this.cache.set(key, sources, answer)
    return answer
  }

  private render(request: ResolverRequest): KeptAnswer {
    const answer = handleResolverRequest(this.view, request)
    if (typeof answer.body !== 'string') {
      const { buffer, byteOffset, byteLength } = answer.body
      return { ...answer, body: Buffer.from(buffer, byteOffset, byteLength), markAt: -1 }
    }
    const body = Buffer.from(answer.body)
    return { ...answer, body, markAt: body.indexOf(retrievedMark) }
  }
}
