import type { VerificationMethod } from '../proto/did-types.js'
import type { LedgerState } from '../state/ledger-state.js'
import type { GasMeter } from '../tx/gas-meter.js'

/** What a message is executed in. */
export interface MessageContext {
  state: LedgerState
  /** Namespace of the ledger's DIDs. */
  namespace: string
  blockTime: Date
  gas: GasMeter
  /** Whether a signature holds; when a log is replayed they are all known to. */
  verify(this: void, method: VerificationMethod, bytes: () => Uint8Array, signature: Uint8Array): boolean
}
