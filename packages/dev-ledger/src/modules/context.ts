import type { LedgerState } from '../state/ledger-state.js'
import type { GasMeter } from '../tx/gas-meter.js'

/** What a message is executed in. */
export interface MessageContext {
  state: LedgerState
  /** Namespace of the ledger's DIDs. */
  namespace: string
  blockTime: Date
  gas: GasMeter
}
