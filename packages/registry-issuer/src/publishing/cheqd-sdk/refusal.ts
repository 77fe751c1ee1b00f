import type { PublicationOutcome } from '../../types/publisher.js'
import type { CommittedTx, TxVerdict } from './ledger-node.js'

/** What became of a resource whose id is another's. */
export const different: PublicationOutcome = {
  state: 'different',
  code: 'resource_exists',
  message: 'the ledger has another resource under this id',
}

/** Another transaction has used the sequence number. */
export const isWrongSequence = (verdict: TxVerdict): boolean => refusalOf(verdict) === 'wrong_sequence'

/** The node can't take a transaction just now. */
export const isMempoolFull = ({ code, codespace }: TxVerdict): boolean => codespace === 'sdk' && code === 20

/** The node asks for a higher fee than was offered: its least price of gas may have moved since. */
export const isFeeTooLow = ({ code, codespace }: TxVerdict): boolean => codespace === 'sdk' && code === 13

/**
 * What a refusal is called in an outcome: `refused`, which is final, only where the ledger has executed the transaction, or
 * one of cheqd's modules has looked at the resource and said no. A node's check alone, before a block, refuses for reasons
 * of its own, which may be others tomorrow (`failed`).
 *
 * The codes are those of cosmos-sdk types/errors and of x/resource types/error.go.
 */
export function refusalOf(verdict: TxVerdict | CommittedTx): string {
  const { code, codespace } = verdict
  const isFinal = 'height' in verdict || codespace === 'cheqd' || codespace === 'resource'
  return names.get(`${codespace} ${String(code)}`) ?? (isFinal ? 'refused' : 'failed')
}

const names: ReadonlyMap<string, string> = new Map([
  ['sdk 5', 'insufficient_funds'],
  ['sdk 11', 'out_of_gas'],
  ['sdk 13', 'insufficient_funds'],
  ['sdk 32', 'wrong_sequence'],
  ['resource 2200', 'resource_exists'],
])
