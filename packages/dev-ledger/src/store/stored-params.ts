import type { ChainParams } from '../tx/chain-params.js'
import type { StoredParams } from './data-folder.js'

/** Terms as they are written down. */
export function storeParams(params: ChainParams): StoredParams {
  return {
    ...params,
    maxGas: params.maxGas.toString(),
    txSizeCostPerByte: params.txSizeCostPerByte.toString(),
    signatureCost: params.signatureCost.toString(),
  }
}

/** Terms as they were written down. */
export function restoreParams(stored: StoredParams): ChainParams {
  return {
    ...stored,
    maxGas: BigInt(stored.maxGas),
    txSizeCostPerByte: BigInt(stored.txSizeCostPerByte),
    signatureCost: BigInt(stored.signatureCost),
  }
}
