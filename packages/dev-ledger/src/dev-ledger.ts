import { deriveSigner, faucetMnemonic, newMnemonic } from './accounts.js'
import type { DevLedgerOptions } from './dev-ledger-options.js'
import { Faucet } from './faucet/faucet.js'
import { buildGrpcServer } from './grpc/grpc-server.js'
import { exportGenesis } from './genesis/export-genesis.js'
import type { GenesisFile } from './genesis/genesis-file.js'
import { listen, listenGrpc } from './listen.js'
import { openChain, type OpenChain } from './open-chain.js'
import { readOptions } from './read-options.js'
import { LedgerView } from './resolver/ledger-view.js'
import { buildResolverServer, type SideRoute } from './resolver/resolver-server.js'
import { buildRpcServer } from './rpc/rpc-server.js'
import { SettableClock } from './settable-clock.js'
import { statusPage } from './status-page.js'
import { timeRoutes } from './time-routes.js'

/** Where a development ledger answers. */
export interface DevLedgerUrls {
  /** The node's RPC (CometBFT JSON-RPC). */
  rpc: string
  /** The node's gRPC as clients take it, `host:port`; it speaks without TLS. */
  grpc: string
  /** The resolver's API without a path; DIDs are under `/1.0/identifiers/`. */
  resolver: string
  /** `POST {"address": "cheqd1…"}` here for ncheq. */
  faucet: string
}

/** An account that can pay for transactions. */
export interface Payer {
  address: string
  /** For tests only, like everything here. */
  mnemonic: string
}

/**
 * A cheqd ledger and resolver for development and tests. It is no chain and has no consensus.
 * @example
 * ```ts
 * const ledger = await DevLedger.start({ rpcPort: 0, grpcPort: 0, resolverPort: 0 })
 * const cosmosPayerSeed = ledger.faucetMnemonic
 * const provider = new CheqdDIDProvider({ defaultKms: 'local', cosmosPayerSeed, rpcUrl: ledger.urls.rpc })
 * await ledger.close()
 * ```
 */
export class DevLedger {
  /** Mnemonic of the funded accounts, for tests only; its first account is the one that SDKs take. */
  readonly faucetMnemonic = faucetMnemonic
  readonly chainId: string
  readonly namespace: string
  /** Addresses of the funded accounts of {@link faucetMnemonic}. */
  readonly accounts: readonly string[]
  /** What happened at the start that somebody should know, such as parts of an import that were left out. */
  readonly notes: readonly string[]

  private constructor(
    private readonly opened: OpenChain,
    private readonly faucet: Faucet,
    private readonly clock: SettableClock,
    private readonly closeServers: () => Promise<unknown>,
    readonly urls: DevLedgerUrls,
  ) {
    const { chain, accounts, notes } = opened
    this.chainId = chain.params.chainId
    this.namespace = chain.params.namespace
    this.accounts = accounts
    this.notes = notes
  }

  /**
   * Starts a ledger and resolves when it answers. Throws DevLedgerError: `invalid_option`, `port_in_use`,
   * `listen_failed`, `data_locked`, `data_corrupt`, `data_unusable`, `invalid_import`.
   */
  static async start(options: DevLedgerOptions = {}): Promise<DevLedger> {
    const read = readOptions(options)
    const clock = new SettableClock(read.clock)
    const opened = await openChain(read, clock)
    const { chain, faucetSigner } = opened
    const faucet = new Faucet(chain, faucetSigner)
    const view = new LedgerView(chain, [...new Set(['mainnet', 'testnet', chain.params.namespace])], read.repairs)
    const routes = new Map<string, SideRoute>([
      ['GET /', statusPage(chain)],
      ['POST /faucet', faucet.route],
      ...(read.timeControl ? timeRoutes(clock) : []),
    ])
    const rpcServer = buildRpcServer(chain, read.log)
    const resolverServer = buildResolverServer(view, routes, read.log)
    const grpcServer = buildGrpcServer(chain, read.log)
    const closeServers = (): Promise<unknown> => {
      grpcServer.forceShutdown()
      return Promise.all([rpcServer.close(), resolverServer.close()])
    }
    try {
      const rpc = await listen(rpcServer, read.host, read.rpcPort, 'rpcPort')
      const grpc = await listenGrpc(grpcServer, read.host, read.grpcPort)
      const resolver = await listen(resolverServer, read.host, read.resolverPort, 'resolverPort')
      const urls = { rpc, grpc, resolver, faucet: `${resolver}/faucet` }
      return new DevLedger(opened, faucet, clock, closeServers, urls)
    } catch (error) {
      await end(opened, closeServers)
      throw error
    }
  }

  /** Height of the newest block. */
  get height(): number {
    return this.opened.chain.tip.height
  }

  /** Gives ncheq to an address: 10,000 CHEQ, or the amount named. */
  async fund(address: string, amount?: bigint): Promise<void> {
    await this.faucet.give(address, amount)
  }

  /** A new account with ncheq of its own: what tests that run side by side want, since sequences don't mix. */
  async createPayer(): Promise<Payer> {
    const mnemonic = newMnemonic()
    const { address } = await deriveSigner(mnemonic, 0, 0)
    await this.fund(address)
    return { address, mnemonic }
  }

  /** Puts the clock from which blocks take their time; it goes on from there. Blocks never go back in time. */
  setTime(time: Date): void {
    this.clock.set(time)
  }

  /** Puts the clock forward. */
  advanceTime(ms: number): void {
    this.clock.advance(ms)
  }

  /** The state as a file that `import` loads again. */
  export(): GenesisFile {
    return exportGenesis(this.opened.chain.state, this.opened.chain.tip.time)
  }

  /** Ends the ledger; open requests are cut. */
  close(): Promise<void> {
    return end(this.opened, this.closeServers)
  }
}

async function end({ chain, folder }: OpenChain, closeServers: () => Promise<unknown>): Promise<void> {
  await closeServers()
  try {
    await chain.close()
  } finally {
    folder?.close()
  }
}
