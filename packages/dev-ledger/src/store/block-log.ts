import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { DevLedgerError } from '../errors.js'
import { errnoOf, usable } from './usable.js'

/** A transaction as the log keeps it. */
export interface LoggedTx {
  /** Base64. */
  tx: string
  code: number
  codespace?: string
  log?: string
  gasUsed: string
  /** Media types that were detected, by the index of their message: another version's detection may differ. */
  mediaTypes?: [number, string][]
}

/** A block as the log keeps it: one line of JSON. */
export interface LoggedBlock {
  height: number
  time: string
  txs: LoggedTx[]
  /** Hash over the block before it and this one's transactions: it binds the lines in their order. */
  appHash: string
}

/** Bytes that are read at a time. */
const chunkBytes = 1024 * 1024

/** An append-only file of blocks. What {@link append} returned from is on the disk. */
export class BlockLog {
  /** Bytes cut off by {@link read} because the last block had been written in part. */
  tornBytes = 0
  private failed = false

  private constructor(
    private readonly path: string,
    private readonly file: number,
  ) {}

  /** Opens a log, and makes it where there is none. Throws DevLedgerError `data_unusable`. */
  static open(path: string): BlockLog {
    return new BlockLog(
      path,
      usable(path, () => openSync(path, 'a+')),
    )
  }

  /**
   * Reads the blocks, one after the other: a log can be larger than what it says. A last line that is not whole is cut
   * off: it was never acknowledged. Throws DevLedgerError `data_corrupt` when a line before the last is broken, which no
   * interrupted writing explains.
   */
  *read(): Generator<LoggedBlock> {
    let number = 1
    let end = 0
    for (const line of readLines(this.file)) {
      const block = parseLine(line.text)
      if (block === undefined && !line.isLast)
        throw new DevLedgerError(
          'data_corrupt',
          `${this.path}: block ${number} at byte ${line.start} is broken and others follow it: restore the file, or start afresh`,
        )
      if (block === undefined) break
      yield block
      number++
      end = line.end
    }
    this.tornBytes = fstatSync(this.file).size - end
    if (this.tornBytes === 0) return
    ftruncateSync(this.file, end)
    fsyncSync(this.file)
  }

  /**
   * Adds a block and waits until the disk has it. Throws DevLedgerError `data_unusable` where it can't be written, as on
   * a full disk; nothing of the block is left then.
   */
  append(block: LoggedBlock): void {
    if (this.failed) throw notWritten(this.path, undefined)
    const { size } = fstatSync(this.file)
    try {
      const line = Buffer.from(`${JSON.stringify(block)}\n`)
      for (let written = 0; written < line.length;) written += writeSync(this.file, line, written)
      fsyncSync(this.file)
    } catch (cause) {
      this.takeBack(size)
      throw notWritten(this.path, cause)
    }
  }

  /** Cuts off what was written of a block; where even that fails, nothing may follow it. */
  private takeBack(size: number): void {
    try {
      ftruncateSync(this.file, size)
      fsyncSync(this.file)
    } catch {
      this.failed = true
    }
  }

  close(): void {
    closeSync(this.file)
  }
}

function notWritten(path: string, cause: unknown): DevLedgerError {
  const why = cause === undefined ? 'an earlier writing failed' : errnoOf(cause)
  return new DevLedgerError(
    'data_unusable',
    `can't write ${path} (${why}), so the block was not kept: make room or mend the disk, and start again`,
    { cause },
  )
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

/** A line of the log and where it stands. */
interface Line {
  text: string
  /** Byte where it begins, and the one after its newline. */
  start: number
  end: number
  isLast: boolean
}

/** The lines of a file; what follows the last newline is none. */
function* readLines(file: number): Generator<Line> {
  const { size } = fstatSync(file)
  let start = 0
  let rest = Buffer.alloc(0)
  for (let position = 0; position < size;) {
    const chunk = Buffer.alloc(Math.min(chunkBytes, size - position))
    const length = readSync(file, chunk, 0, chunk.length, position)
    if (length === 0) return
    position += length
    rest = Buffer.concat([rest, chunk.subarray(0, length)])
    let from = 0
    for (let newline = rest.indexOf(10); newline !== -1; newline = rest.indexOf(10, from)) {
      const end = start + newline + 1 - from
      yield { text: rest.toString('utf8', from, newline), start, end, isLast: end === size }
      start = end
      from = newline + 1
    }
    rest = rest.subarray(from)
  }
}
