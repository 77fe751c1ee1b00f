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
import type { QueryHandler } from './query-handler.js'
import { QueryRefusal } from './query-refusal.js'

/** Queries of accounts, balances and the node. */
export const cosmosQueries: Readonly<Record<string, QueryHandler>> = {
  '/cosmos.auth.v1beta1.Query/Account': (chain, data) => {
    const { address } = QueryAccountRequest.decode(data)
    const account = chain.state.accounts.get(address)
    if (account === undefined) throw QueryRefusal.status('notFound', `account ${address} not found`)
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
}
