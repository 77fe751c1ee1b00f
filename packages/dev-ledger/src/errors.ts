/** Why the development ledger could not do what it was asked. */
export type DevLedgerErrorCode =
  | 'invalid_option'
  | 'port_in_use'
  | 'listen_failed'
  | 'data_locked'
  | 'data_corrupt'
  | 'data_unusable'
  | 'invalid_import'
  | 'closed'

/** A mistake in how the development ledger is used or what it was given; refusals of transactions are answers, not this. */
export class DevLedgerError extends Error {
  constructor(
    readonly code: DevLedgerErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options)
    this.name = 'DevLedgerError'
  }
}
