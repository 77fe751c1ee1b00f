import { BaseAccount } from 'cosmjs-types/cosmos/auth/v1beta1/auth.js'
import { QueryAccountRequest, QueryAccountResponse } from 'cosmjs-types/cosmos/auth/v1beta1/query.js'
import {
  QueryAllBalancesRequest,
  QueryAllBalancesResponse,
  QueryBalanceRequest,
  QueryBalanceResponse,
} from 'cosmjs-types/cosmos/bank/v1beta1/query.js'
import { GetNodeInfoResponse } from 'cosmjs-types/cosmos/base/tendermint/v1beta1/query.js'
import { PubKey } from 'cosmjs-types/cosmos/crypto/secp256k1/keys.js'
import {
  GetTxRequest,
  GetTxResponse,
  SimulateRequest,
  SimulateResponse,
} from 'cosmjs-types/cosmos/tx/v1beta1/service.js'
import { Tx } from 'cosmjs-types/cosmos/tx/v1beta1/tx.js'
import { TxResponse } from 'cosmjs-types/cosmos/base/abci/v1beta1/abci.js'
import { AbciError } from '../abci-error.js'
import type { Chain } from '../chain.js'
import { didQueries } from './did-queries.js'
import { feeQueries } from './fee-queries.js'
import type { QueryHandler } from './query-handler.js'
import { resourceQueries } from './resource-queries.js'

const cosmosQueries: Readonly<Record<string, QueryHandler>> = {
  '/cosmos.auth.v1beta1.Query/Account': (chain, data) => {
    const { address } = QueryAccountRequest.decode(data)
    const account = chain.state.accounts.get(address)
    if (account === undefined)
      throw new AbciError('keyNotFound', `rpc error: code = NotFound desc = account ${address} not found`)
    const pubKey =
      account.publicKey === undefined
        ? undefined
        : {
            typeUrl: '/cosmos.crypto.secp256k1.PubKey',
            value: PubKey.encode({ key: account.publicKey }).finish(),
          }
    const { accountNumber, sequence } = account
    return QueryAccountResponse.encode({
      account: {
        typeUrl: '/cosmos.auth.v1beta1.BaseAccount',
        value: BaseAccount.encode({ address, pubKey, accountNumber, sequence }).finish(),
      },
    }).finish()
  },
  '/cosmos.bank.v1beta1.Query/Balance': (chain, data) => {
    const { address, denom } = QueryBalanceRequest.decode(data)
    const amount = denom === 'ncheq' ? chain.state.balance(address) : 0n
    return QueryBalanceResponse.encode({ balance: { denom, amount: amount.toString() } }).finish()
  },
  '/cosmos.bank.v1beta1.Query/AllBalances': (chain, data) => {
    const amount = chain.state.balance(QueryAllBalancesRequest.decode(data).address)
    const balances = amount === 0n ? [] : [{ denom: 'ncheq', amount: amount.toString() }]
    return QueryAllBalancesResponse.encode({ balances }).finish()
  },
  '/cosmos.base.tendermint.v1beta1.Service/GetNodeInfo': (chain) =>
    GetNodeInfoResponse.encode(
      GetNodeInfoResponse.fromPartial({
        defaultNodeInfo: { network: chain.params.chainId, version: '0.38.17', moniker: 'cheqd-dev-ledger' },
        applicationVersion: { name: 'cheqd', appName: 'cheqd-noded', cosmosSdkVersion: 'v0.50.0' },
      }),
    ).finish(),
  '/cosmos.tx.v1beta1.Service/Simulate': async (chain, data) => {
    const request = SimulateRequest.decode(data)
    const result = await chain.simulate(request.txBytes.length > 0 ? request.txBytes : partsOf(request))
    if (result.code !== 0) throw AbciError.unregistered(result.log).wrap('rpc error')
    return SimulateResponse.encode({
      gasInfo: { gasWanted: result.gasWanted, gasUsed: result.gasUsed },
      result: { data: result.data, log: '', events: [], msgResponses: [] },
    }).finish()
  },
  '/cosmos.tx.v1beta1.Service/GetTx': (chain, data) => {
    const { hash } = GetTxRequest.decode(data)
    const record = chain.find(hash.toUpperCase())
    if (record === undefined)
      throw new AbciError('keyNotFound', `rpc error: code = NotFound desc = tx not found: ${hash}`)
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

const queries: Readonly<Record<string, QueryHandler>> = {
  ...cosmosQueries,
  ...didQueries,
  ...resourceQueries,
  ...feeQueries,
}

/** The bytes of a transaction that was sent in parts, as clients such as cosmjs do. */
function partsOf(request: SimulateRequest): Uint8Array {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the field is what those clients fill
  return request.tx === undefined ? new Uint8Array() : Tx.encode(request.tx).finish()
}

/** Paths of all queries that the ledger answers. */
export const queryPaths: readonly string[] = Object.keys(queries)

/** Answers the query of a path. Throws AbciError: 6 for a path that is unknown, and for all that a module refuses. */
export async function runQuery(chain: Chain, path: string, data: Uint8Array): Promise<Uint8Array> {
  const handler = Object.hasOwn(queries, path) ? queries[path] : undefined
  if (handler === undefined) throw new AbciError('unknownRequest', `unknown query path: ${path}`)
  try {
    return await handler(chain, data)
  } catch (error) {
    if (error instanceof AbciError) throw error
    throw new AbciError('unknownRequest', error instanceof Error ? error.message : 'malformed query')
  }
}
