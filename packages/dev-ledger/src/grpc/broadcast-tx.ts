import { TxResponse } from 'cosmjs-types/cosmos/base/abci/v1beta1/abci.js'
import { BroadcastMode, BroadcastTxRequest, BroadcastTxResponse } from 'cosmjs-types/cosmos/tx/v1beta1/service.js'
import type { QueryHandler } from '../rpc/query-handler.js'
import { QueryRefusal } from '../rpc/query-refusal.js'
import { txHash } from '../tx/verify-tx-signature.js'

/** Broadcasts a transaction; only gRPC has this method. Refusals of the check are answers. Throws QueryRefusal. */
export const broadcastTx: QueryHandler = async (chain, data) => {
  const { txBytes, mode } = decode(data)
  if (txBytes.length === 0) throw QueryRefusal.status('invalidArgument', 'invalid empty tx')
  switch (mode) {
    case BroadcastMode.BROADCAST_MODE_SYNC: {
      const { hash, check } = await chain.broadcast(txBytes)
      const { code, codespace } = check
      // What the node refuses before it asks the application comes without words (CheckCometError).
      const byNode = codespace === 'sdk' && [19, 20, 21].includes(code)
      return answer({ txhash: hash, code, codespace, rawLog: byNode ? '' : check.log })
    }
    case BroadcastMode.BROADCAST_MODE_ASYNC:
      // Answered before the check, as its name says; the refusal can be seen nowhere, as on a node.
      void chain.broadcast(txBytes).catch(() => undefined)
      return answer({ txhash: txHash(txBytes) })
    default:
      throw QueryRefusal.plain('unsupported return type ; supported types: sync, async')
  }
}

function decode(data: Uint8Array): BroadcastTxRequest {
  try {
    return BroadcastTxRequest.decode(data)
  } catch (cause) {
    throw QueryRefusal.malformed(cause)
  }
}

function answer(txResponse: Partial<TxResponse>): Uint8Array {
  return BroadcastTxResponse.encode({ txResponse: TxResponse.fromPartial(txResponse) }).finish()
}
