import { setTimeout as sleep } from 'node:timers/promises'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { AccountState, FeePayer } from './fee-payer.js'
import type { LedgerNode, TxVerdict } from './ledger-node.js'
import { NodeError } from './node-error.js'
import { hashOf, TransactionPreparer, type PreparedTransaction } from './prepare-transaction.js'
import { aborted, type QueuedResource } from './queued-resource.js'
import type { ReadPublisherOptions } from './read-publisher-options.js'
import { isFeeTooLow, isMempoolFull, isWrongSequence, refusalOf } from './refusal.js'
import { isLost, type SentTransaction } from './sent-transaction.js'
import { settlePresent, stillToSend, takeApart } from './take-apart.js'
import { TransactionTerms } from './transaction-terms.js'
import { WakeUp } from './wake-up.js'

/** Times in a row that the sequence number may be wrong before it is given up: another process leaves no gap. */
const maxMismatches = 100

/**
 * Brings resources to the ledger in transactions of one account, one behind the other without waiting for blocks. The
 * sequence number of the account is all that orders them, so all of a process's transactions go through here; other
 * processes may use the account too, and then numbers are read anew.
 *
 * Whatever happens, a resource is published once at most: its id is chosen before, and the ledger takes an id once
 * (error 2200 of x/resource). So to send again is always safe; what must not be done is to call absent what may come yet.
 */
export class TransactionPipeline {
  readonly #queue: QueuedResource[] = []
  readonly #inFlight: SentTransaction[] = []
  readonly #changed = new WakeUp()
  readonly #preparer: TransactionPreparer
  readonly #terms: TransactionTerms
  #account: AccountState | undefined
  #next: Promise<PreparedTransaction | undefined> | undefined
  #mismatches = 0
  #isSending = false
  #isSettling = false
  #lastAnswer = 0

  constructor(
    private readonly node: LedgerNode,
    private readonly payer: FeePayer,
    private readonly options: ReadPublisherOptions,
  ) {
    this.#preparer = new TransactionPreparer(options)
    this.#terms = new TransactionTerms(node, options)
  }

  /** Puts resources at the end of the queue. Each is settled in time. */
  add(items: readonly QueuedResource[]): void {
    this.#queue.push(...items)
    this.#start()
  }

  /** Settles those that still wait, as not sent. */
  drop(items: readonly QueuedResource[]): void {
    const dropped = new Set(items)
    const waiting = this.#queue.splice(0)
    this.#queue.push(...waiting.filter((item) => !dropped.has(item)))
    for (const item of waiting) if (dropped.has(item)) item.settle(aborted)
  }

  #start(): void {
    if (this.#isSending || this.#queue.length === 0) return
    this.#isSending = true
    this.#lastAnswer = performance.now()
    void this.#send()
  }

