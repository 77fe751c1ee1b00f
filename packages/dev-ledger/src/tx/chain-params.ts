import { defaultFees, type FeeParams } from './fees.js'

/** Terms under which transactions are taken. */
export interface ChainParams {
  chainId: string
  namespace: string
  fees: FeeParams
  /** Most gas that the transactions of a block may ask for, so also most for one of them. */
  maxGas: bigint
  /** Bytes of the transactions of a block, so also of the largest. */
  maxTxBytes: number
  /** Longest memo, bytes. */
  maxMemoBytes: number
  /** Gas for each byte of a transaction. */
  txSizeCostPerByte: bigint
  /** Gas for each secp256k1 signature. */
  signatureCost: bigint
}

/**
 * Terms of mainnet's genesis.
 * unverified against the chain: governance may have raised the limits of blocks since.
 */
export const defaultChainParams = {
  fees: defaultFees,
  maxGas: 2_000_000n,
  maxTxBytes: 200_000,
  maxMemoBytes: 512,
  txSizeCostPerByte: 10n,
  signatureCost: 1000n,
}
