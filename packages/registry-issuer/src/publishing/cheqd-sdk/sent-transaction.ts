import type { FeePayer } from './fee-payer.js'
import type { LedgerNode } from './ledger-node.js'
import type { QueuedResource } from './queued-resource.js'

/** A transaction that the node may have had. */
export interface SentTransaction {
  items: readonly QueuedResource[]
  bytes: Uint8Array
  hash: string
  sequence: number
  sentAt: number
  /** When it was last looked into why it is not in a block. */
  lookedAt: number
  /** How often its sequence number was found used, and it was in no block all the same. */
  overtaken: number
}

/** Looks after which a transaction whose sequence number is used is no more waited for: a node indexes within moments. */
const maxOvertaken = 3

/** Whether a transaction can't come any more: another one has its number. One that the node has forgotten is sent again. */
export async function isLost(sent: SentTransaction, node: LedgerNode, payer: FeePayer): Promise<boolean> {
  const { sequence } = await payer.state(node)
  if (sequence > sent.sequence) {
    sent.overtaken += 1
    return sent.overtaken >= maxOvertaken
  }
  // The very same bytes: what is there already is not taken twice.
  await node.broadcast(sent.bytes)
  return false
}
