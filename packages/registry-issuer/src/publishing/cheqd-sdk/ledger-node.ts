import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import { readBody } from './read-body.js'
import { NodeError } from './node-error.js'

/** What a node says of a transaction: code 0 is success, all others a refusal. */
export interface TxVerdict {
  code: number
  /** The module whose code it is: `sdk`, `cheqd`, `resource`. */
  codespace: string
  /** For people. */
  log: string
}

/** A transaction in a block. */
export interface CommittedTx extends TxVerdict {
  height: number
  gasUsed: number
}

/** What a node answers to a query of its state. */
export interface QueryAnswer extends TxVerdict {
  value: Uint8Array
}

/** How long, in milliseconds, one request may take, and how many bytes its answer may have. */
const requestTimeoutMs = 15_000
const maxAnswerBytes = 4 * 1024 * 1024

/**
 * The RPC of one node (CometBFT 0.38), as far as publishing needs it. Every request is bounded in time and size, follows
 * no redirect, and ends with an answer or a {@link NodeError} that says whether the node may have had it: what was sent
 * and what was not is the difference between a transaction that is safe to make anew and one that is not. Where the process
 * checks no certificates, a node over HTTPS is not asked (TrustRegistryIssuerError `invalid_setup`).
 */
export class LedgerNode {
  readonly #url: string
  readonly #timeoutMs: number
  #id = 0

  /** @param timeoutMs - milliseconds that one request may take; 15,000 at most */
  constructor(url: string, timeoutMs: number) {
    this.#url = url
    this.#timeoutMs = Math.min(timeoutMs, requestTimeoutMs)
  }

  /** The chain that the node follows. */
  async chainId(signal?: AbortSignal): Promise<string> {
    const result = await this.#call('status', {}, signal)
    return text(member(member(result, 'node_info'), 'network'), 'status')
  }

  /** Asks the state for something. A refusal is an answer. */
  async query(path: string, data: Uint8Array, signal?: AbortSignal): Promise<QueryAnswer> {
    const params = { path, data: Buffer.from(data).toString('hex'), prove: false }
    const response = member(await this.#call('abci_query', params, signal), 'response')
    const value = member(response, 'value')
    return { ...verdict(response), value: Buffer.from(typeof value === 'string' ? value : '', 'base64') }
  }

  /**
   * Hands a transaction in, and waits for the node's own check only.
   *
   * @returns undefined where the node has had this very transaction before
   */
  async broadcast(tx: Uint8Array, signal?: AbortSignal): Promise<TxVerdict | undefined> {
    const params = { tx: Buffer.from(tx).toString('base64') }
    const answer = await this.#ask('broadcast_tx_sync', params, signal)
    const error = member(answer, 'error')
    // CometBFT answers so before it asks the application; there is no code of its own for it.
    if (error !== undefined && plain(member(error, 'data')).includes('tx already exists in cache')) return undefined
    const checked = verdict(resultOf(answer))
    return checked.code === alreadyInMempool && checked.codespace === 'sdk' ? undefined : checked
  }

  /**
   * Looks for a transaction in a block.
   *
   * @param hash - upper-case hex of its sha-256
   */
  async transaction(hash: string, signal?: AbortSignal): Promise<CommittedTx | undefined> {
    const result = await this.#call('tx_search', { query: `tx.hash='${hash}'`, page: '1', per_page: '1' }, signal)
    const found = member(result, 'txs')
    if (!Array.isArray(found)) throw unusable('tx_search')
    const [tx] = found as unknown[]
    if (tx === undefined) return undefined
    const outcome = member(tx, 'tx_result')
    const height = Number(text(member(tx, 'height'), 'tx_search'))
    return { ...verdict(outcome), height, gasUsed: Number(member(outcome, 'gas_used')) }
  }

  /** Reads something; a question that was lost is asked once more, since to read twice does no harm. */
  async #call(method: string, params: object, signal?: AbortSignal): Promise<unknown> {
    const asked = performance.now()
    try {
      return resultOf(await this.#ask(method, params, signal))
    } catch (error) {
      const isSlow = performance.now() - asked > this.#timeoutMs / 2
      if (!(error instanceof NodeError) || isSlow || signal?.aborted === true) throw error
      return resultOf(await this.#ask(method, params, signal))
    }
  }

  async #ask(method: string, params: object, signal?: AbortSignal): Promise<unknown> {
    // No NodeError, which would be tried again until the time is over.
    checkCertificatesCount(this.#url)
    const timeout = AbortSignal.timeout(this.#timeoutMs)
    const body = JSON.stringify({ jsonrpc: '2.0', id: ++this.#id, method, params })
    let response: Response
    try {
      response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body,
        redirect: 'error',
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      })
    } catch (cause) {
      throw new NodeError(`the node did not answer ${method} (${reasonOf(cause)})`, !wasNotConnected(cause), { cause })
    }
    let content: string | undefined
    try {
      content = await readBody(response, maxAnswerBytes)
    } catch (cause) {
      throw new NodeError(`the node's answer to ${method} broke off (${reasonOf(cause)})`, true, { cause })
    }
    const answer = content === undefined ? undefined : parse(content)
    // CometBFT answers 500 to a call that failed, with the error as JSON; a server before it answers as it likes.
    if (answer === undefined)
      throw new NodeError(`the node answered ${method} with HTTP ${String(response.status)}`, true)
    return answer
  }
}

/** Refuses to ask over a TLS that lets anybody answer in the node's place. */
function checkCertificatesCount(url: string): void {
  if (new URL(url).protocol !== 'https:' || process.env.NODE_TLS_REJECT_UNAUTHORIZED !== '0') return
  throw new TrustRegistryIssuerError(
    'invalid_setup',
    'CheqdSdkPublisher: the node is not asked, since NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody answer in its place; ' +
      'unset it, and name a certificate authority of your own in NODE_EXTRA_CA_CERTS',
  )
}

/** ErrTxInMempoolCache of the Cosmos SDK. */
const alreadyInMempool = 19

function resultOf(answer: unknown): unknown {
  const error = member(answer, 'error')
  if (error !== undefined && error !== null) {
    const reason = `${plain(member(error, 'message'))} ${plain(member(error, 'data'))}`
    throw new NodeError(`the node refused the call: ${reason}`, true)
  }
  return member(answer, 'result')
}

function verdict(value: unknown): TxVerdict {
  const code = member(value, 'code') ?? 0
  if (typeof code !== 'number') throw unusable('transaction')
  return { code, codespace: plain(member(value, 'codespace')), log: plain(member(value, 'log')) }
}

const unusable = (what: string): NodeError =>
  new NodeError(`the node's answer about ${what} has not the form of one`, true)

function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value
  throw unusable(what)
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content) as unknown
  } catch {
    return undefined
  }
}

/** A text from outside, short and on one line; empty where it is none. */
const plain = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .replace(/[^ -~]+/g, ' ')
        .trim()
        .slice(0, 300)
    : ''

/** Failures before a connection stood: nothing was sent. */
const notConnected: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const wasNotConnected = (error: unknown): boolean => notConnected.has(codeOf(error))

function codeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  // Node tries all addresses of a name; each attempt has its own error.
  const first = cause instanceof AggregateError ? (cause.errors[0] as unknown) : undefined
  return member(cause, 'code') ?? member(first, 'code') ?? (error instanceof Error ? error.name : undefined)
}

const reasonOf = (error: unknown): string => plain(codeOf(error)) || 'unknown reason'
