import * as oracle from '@cheqd/ts-proto/cheqd/oracle/v2/index.js'
import { codec } from '../proto/codec.js'
import { codecs } from '../proto/codecs.js'
import { usdToNcheq } from '../tx/fees.js'
import { fixedPoint } from '../tx/fixed-point.js'
import type { QueryHandler } from './query-handler.js'
import { QueryRefusal } from './query-refusal.js'

const oracleParams = codec<{ params: Record<string, unknown> }>(oracle.QueryParamsResponse)

/** One price for every average: the dev ledger's oracle has one opinion. */
const averagePrice: QueryHandler = ({ params: { fees } }) =>
  codecs.oraclePriceResponse.encode({ price: fixedPoint.parse(fees.cheqPrice).toString() })

/** Queries of x/oracle and of the fee market; the SDK asks them before every transaction. */
export const feeQueries: Readonly<Record<string, QueryHandler>> = {
  '/cheqd.oracle.v2.Query/Params': () =>
    oracleParams.encode({
      params: {
        votePeriod: 5n,
        voteThreshold: '500000000000000000',
        rewardBands: [],
        rewardDistributionWindow: 5256000n,
        acceptList: [{ baseDenom: 'ncheq', symbolDenom: 'CHEQ', exponent: 9 }],
        slashFraction: '0',
        slashWindow: 100800n,
        minValidPerWindow: '50000000000000000',
        mandatoryList: [],
        historicStampPeriod: 36n,
        medianStampPeriod: 180n,
        maximumPriceStamps: 60n,
        maximumMedianStamps: 24n,
        currencyPairProviders: [],
        currencyDeviationThresholds: [],
        usdcIbcDenom: '',
        slashingEnabled: false,
        averagingWindow: 3n,
      },
    }),
  '/cheqd.oracle.v2.Query/ConvertUSDCtoCHEQ': ({ params: { fees } }, data) => {
    const { amount } = codecs.convertUsd.decode(data)
    const match = /^(\d{1,60})usd$/.exec(amount)
    if (match === null) throw QueryRefusal.plain(`invalid amount format: ${amount}`)
    const ncheq = usdToNcheq(BigInt(match[1] ?? '0'), fees.cheqPrice)
    if (ncheq === 0n) throw QueryRefusal.plain('conversion error: converted amount is zero')
    return codecs.convertUsdResponse.encode({ amount: `${ncheq}ncheq` })
  },
  '/cheqd.oracle.v2.Query/WMA': averagePrice,
  '/cheqd.oracle.v2.Query/EMA': averagePrice,
  '/cheqd.oracle.v2.Query/SMA': averagePrice,
  '/feemarket.feemarket.v1.Query/GasPrice': ({ params: { fees } }, data) => {
    const { denom } = codecs.gasPrice.decode(data)
    if (denom !== 'ncheq') throw QueryRefusal.plain(`denom ${denom} not registered in host zone`)
    return codecs.gasPriceResponse.encode({ price: gasPrice(fees.gasPrice) })
  },
  '/feemarket.feemarket.v1.Query/GasPrices': ({ params: { fees } }) =>
    codecs.gasPricesResponse.encode({ prices: [gasPrice(fees.gasPrice)] }),
}

function gasPrice(decimal: string): { denom: string; amount: string } {
  return { denom: 'ncheq', amount: fixedPoint.parse(decimal).toString() }
}
