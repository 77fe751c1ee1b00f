import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs'
import { DevLedgerError } from '../errors.js'

/** A transaction as the log keeps it. */
export interface LoggedTx {
  /** Base64. */
  tx: string
  code: number
  codespace?: string
  log?: string
  gasUsed: string
}

/** A block as the log keeps it: one line of JSON. */
export interface LoggedBlock {
  height: number
  time: string
  txs: LoggedTx[]
  /** Hash over the block before it and this one's transactions: it binds the lines in their order. */
  appHash: string
}

/** An append-only file of blocks. What {@link append} returned from is on the disk. */
export class BlockLog {
  private constructor(
    private readonly file: number,
    /** Blocks that the file held when it was opened. */
    readonly blocks: readonly LoggedBlock[],
    /** Bytes cut off because the last block had been written in part. */
    readonly tornBytes: number,
  ) {}

  /**
   * Opens a log. A last line that is not whole is cut off: it was never acknowledged. Throws DevLedgerError
   * `data_corrupt` when a line before the last is broken, which no interrupted writing explains.
   */
  static open(path: string): BlockLog {
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
    const blocks: LoggedBlock[] = []
    let end = 0
    while (end < bytes.length) {
      const newline = bytes.indexOf(10, end)
      const block = newline === -1 ? undefined : parseLine(bytes.toString('utf8', end, newline))
      if (block === undefined) {
        if (newline !== -1 && newline !== bytes.length - 1)
          throw new DevLedgerError(
            'data_corrupt',
            `${path}: block ${blocks.length + 1} at byte ${end} is broken and others follow it: restore the file, or start afresh`,
          )
        break
      }
      blocks.push(block)
      end = newline + 1
    }
    const file = openSync(path, 'a')
    if (end < bytes.length) {
      ftruncateSync(file, end)
      fsyncSync(file)
    }
    return new BlockLog(file, blocks, bytes.length - end)
  }

  /** Adds a block and waits until the disk has it. */
  append(block: LoggedBlock): void {
    const line = Buffer.from(`${JSON.stringify(block)}\n`)
    for (let written = 0; written < line.length;) written += writeSync(this.file, line, written)
    fsyncSync(this.file)
  }

  close(): void {
    closeSync(this.file)
  }
}

function parseLine(line: string): LoggedBlock | undefined {
  try {
    const value = JSON.parse(line) as Partial<LoggedBlock> | null
    return typeof value?.height === 'number' && typeof value.appHash === 'string' && Array.isArray(value.txs)
      ? (value as LoggedBlock)
      : undefined
  } catch {
    return undefined
  }
}
