import { QueryParamsRequest, QueryParamsResponse } from '@cheqd/ts-proto/cheqd/resource/v2/index.js'
import { ConvertUSDCtoCHEQRequest, ConvertUSDCtoCHEQResponse } from '@cheqd/ts-proto/cheqd/oracle/v2/index.js'
import type { LedgerNode } from './ledger-node.js'
import { NodeError } from './node-error.js'

/** What the ledger asks for a resource of each class, in ncheq. */
export type ResourcePrices = Readonly<Record<'image' | 'json' | 'default', bigint>>

/** A price of the resource module: `usd` with 18 decimals, or `ncheq`. */
interface FeeRange {
  denom: string
  /** Decimal digits; empty where there is no bound. */
  minAmount: string
  maxAmount: string
}

/** Hundredths of a percent that the oracle's price may move before the transaction is in a block; cheqd's SDK takes as much. */
const slippageBps = 500n

/**
 * Asks what resources cost. The price of a class stands in the module's parameters: fixed where least and most are the
 * same, else a range; in USD it is converted at the oracle's price of the moment.
 */
export async function resourcePrices(node: LedgerNode, signal?: AbortSignal): Promise<ResourcePrices> {
  const answer = await node.query('/cheqd.resource.v2.Query/Params', QueryParamsRequest.encode({}).finish(), signal)
  const { params } = answer.code === 0 ? QueryParamsResponse.decode(answer.value) : { params: undefined }
  if (params === undefined) throw new NodeError('the node does not say what resources cost', false)
  const [image, json, other] = await Promise.all(
    [params.image, params.json, params.default].map((ranges) => priceOf(ranges, node, signal)),
  )
  return { image: image as bigint, json: json as bigint, default: other as bigint }
}

/**
 * The fee that a transaction must offer. The ledger compares the whole offer with the price of each message by itself,
 * and takes the sum of the prices (x post/tax.go, ante/tx_msg_filters.go). So the dearest message decides; the sum must
 * not be offered, since under a range of prices each message would be taxed with all of it.
 */
export function feeToOffer(
  prices: ResourcePrices,
  contents: readonly { data: Uint8Array; mediaType: string }[],
): bigint {
  return contents.map((content) => prices[feeClass(content)]).reduce((most, price) => (price > most ? price : most), 0n)
}

/** The ledger finds the class by the content, whatever it is told; so JSON is what reads as JSON. */
function feeClass({ data, mediaType }: { data: Uint8Array; mediaType: string }): keyof ResourcePrices {
  if (mediaType.startsWith('image/')) return 'image'
  try {
    JSON.parse(Buffer.from(data).toString('utf8'))
    return 'json'
  } catch {
    return 'default'
  }
}

async function priceOf(ranges: readonly FeeRange[], node: LedgerNode, signal?: AbortSignal): Promise<bigint> {
  const fixed = ranges.find(({ minAmount, maxAmount }) => minAmount !== '' && minAmount === maxAmount)
  const least = await Promise.all((fixed === undefined ? ranges : [fixed]).map((range) => inNcheq(range, node, signal)))
  return least.reduce((most, price) => (price > most ? price : most), 0n)
}

async function inNcheq({ denom, minAmount }: FeeRange, node: LedgerNode, signal?: AbortSignal): Promise<bigint> {
  if (minAmount === '') return 0n
  if (!/^\d{1,40}$/.test(minAmount)) throw new NodeError('the node gives a price that is no number', false)
  if (denom === 'ncheq') return BigInt(minAmount)
  if (denom !== 'usd')
    throw new NodeError(`the node gives a price in ${denom.slice(0, 16)}, which is not known here`, false)
  const request = ConvertUSDCtoCHEQRequest.encode({
    amount: `${minAmount}usd`,
    maType: 'wma',
    wmaStrategy: 'BALANCED',
    customWeights: [],
  }).finish()
  const { code, value } = await node.query('/cheqd.oracle.v2.Query/ConvertUSDCtoCHEQ', request, signal)
  const amount = code === 0 ? /^(\d{1,40})ncheq$/.exec(ConvertUSDCtoCHEQResponse.decode(value).amount)?.[1] : undefined
  if (amount === undefined) throw new NodeError('the ledger has no price of CHEQ', false)
  return (BigInt(amount) * (10_000n + slippageBps)) / 10_000n
}
