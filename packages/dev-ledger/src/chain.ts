import { createHash } from 'node:crypto'
import { AbciError } from './abci-error.js'
import { DevLedgerError } from './errors.js'
import { detectMediaType } from './modules/media-type.js'
import { LedgerState } from './state/ledger-state.js'
import type { BlockLog, LoggedBlock } from './store/block-log.js'
import type { ChainParams } from './tx/chain-params.js'
import { decodeTx, type DecodedTx } from './tx/decode-tx.js'
import { checkTx, executeTx, replayTx, type TxContext } from './tx/execute.js'
import { refusedResult, type TxResult } from './tx/tx-result.js'
import { txHash } from './tx/verify-tx-signature.js'

/** A transaction in its block. */
export interface TxRecord {
  hash: string
  height: number
  bytes: Uint8Array
  result: TxResult
  /** Media types of the transaction's resources, by the index of their message. */
  mediaTypes: ReadonlyMap<number, string>
}

/** A block. The first one holds the genesis and no transaction. */
export interface Block {
  height: number
  time: Date
  /** Upper-case hexadecimal. */
  appHash: string
  txs: readonly TxRecord[]
}

/** Answer to a broadcast: what CheckTx said, and the record in its block, once there is one. */
export interface BroadcastResult {
  hash: string
  check: TxResult
  /** Present where the check passed; resolves when the block is made. */
  included?: Promise<TxRecord>
}

/** How a chain is kept. */
export interface ChainOptions {
  /** Gives the time of the next block; blocks never go back in time. */
  clock: () => Date
  genesisTime: Date
  /** Milliseconds between blocks; 0 makes a block for each transaction at once. */
  blockTimeMs: number
}

interface Pending {
  hash: string
  tx: DecodedTx
  resolve: (record: TxRecord) => void
  reject: (error: unknown) => void
}

/** Most transactions that wait for a block. */
const maxPending = 5000

/** The ledger itself: state, blocks, and the queue in which everything that changes them is done in turn. */
export class Chain {
  readonly state = new LedgerState()
  readonly blocks: Block[] = []
  private readonly records = new Map<string, TxRecord>()
  private readonly pending: Pending[] = []
  private queue: Promise<unknown> = Promise.resolve()
  private timer: NodeJS.Timeout | undefined
  private log: BlockLog | undefined
  private isClosed = false