  async #send(): Promise<void> {
    try {
      while (this.#queue.length > 0 || this.#next !== undefined) {
        try {
          await this.#sendNext()
        } catch (error) {
          if (!(error instanceof NodeError)) throw error
          await this.#waitForNode(error)
        }
      }
    } catch (cause) {
      const { code, message } =
        cause instanceof TrustRegistryIssuerError ? cause : { code: 'internal', message: 'a transaction was not made' }
      await this.#failQueue({ code, message, cause })
    } finally {
      this.#isSending = false
      this.#start()
    }
  }

  async #sendNext(): Promise<void> {
    while (this.#inFlight.length >= this.options.maxInFlight) await this.#changed.wait()
    if (this.#account === undefined && this.#inFlight.length > 0) {
      // What is on its way changes the number.
      await this.#changed.wait()
      return
    }
    const chainId = await this.#terms.chainId()
    const account = (this.#account ??= await this.payer.state(this.node))
    this.#lastAnswer = performance.now()
    const prepared = await (this.#next ?? this.#preparer.prepare(this.#queue))
    this.#next = undefined
    if (prepared === undefined) return
    const sent = await this.#sign(prepared, chainId, account)
    // The DIDs of the next transaction sign while the node checks this one.
    if (this.#queue.length > 0) this.#next = this.#preparer.prepare(this.#queue)
    try {
      await this.#broadcast(sent, account)
    } catch (cause) {
      if (cause instanceof NodeError) throw cause
      const message = 'handing the transaction in failed'
      for (const item of sent.items) item.settle({ state: 'unknown', code: 'internal', message, cause })
    }
  }

  async #sign(prepared: PreparedTransaction, chainId: string, account: AccountState): Promise<SentTransaction> {
    const { items, messages, gas } = prepared
    try {
      const fee = await this.#terms.fee(items)
      const bytes = await this.payer.sign(messages, { chainId, account, fee, gas })
      const now = performance.now()
      for (const item of items) item.firstSentAt ??= now
      const { sequence } = account
      return { items, bytes, hash: hashOf(bytes), sequence, sentAt: now, lookedAt: now, overtaken: 0 }
    } catch (error) {
      this.#queue.unshift(...items)
      throw error
    }
  }

  async #broadcast(sent: SentTransaction, account: AccountState): Promise<void> {
    let mayHaveArrived = false
    for (let attempt = 0; ; attempt += 1) {
      let failure: NodeError | undefined
      try {
        const verdict = await this.node.broadcast(sent.bytes)
        this.#lastAnswer = performance.now()
        if (verdict === undefined || verdict.code === 0) {
          this.#mismatches = 0
          this.#account = { ...account, sequence: account.sequence + 1 }
          this.#track(sent)
          return
        }
        if (!isMempoolFull(verdict)) {
          // An answer that was lost may have been a yes, of another node behind the same URL: then it may still come.
          if (mayHaveArrived) this.#track(sent, 'unsure')
          else if (isWrongSequence(verdict)) await this.#mismatch(sent)
          else await this.#refused(sent.items, verdict)
          return
        }
      } catch (error) {
        if (!(error instanceof NodeError)) throw error
        mayHaveArrived ||= error.mayHaveArrived
        failure = error
      }
      const isPastDue = performance.now() - sent.sentAt > this.options.timeoutMs
      if (mayHaveArrived && isPastDue) {
        this.#track(sent, 'unsure')
        return
      }
      // Nobody has it. Who has called off what is in it need not wait for a node that may take it later.
      if (!mayHaveArrived && (isPastDue || sent.items.some(({ signal }) => signal?.aborted === true))) {
        await this.#putBack(sent.items)
        if (isPastDue && failure !== undefined) throw failure
        if (isPastDue) await this.#failQueue({ code: 'timeout', message: 'the node has no room for more transactions' })
        return
      }
      await sleep(this.#backoff(attempt))
    }
  }

  /** Puts what was not taken at the front of the queue again, before what is being prepared. */
  async #putBack(items: readonly QueuedResource[]): Promise<void> {
    const prepared = await this.#next?.catch(() => undefined)
    this.#next = undefined
    this.#queue.unshift(...items, ...(prepared?.items ?? []))
  }

  /** @param certainty - `unsure` whether the node has it: then nothing is sent behind it until that is known */
  #track(sent: SentTransaction, certainty?: 'unsure'): void {
    if (certainty === 'unsure') this.#account = undefined
    this.#inFlight.push(sent)
    if (this.#isSettling) return
    this.#isSettling = true
    void this.#settle()
  }

  /** Another process has used the number. */
  async #mismatch({ items }: SentTransaction): Promise<void> {
    await this.#putBack(items)
    this.#account = undefined
    this.#mismatches += 1
    if (this.#mismatches > maxMismatches) {
      this.#mismatches = 0
      const message = 'others use the account so much that no sequence number was free'
      await this.#failQueue({ code: 'wrong_sequence', message })
      return
    }
    // At random, so that two processes do not meet again and again.
    await sleep(Math.random() * this.#backoff(Math.min(this.#mismatches, 4)))
  }

  async #settle(): Promise<void> {
    try {
      for (let head = this.#inFlight[0]; head !== undefined; head = this.#inFlight[0]) {
        if (await this.#isSettled(head)) {
          this.#inFlight.shift()
          this.#changed.wake()
        } else await sleep(this.options.pollMs)
      }
    } finally {
      this.#isSettling = false
      this.#changed.wake()
    }
  }

  async #isSettled(sent: SentTransaction): Promise<boolean> {
    try {
      const committed = await this.node.transaction(sent.hash)
      if (committed !== undefined) {
        this.#lastAnswer = performance.now()
        if (committed.code === 0) for (const item of sent.items) item.settle({ state: 'published' })
        else await this.#refused(sent.items, committed)
        return true
      }
      // Long enough that a transaction which is merely waiting for its block is left alone.
      if (performance.now() - sent.lookedAt > this.options.pollMs * 10) {
        sent.lookedAt = performance.now()
        if (await isLost(sent, this.node, this.payer)) {
          this.#account = undefined
          this.#enqueueFirst(await stillToSend(sent.items, this.node, this.options.timeoutMs))
          return true
        }
      }
    } catch (error) {
      if (!(error instanceof NodeError) && !(error instanceof TrustRegistryIssuerError)) {
        await this.#giveUp(sent, { cause: error })
        return true
      }
    }
    if (performance.now() - sent.sentAt <= this.options.timeoutMs) return false
    await this.#giveUp(sent)
    return true
  }

  #enqueueFirst(items: readonly QueuedResource[]): void {
    this.#queue.unshift(...items)
    this.#start()
  }

  async #refused(items: readonly QueuedResource[], verdict: TxVerdict): Promise<void> {
    const kind = refusalOf(verdict)
    if (kind === 'wrong_sequence') {
      this.#account = undefined
      this.#enqueueFirst(await stillToSend(items, this.node, this.options.timeoutMs))
    } else if (isFeeTooLow(verdict) && items.every(({ refusals }) => refusals === 0)) {
      // What was remembered of prices may be out of date.
      this.#terms.forgetPrices()
      for (const item of items) item.refusals += 1
      this.#enqueueFirst(items)
    } else if (kind === 'insufficient_funds') {
      const problem = isFeeTooLow(verdict) ? 'the node asks for a higher fee' : 'the payer has not enough CHEQ'
      await this.#putBack(items)
      await this.#failQueue({ code: kind, message: `${problem}: ${verdict.log}` })
    } else {
      // Prices and keys that were remembered may be out of date.
      this.#terms.forgetPrices()
      this.#preparer.forgetSigners()
      this.#enqueueFirst(await takeApart(items, verdict, this.node))
    }
  }

  async #giveUp({ items, hash }: SentTransaction, failure: { cause?: unknown } = {}): Promise<void> {
    this.#account = undefined
    const message = `transaction ${hash} was handed in, and is in no block that the node shows; it may come yet`
    for (const item of await settlePresent(items, this.node)) {
      item.settle({ state: 'unknown', code: 'timeout', message, ...failure })
    }
  }

  /** Waits where the node does not answer, and gives up what waits if it does not for too long. */
  async #waitForNode(error: NodeError): Promise<void> {
    if (performance.now() - this.#lastAnswer > this.options.timeoutMs) {
      await this.#failQueue({ code: 'unreachable', message: error.message, cause: error })
      return
    }
    await sleep(this.#backoff(2))
  }

  async #failQueue(failure: { code: string; message: string; cause?: unknown }): Promise<void> {
    // What is being prepared was taken from the queue already.
    const prepared = await this.#next?.catch(() => undefined)
    this.#next = undefined
    for (const item of [...(prepared?.items ?? []), ...this.#queue.splice(0)]) {
      item.settle({ state: 'absent', ...failure })
    }
  }

  #backoff(attempt: number): number {
    return Math.min(this.options.pollMs * 2 ** attempt, 10_000)
  }
}
