import { TxResponse } from 'cosmjs-types/cosmos/base/abci/v1beta1/abci.js'
import {
  GetTxRequest,
  GetTxResponse,
  SimulateRequest,
  SimulateResponse,
} from 'cosmjs-types/cosmos/tx/v1beta1/service.js'
import { Tx } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import { AbciError } from '../abci-error.js'
import type { Chain } from '../chain.js'
import type { QueryHandler } from './query-handler.js'
import { QueryRefusal } from './query-refusal.js'

/** Queries of transactions. */
export const txQueries: Readonly<Record<string, QueryHandler>> = {
  '/cosmos.tx.v1beta1.Service/Simulate': async (chain, data) => {
    const request = SimulateRequest.decode(data)
    const bytes = request.txBytes.length > 0 ? request.txBytes : partsOf(request)
    if (bytes.length === 0) throw QueryRefusal.status('invalidArgument', 'empty txBytes is not allowed')
    const { code, log, gasUsed, gasWanted, data: result } = await simulate(chain, bytes)
    if (code !== 0) throw QueryRefusal.status('unknown', `${log} with gas used: '${gasUsed}'`)
    return SimulateResponse.encode({
      gasInfo: { gasWanted, gasUsed },
      result: { data: result, log: '', events: [], msgResponses: [] },
    }).finish()
  },
  '/cosmos.tx.v1beta1.Service/GetTx': (chain, data) => {
    const { hash } = GetTxRequest.decode(data)
    if (hash === '') throw QueryRefusal.status('invalidArgument', 'tx hash cannot be empty')
    const record = chain.find(hash.toUpperCase())
    if (record === undefined) throw QueryRefusal.status('notFound', `tx not found: ${hash}`)
    const { result } = record
    return GetTxResponse.encode({
      tx: Tx.decode(record.bytes),
      txResponse: TxResponse.fromPartial({
        height: BigInt(record.height),
        txhash: record.hash,
        codespace: result.codespace,
        code: result.code,
        data: Buffer.from(result.data).toString('hex').toUpperCase(),
        rawLog: result.log,
        gasWanted: result.gasWanted,
        gasUsed: result.gasUsed,
        timestamp: chain.blocks[record.height - 1]?.time.toISOString() ?? '',
      }),
    }).finish()
  },
}

/** The bytes of a transaction that was sent in parts, as clients such as cosmjs do. */
function partsOf(request: SimulateRequest): Uint8Array {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the field is what those clients fill
  return request.tx === undefined ? new Uint8Array() : Tx.encode(request.tx).finish()
}

async function simulate(chain: Chain, bytes: Uint8Array): ReturnType<Chain['simulate']> {
  try {
    return await chain.simulate(bytes)
  } catch (error) {
    if (error instanceof AbciError) throw QueryRefusal.status('unknown', `${error.message} with gas used: '0'`)
    throw error
  }
}
