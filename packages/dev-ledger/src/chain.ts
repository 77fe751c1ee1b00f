import { createHash } from 'node:crypto'
import { AbciError } from './abci-error.js'
import { detectMediaType } from './modules/media-type.js'
import { LedgerState } from './state/ledger-state.js'
import type { ChainParams } from './tx/chain-params.js'
import { decodeTx, type DecodedTx } from './tx/decode-tx.js'
import { checkTx, executeTx } from './tx/execute.js'
import type { TxResult } from './tx/tx-result.js'
import { txHash } from './tx/verify-tx-signature.js'

/** A transaction in its block. */
export interface TxRecord {
  hash: string
  height: number
  bytes: Uint8Array
  result: TxResult
}

/** A block: one transaction, or none for the first. */
export interface Block {
  height: number
  time: Date
  /** Upper-case hexadecimal. */
  appHash: string
  txs: readonly TxRecord[]
}

/** Answer to a broadcast: what CheckTx said, and the block's record where it passed. */
export interface BroadcastResult {
  hash: string
  check: TxResult
  record?: TxRecord
}

/** The ledger itself: state, blocks, and the queue in which transactions are executed one after another. */
export class Chain {
  readonly state = new LedgerState()
  readonly blocks: Block[] = []
  private readonly records = new Map<string, TxRecord>()
  private queue: Promise<unknown> = Promise.resolve()

  /** @param clock - gives the time of the next block; blocks never go back in time. */
  constructor(
    readonly params: ChainParams,
    private readonly clock: () => Date,
  ) {
    this.appendBlock(this.nextTime(), [])
  }

  /** The newest block. */
  get tip(): Block {
    const block = this.blocks.at(-1)
    if (block === undefined) throw new RangeError('the chain has no block')
    return block
  }

  /** The transaction with this hash, upper-case hexadecimal. */
  find(hash: string): TxRecord | undefined {
    return this.records.get(hash)
  }

  /** Checks a transaction and, when it passes, executes it in a block of its own. */
  broadcast(bytes: Uint8Array): Promise<BroadcastResult> {
    return this.enqueue(() => this.take(bytes))
  }

  /** Executes a transaction without keeping anything. */
  simulate(bytes: Uint8Array): Promise<TxResult> {
    return this.enqueue(async () => {
      const tx = decodeTx(bytes)
      const mark = this.state.journal.mark()
      const result = executeTx(tx, await this.contextFor(tx, this.nextTime()), true)
      this.state.journal.rollback(mark)
      return result
    })
  }

  /** Runs a task alone, between transactions. */
  enqueue<T>(task: () => Promise<T>): Promise<T> {
    const run = this.queue.then(task)
    this.queue = run.catch(() => undefined)
    return run
  }

  private async take(bytes: Uint8Array): Promise<BroadcastResult> {
    const hash = txHash(bytes)
    if (this.records.has(hash)) return { hash, check: refusal(new AbciError('txInMempoolCache')) }
    if (bytes.length > this.params.maxTxBytes)
      return { hash, check: refusal(new AbciError('txTooLarge', `max ${this.params.maxTxBytes}, got ${bytes.length}`)) }
    let tx: DecodedTx
    try {
      tx = decodeTx(bytes)
    } catch (error) {
      return { hash, check: refusal(error instanceof AbciError ? error : new AbciError('txDecode')) }
    }
    const time = this.nextTime()
    const context = await this.contextFor(tx, time)
    const check = checkTx(tx, context)
    if (check.code !== 0) return { hash, check }
    const record: TxRecord = { hash, height: context.height, bytes, result: executeTx(tx, context) }
    this.state.journal.commit()
    this.appendBlock(time, [record])
    return { hash, check, record }
  }

  private async contextFor(tx: DecodedTx, blockTime: Date) {
    const mediaTypes = new Map<number, string>()
    for (const [index, { typeUrl, value }] of tx.messages.entries())
      if (typeUrl === '/cheqd.resource.v2.MsgCreateResource' && value.payload !== undefined)
        mediaTypes.set(index, await detectMediaType(value.payload.data))
    return { state: this.state, params: this.params, height: this.tip.height + 1, blockTime, mediaTypes }
  }

  private nextTime(): Date {
    const now = this.clock().getTime()
    const last = this.blocks.at(-1)?.time.getTime() ?? 0
    return new Date(Math.max(now, last + 1))
  }

  private appendBlock(time: Date, txs: readonly TxRecord[]): void {
    const height = this.blocks.length + 1
    const appHash = createHash('sha256').update(this.blocks.at(-1)?.appHash ?? this.params.chainId)
    for (const { hash, result } of txs) appHash.update(hash).update(String(result.code))
    for (const record of txs) this.records.set(record.hash, record)
    this.blocks.push({ height, time, appHash: appHash.digest('hex').toUpperCase(), txs })
  }
}

function refusal(error: AbciError): TxResult {
  return {
    code: error.code,
    codespace: error.codespace,
    log: error.message,
    data: new Uint8Array(),
    events: [],
    gasWanted: 0n,
    gasUsed: 0n,
  }
}
