import { AbciError } from '../abci-error.js'
import type { FeeRange } from '../proto/codecs.js'
import { fixedPoint } from './fixed-point.js'

/** Classes of messages with a price of their own. */
export type FeeClass = 'createDid' | 'updateDid' | 'deactivateDid' | 'image' | 'json' | 'default'

/** Prices and their terms. */
export interface FeeParams {
  /** Price of each class: an amount in USD, as decimal text. */
  usd: Readonly<Record<FeeClass, string>>
  /** Price of 1 CHEQ in USD, as decimal text. */
  cheqPrice: string
  /** Share of a fee that is burnt, as decimal text. */
  burnFactor: string
  /** Price of gas as the fee market gives it, decimal text: 1/10,000 of the ncheq that a unit of gas costs a transaction without DID messages. */
  gasPrice: string
}

/**
 * The fixed prices in USD of cheqd's local network, and the price that its mock oracle gives.
 * unverified against the chain: governance sets both.
 */
export const defaultFees: FeeParams = {
  usd: { createDid: '2', updateDid: '1', deactivateDid: '0.4', image: '0.1', json: '0.4', default: '0.2' },
  cheqPrice: '0.05',
  burnFactor: '0.5',
  gasPrice: '0.5',
}

/** USD with 18 decimals to ncheq, as the chain's oracle converts. */
export function usdToNcheq(usd18: bigint, cheqPrice: string): bigint {
  return (fixedPoint.divide(usd18, fixedPoint.parse(cheqPrice)) * 1_000_000_000n) / fixedPoint.one
}

/** The class's price as a range of one value, in `usd` with 18 decimals. */
export function feeRange(params: FeeParams, feeClass: FeeClass): FeeRange {
  const amount = fixedPoint.parse(params.usd[feeClass]).toString()
  return { denom: 'usd', minAmount: amount, maxAmount: amount }
}

/** Class of a resource, by its media type (ante/tx_msg_filters.go). */
export function resourceFeeClass(mediaType: string): FeeClass {
  if (mediaType.startsWith('image/')) return 'image'
  return mediaType.startsWith('application/json') ? 'json' : 'default'
}

/** A coin of a fee. */
export interface FeeCoin {
  denom: string
  amount: string
}

/**
 * ncheq to take for one message: the price itself, not what was offered (validateCrossDenomFixedFee).
 * Throws when the fee offered does not cover it.
 */
export function messageFee(params: FeeParams, feeClass: FeeClass, offered: readonly FeeCoin[]): bigint {
  const [first] = offered
  // unverified against the chain: it indexes an empty fee and panics
  if (first === undefined)
    throw new AbciError('panic', 'recovered: runtime error: index out of range [0] with length 0')
  const native = offered.find((coin) => coin.denom === 'ncheq')
  if (native === undefined) throw AbciError.unregistered(`unsupported cross-denom fixed fee: user paid ${first.denom}`)
  const usd18 = fixedPoint.parse(params.usd[feeClass])
  const usd6 = fixedPoint.divide((usd18 / 1_000_000_000_000n) * fixedPoint.one, fixedPoint.parse(params.cheqPrice))
  const needed = (usd6 * 1_000_000_000n) / 1_000_000n / fixedPoint.one
  if (BigInt(native.amount) < needed)
    throw AbciError.unregistered(`insufficient fee: need at least ${needed}, got ${native.amount}`)
  return needed
}

/** Factor between the fee market's gas price and ncheq (x/did/types FeeOffset). */
const gasPriceOffset = 10_000n

/** ncheq that an amount of gas costs, rounded up. */
export function gasFee(params: FeeParams, gas: bigint): bigint {
  return (fixedPoint.parse(params.gasPrice) * gasPriceOffset * gas + fixedPoint.one - 1n) / fixedPoint.one
}