  constructor(
    readonly params: ChainParams,
    private readonly options: ChainOptions,
  ) {
    this.blocks.push({ height: 1, time: options.genesisTime, appHash: sha256(params.chainId), txs: [] })
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

  /** Checks a transaction and, when it passes, takes it into a block. Throws DevLedgerError `closed` once it is closed. */
  broadcast(bytes: Uint8Array): Promise<BroadcastResult> {
    return this.enqueue(() => this.take(bytes))
  }

  /** Executes a transaction without keeping anything. */
  simulate(bytes: Uint8Array): Promise<TxResult> {
    return this.enqueue(async () => {
      const tx = decodeTx(bytes)
      const context = await this.contextFor(tx, this.nextTime())
      const mark = this.state.journal.mark()
      const result = executeTx(tx, context, true)
      this.state.journal.rollback(mark)
      return result
    })
  }

  /**
   * Executes the blocks of a log again and adds new ones to it from now on. Signatures are not verified again: they
   * were when the blocks were made. Throws DevLedgerError `data_corrupt` where the blocks do not follow each other.
   */
  async replay(log: BlockLog): Promise<void> {
    for (const logged of log.read()) await this.replayBlock(logged)
    this.log = log
  }

  /** Makes the blocks that are due, and takes nothing more. Throws DevLedgerError `data_unusable`; who waits hears of it. */
  async close(): Promise<void> {
    await this.enqueue(async () => {
      try {
        while (this.pending.length > 0) await this.makeBlock()
      } finally {
        this.isClosed = true
        clearTimeout(this.timer)
        for (const { reject } of this.pending.splice(0)) reject(closed())
        this.log?.close()
        this.log = undefined
      }
    })
  }

  private enqueue<T>(task: () => Promise<T>): Promise<T> {
    const run = this.queue.then(task)
    this.queue = run.catch(() => undefined)
    return run
  }

  private async take(bytes: Uint8Array): Promise<BroadcastResult> {
    // It would be in no log, and so acknowledged and lost.
    if (this.isClosed) throw closed()
    const hash = txHash(bytes)
    const refuse = (error: AbciError): BroadcastResult => ({ hash, check: refusedResult(error) })
    if (this.records.has(hash) || this.pending.some((waiting) => waiting.hash === hash))
      return refuse(new AbciError('txInMempoolCache'))
    if (bytes.length > this.params.maxTxBytes)
      return refuse(new AbciError('txTooLarge', `max ${this.params.maxTxBytes}, got ${bytes.length}`))
    if (this.pending.length >= maxPending) return refuse(new AbciError('mempoolFull'))
    let tx: DecodedTx
    try {
      tx = decodeTx(bytes)
    } catch (error) {
      return refuse(error instanceof AbciError ? error : new AbciError('txDecode'))
    }
    const check = checkTx(
      tx,
      await this.contextFor(tx, this.nextTime()),
      this.pending.map((waiting) => waiting.tx),
    )
    if (check.code !== 0) return { hash, check }
    const included = new Promise<TxRecord>((resolve, reject) => this.pending.push({ hash, tx, resolve, reject }))
    included.catch(() => undefined)
    if (this.options.blockTimeMs === 0) await this.makeBlock()
    else this.expectBlock()
    return { hash, check, included }
  }

  private expectBlock(): void {
    // Whoever waits for the block is told where it fails; there is nobody else to tell.
    this.timer ??= setTimeout(
      () => void this.enqueue(() => this.makeBlock()).catch(() => undefined),
      this.options.blockTimeMs,
    )
  }

  /**
   * Takes what the next block holds: in order, as far as the gas that is asked for and the bytes fit, as CometBFT reaps its
   * mempool. What does not fit waits for the block after it.
   */
  private takePending(): Pending[] {
    const { maxGas, maxTxBytes } = this.params
    let [gas, bytes] = [0n, 0]
    const end = this.pending.findIndex(({ tx }) => {
      gas += tx.authInfo.fee?.gasLimit ?? 0n
      bytes += tx.bytes.length
      return gas > maxGas || bytes > maxTxBytes
    })
    return this.pending.splice(0, end < 0 ? this.pending.length : Math.max(end, 1))
  }

  private async makeBlock(): Promise<void> {
    clearTimeout(this.timer)
    this.timer = undefined
    const taken = this.takePending()
    if (taken.length === 0) return
    if (this.pending.length > 0) this.expectBlock()
    const time = this.nextTime()
    const mark = this.state.journal.mark()
    try {
      const records: TxRecord[] = []
      for (const { hash, tx } of taken) {
        const context = await this.contextFor(tx, time)
        const result = executeTx(tx, context)
        records.push({ hash, height: context.height, bytes: tx.bytes, result, mediaTypes: context.mediaTypes })
      }
      const block = this.nextBlock(time, records)
      // On the disk before anybody hears of it: what was acknowledged is never lost.
      this.log?.append(loggedBlock(block))
      this.state.journal.commit()
      this.keep(block)
      taken.forEach(({ resolve }, index) => {
        const record = records[index]
        if (record !== undefined) resolve(record)
      })
    } catch (error) {
      this.state.journal.rollback(mark)
      for (const { reject } of taken) reject(error)
      throw error
    }
  }

  private async replayBlock(logged: LoggedBlock): Promise<void> {
    const records = await this.replayTxs(logged).catch((cause: unknown) => {
      throw notFollowing(logged, cause)
    })
    this.state.journal.commit()
    const block = this.nextBlock(new Date(logged.time), records)
    if (block.height !== logged.height || block.appHash !== logged.appHash) throw notFollowing(logged)
    this.keep(block)
  }

  private async replayTxs(logged: LoggedBlock): Promise<TxRecord[]> {
    const records: TxRecord[] = []
    for (const { tx: text, code, codespace = '', log = '', gasUsed, mediaTypes } of logged.txs) {
      const bytes = Buffer.from(text, 'base64')
      const tx = decodeTx(bytes, true)
      const known = { code, codespace, log, gasUsed: BigInt(gasUsed) }
      const context = await this.contextFor(tx, new Date(logged.time), new Map(mediaTypes))
      const result = replayTx(tx, context, known)
      records.push({ hash: txHash(bytes), height: context.height, bytes, result, mediaTypes: context.mediaTypes })
    }
    return records
  }

  private async contextFor(
    tx: DecodedTx,
    blockTime: Date,
    mediaTypes: Map<number, string> = new Map<number, string>(),
  ): Promise<TxContext> {
    for (const [index, { typeUrl, value }] of tx.messages.entries())
      if (typeUrl === '/cheqd.resource.v2.MsgCreateResource' && value.payload !== undefined && !mediaTypes.has(index))
        mediaTypes.set(index, await detectMediaType(value.payload.data))
    return { state: this.state, params: this.params, height: this.tip.height + 1, blockTime, mediaTypes }
  }

  private nextTime(): Date {
    return new Date(Math.max(this.options.clock().getTime(), this.tip.time.getTime() + 1))
  }

  private nextBlock(time: Date, txs: readonly TxRecord[]): Block {
    const parts = txs.map(({ hash, result, mediaTypes }) => [hash, result.code, ...mediaTypes.values()].join(' '))
    const appHash = sha256([this.tip.appHash, time.toISOString(), ...parts].join('\n'))
    return { height: this.tip.height + 1, time, appHash, txs }
  }

  private keep(block: Block): void {
    for (const record of block.txs) this.records.set(record.hash, record)
    this.blocks.push(block)
  }
}

function loggedBlock({ height, time, appHash, txs }: Block): LoggedBlock {
  return {
    height,
    time: time.toISOString(),
    txs: txs.map(({ bytes, result: { code, codespace, log, gasUsed }, mediaTypes }) => ({
      tx: Buffer.from(bytes).toString('base64'),
      code,
      codespace: codespace === '' ? undefined : codespace,
      log: log === '' ? undefined : log,
      gasUsed: gasUsed.toString(),
      mediaTypes: mediaTypes.size === 0 ? undefined : [...mediaTypes],
    })),
    appHash,
  }
}

const closed = (): DevLedgerError =>
  new DevLedgerError('closed', 'the ledger has ended, and the transaction is in no block')

function notFollowing({ height }: LoggedBlock, cause?: unknown): DevLedgerError {
  return new DevLedgerError(
    'data_corrupt',
    `block ${height} of the log does not follow from the blocks before it: the file was changed, or made by another version`,
    { cause },
  )
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex').toUpperCase()
}
