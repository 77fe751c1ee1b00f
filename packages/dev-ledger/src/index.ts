export { DevLedger } from './dev-ledger.js'
export type { DevLedgerUrls, Payer } from './dev-ledger.js'
export type { DevLedgerOptions, FeeOptions } from './dev-ledger-options.js'
export { DevLedgerError } from './errors.js'
export type { DevLedgerErrorCode } from './errors.js'
export { faucetMnemonic } from './accounts.js'
export type {
  GenesisAccount,
  GenesisDid,
  GenesisFile,
  GenesisResource,
  GenesisResourceMetadata,
  GenesisVersion,
} from './genesis/genesis-file.js'
export type { ResolverRepairs } from './resolver/ledger-view.js'
export type { FeeClass } from './tx/fees.js'
