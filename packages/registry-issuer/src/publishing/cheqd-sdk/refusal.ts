import type { PublicationOutcome } from '../../types/publisher.js'
import type { TxVerdict } from './ledger-node.js'

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

/** What a refusal is called in an outcome. The codes are those of cosmos-sdk types/errors. */
export function refusalOf({ code, codespace }: TxVerdict): string {
  const name = codespace === 'sdk' ? names.get(code) : undefined
  return name ?? 'refused'
}

const names: ReadonlyMap<number, string> = new Map([
  [5, 'insufficient_funds'],
  [11, 'out_of_gas'],
  [32, 'wrong_sequence'],
])
