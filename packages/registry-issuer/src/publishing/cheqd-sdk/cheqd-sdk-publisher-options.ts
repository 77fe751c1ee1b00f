import type { OfflineDirectSigner } from '@cosmjs/proto-signing'

/** Where the mnemonic of the account that pays is to be read. It is never written into a configuration. */
export interface MnemonicSource {
  /** Name of the environment variable that holds it, such as `CHEQD_PAYER_MNEMONIC`. */
  mnemonicFrom: string
}

/** How a `CheqdSdkPublisher` behaves. */
export interface CheqdSdkPublisherOptions {
  /** URL of the RPC of a node: HTTPS, or HTTP within a network that you trust. */
  rpcUrl: string
  /** The network of that node; DIDs of another are refused. */
  network: 'mainnet' | 'testnet'
  /** Who pays and signs the transactions: a signer with one secp256k1 account, or where its mnemonic is. */
  payer: OfflineDirectSigner | MnemonicSource
  /** Most CHEQ to offer for one resource, whatever the node says that it costs. Default 100. */
  maxFee?: number
  /** Most gas of a transaction, 200,000 or more. Default 2,000,000, as the genesis of mainnet allows. */
  maxGas?: number
  /** Most bytes of a transaction. Default 180,000, since the genesis of mainnet allows blocks of 200,000. */
  maxTransactionBytes?: number
  /** Most transactions on their way at the same time. Default 16. */
  maxInFlight?: number
  /** Milliseconds to wait for one resource to be committed before its outcome is unknown. Default 120,000. */
  timeoutMs?: number
  /** Milliseconds between two looks whether a transaction is committed. Default 500. */
  pollMs?: number
}
