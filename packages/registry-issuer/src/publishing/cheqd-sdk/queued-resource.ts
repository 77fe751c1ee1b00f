import type { TrustRegistryIssuerContext } from '../../types/ITrustRegistryIssuer.js'
import type { PublicationOutcome, ResourceToPublish } from '../../types/publisher.js'
import type { EncodedMessage } from './resource-message.js'

/** A resource on its way to the ledger. */
export interface QueuedResource {
  readonly resource: ResourceToPublish
  /** The unique id of its DID. */
  readonly collectionId: string
  readonly context: TrustRegistryIssuerContext
  readonly signal: AbortSignal | undefined
  /** Its message, once it is signed. */
  message?: EncodedMessage
  /** Most messages of a transaction that it may be in: fewer each time that one was refused. */
  maxGroup: number
  /** How often it was refused in a transaction of its own. */
  refusals: number
  /** When its first transaction was signed, by `performance.now()`. */
  firstSentAt?: number
  /** Whether it gets all the gas that a transaction may have, since the estimate was too low. */
  needsAllGas: boolean
  /** Tells whoever waits; called once. */
  readonly settle: (outcome: PublicationOutcome) => void
}

/** What becomes of what was not sent before its call was aborted. */
export const aborted = {
  state: 'absent',
  code: 'aborted',
  message: 'it was not sent, since the call was aborted',
} as const
