import type { GenesisFile } from './genesis/genesis-file.js'
import type { ResolverRepairs } from './resolver/ledger-view.js'
import type { FeeClass } from './tx/fees.js'

/** Prices; what is left out is cheqd's own. */
export interface FeeOptions {
  /** USD for each class of message, as decimal text. */
  usd?: Partial<Record<FeeClass, string>>
  /** USD for 1 CHEQ, as decimal text. */
  cheqPrice?: string
  /** Price of gas as the fee market gives it, in 10,000 ncheq, as decimal text. */
  gasPrice?: string
}

/** How to start a development ledger. Every field has a default. */
export interface DevLedgerOptions {
  /** Port of the node's RPC; 0 for a free one. 26657 by default. */
  rpcPort?: number
  /** Port of the node's gRPC, without TLS; 0 for a free one. 9090 by default. */
  grpcPort?: number
  /** Port of the resolver's API and the faucet; 0 for a free one. 8080 by default. */
  resolverPort?: number
  /** Address to listen on; 127.0.0.1 by default. Others on the network can reach any other. */
  host?: string
  /** Namespace of the DIDs; `testnet` by default. */
  namespace?: 'testnet' | 'mainnet'
  /** `cheqd-testnet-dev`, or `cheqd-mainnet-dev`, by default. The SDK takes the network from it. */
  chainId?: string
  /** Prices of transactions. */
  fees?: FeeOptions
  /** Most gas that a block's transactions may ask for, and one alone; 2,000,000 by default, as mainnet's genesis. */
  maxGas?: number
  /** Bytes of a block's transactions, and of the largest; 200,000 by default, as mainnet's genesis. */
  maxTxBytes?: number
  /** Time of the next block; the machine's clock by default. Blocks never go back in time. */
  clock?: () => Date
  /** Milliseconds between blocks; 0, the default, makes a block for each transaction at once. */
  blockTimeMs?: number
  /** Folder that keeps the ledger; in memory alone by default. */
  data?: string
  /** Removes the ledger that is in the data folder. */
  fresh?: boolean
  /** State to begin with: a genesis file, or its path. */
  import?: GenesisFile | string
  /** Lets anybody who reaches the resolver's port put the clock (`POST /dev/time`); off by default. */
  timeControl?: boolean
  /** Hears of every request, one line each. */
  log?: (line: string) => void
  /** Faults of the real resolver to repair; none by default. */
  repairs?: ResolverRepairs
}
