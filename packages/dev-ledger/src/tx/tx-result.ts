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
