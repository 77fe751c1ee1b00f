import { AuthInfo, TxBody, TxRaw } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx.js'
import { AbciError } from '../abci-error.js'
import { codecs } from '../proto/codecs.js'
import type { DeactivatePayload, DidDocPayload, SignedMessage } from '../proto/did-types.js'
import type { ResourcePayload } from '../proto/resource-types.js'

/** A message that the ledger can execute. */
export type LedgerMessage =
  | { typeUrl: '/cheqd.did.v2.MsgCreateDidDoc'; value: SignedMessage<DidDocPayload> }
  | { typeUrl: '/cheqd.did.v2.MsgUpdateDidDoc'; value: SignedMessage<DidDocPayload> }
  | { typeUrl: '/cheqd.did.v2.MsgDeactivateDidDoc'; value: SignedMessage<DeactivatePayload> }
  | { typeUrl: '/cheqd.resource.v2.MsgCreateResource'; value: SignedMessage<ResourcePayload> }
  | { typeUrl: '/cosmos.bank.v1beta1.MsgSend'; value: MsgSend }

/** A transaction taken apart; the raw parts are what its signatures cover. */
export interface DecodedTx {
  bytes: Uint8Array
  raw: TxRaw
  body: TxBody
  authInfo: AuthInfo
  messages: LedgerMessage[]
}

/**
 * Takes a transaction apart. Throws `tx parse error` (sdk 2), or 6 for a message that the ledger does not know.
 * @param trusted - it comes from the ledger's own log, where its encoding was judged before.
 */
export function decodeTx(bytes: Uint8Array, trusted = false): DecodedTx {
  try {
    const raw = TxRaw.decode(bytes)
    // ADR-027: one transaction has one encoding. Otherwise a stranger could change bytes that no signature covers, and
    // the same transaction would go by two hashes.
    if (!trusted && !Buffer.from(TxRaw.encode(raw).finish()).equals(bytes))
      throw new AbciError('txDecode', 'non-canonical encoding')
    const body = TxBody.decode(raw.bodyBytes)
    const authInfo = AuthInfo.decode(raw.authInfoBytes)
    return { bytes, raw, body, authInfo, messages: body.messages.map(decodeMessage) }
  } catch (error) {
    if (error instanceof AbciError) throw error
    throw new AbciError('txDecode', error instanceof Error ? error.message : 'malformed protobuf')
  }
}

function decodeMessage({ typeUrl, value }: { typeUrl: string; value: Uint8Array }): LedgerMessage {
  switch (typeUrl) {
    case '/cheqd.did.v2.MsgCreateDidDoc':
      return { typeUrl, value: codecs.createDid.decode(value) }
    case '/cheqd.did.v2.MsgUpdateDidDoc':
      return { typeUrl, value: codecs.updateDid.decode(value) }
    case '/cheqd.did.v2.MsgDeactivateDidDoc':
      return { typeUrl, value: codecs.deactivateDid.decode(value) }
    case '/cheqd.resource.v2.MsgCreateResource':
      return { typeUrl, value: codecs.createResource.decode(value) }
    case '/cosmos.bank.v1beta1.MsgSend':
      return { typeUrl, value: MsgSend.decode(value) }
    default:
      throw new AbciError('txDecode', `unable to resolve type URL ${typeUrl}`)
  }
}

/** Whether a transaction pays the fixed prices of DID messages instead of gas (ante IsTaxableTxLite). */
export function isTaxable(tx: DecodedTx): boolean {
  return tx.messages.some(({ typeUrl }) => typeUrl.startsWith('/cheqd.'))
}
