import type { JsonValue } from '@trustchains/core'
import { CheqdResolverError } from '../cheqd-resolver-error.js'
import type { HttpClient } from '../http/http-client.js'
import { isJsonObject } from '../http/is-json-object.js'
import { parseJsonAnswer } from '../http/parse-json-answer.js'
import type { PageRequest, PageResponse } from '../types/ledger-messages.js'
import type { LedgerQuery } from './ledger-queries.js'

// The JSON around a value: envelope, log, height.
const envelopeBytes = 65_536
const maxPages = 1_000
// "No such thing" in the Cosmos SDK (30 key, 38) and in cheqd's modules, which wrap SDK errors on most paths.
const notFoundCodes = new Set(['sdk/30', 'sdk/38', 'cheqd/1201', 'resource/2205'])

/** The node does not know the query: it runs an older version of the ledger. */
export class UnknownQueryError extends CheqdResolverError {}

/** Asks a node's application by `abci_query`, at the newest height and without proof: the node is believed. */
export class AbciClient {
  readonly #http: HttpClient
  readonly #rpc: URL

  constructor(http: HttpClient, rpc: URL) {
    this.#http = http
    this.#rpc = rpc
  }

  /**
   * @param maxBytes - bytes of the answer's protobuf encoding
   * @throws CheqdResolverError `notFound`, `internalError`, `contentTooLarge`; {@link UnknownQueryError}
   */
  async ask<Request, Answer>(
    query: LedgerQuery<Request, Answer>,
    request: Request,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    return query.decode(await this.#query(query.path, query.encode(request), maxBytes, signal))
  }

  /** All pages of a list, together at most `maxBytes`. The rest as {@link AbciClient.ask}. */
  async askPages<Request, Answer extends { pagination: PageResponse | undefined }>(
    query: LedgerQuery<Request & { pagination: PageRequest | undefined }, Answer>,
    request: Request,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Answer[]> {
    const answers: Answer[] = []
    let pagination: PageRequest | undefined
    let left = maxBytes
    while (answers.length < maxPages) {
      const bytes = await this.#query(query.path, query.encode({ ...request, pagination }), left, signal)
      left -= bytes.length
      const answer = query.decode(bytes)
      answers.push(answer)
      const key = answer.pagination?.nextKey ?? new Uint8Array()
      if (key.length === 0) return answers
      pagination = { key, offset: 0n, limit: 0n, countTotal: false, reverse: false }
    }
    throw new CheqdResolverError('contentTooLarge', `${this.#rpc.origin} answered more than ${maxPages} pages`)
  }

  async #query(path: string, data: Uint8Array, maxBytes: number, signal: AbortSignal): Promise<Uint8Array> {
    const params = { path, data: Buffer.from(data).toString('hex'), prove: false }
    const answer = await this.#http.request(
      {
        url: this.#rpc.href,
        accept: 'application/json',
        maxBytes: Math.ceil(maxBytes / 3) * 4 + envelopeBytes,
        json: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'abci_query', params }),
      },
      signal,
    )
    const { result } = parseJsonAnswer(answer)
    const response = isJsonObject(result) ? result.response : undefined
    if (!isJsonObject(response)) {
      throw new CheqdResolverError(
        'internalError',
        `${answer.origin} answered ${answer.status} without a result to ${path}`,
      )
    }
    // Go writes empty bytes as null.
    const value = Buffer.from(text(response.value), 'base64')
    const code = response.code ?? 0
    if (code !== 0) {
      const full = `${text(response.codespace)}/${typeof code === 'number' ? code : '?'}`
      throw queryError(answer.origin, path, full, text(response.log))
    }
    if (value.length <= maxBytes) return value
    throw new CheqdResolverError('contentTooLarge', `${answer.origin} answered with more than ${maxBytes} bytes`)
  }
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function queryError(origin: string, path: string, code: string, log: string): CheqdResolverError {
  const message = `${origin} answered ${code.slice(0, 40)} to ${path}`
  if (/unknown query path|unknown (?:method|service)/i.test(log)) return new UnknownQueryError('internalError', message)
  // The SDK gives an error of the application its own code, 6 "unknown request" or 18 "invalid request", and keeps what it was in
  // the log alone, "<did>: not found: unknown request"; there is nothing else to go by.
  const wrapped = (code === 'sdk/6' || code === 'sdk/18') && /\bnot found\b/i.test(log)
  return new CheqdResolverError(notFoundCodes.has(code) || wrapped ? 'notFound' : 'internalError', message)
}
