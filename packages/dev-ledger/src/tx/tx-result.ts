import type { AbciError } from '../abci-error.js'

/** An event that a transaction tells of. */
export interface TxEvent {
  type: string
  attributes: Readonly<Record<string, string>>
}

/** What became of a transaction; code 0 is success. */
export interface TxResult {
  code: number
  codespace: string
  log: string
  data: Uint8Array
  events: TxEvent[]
  gasWanted: bigint
  gasUsed: bigint
}

/** The result of a transaction that was refused before it took any gas. */
export function refusedResult(error: AbciError, gasWanted = 0n, gasUsed = 0n): TxResult {
  return {
    code: error.code,
    codespace: error.codespace,
    log: error.message,
    data: new Uint8Array(),
    events: [],
    gasWanted,
    gasUsed,
  }
}
