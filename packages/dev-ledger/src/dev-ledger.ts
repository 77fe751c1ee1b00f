import type { FastifyInstance } from 'fastify'
import { deriveSigner, faucetMnemonic, newMnemonic } from './accounts.js'
import { Chain } from './chain.js'
import type { DevLedgerOptions } from './dev-ledger-options.js'
import { Faucet } from './faucet/faucet.js'
import { listen } from './listen.js'
import { readOptions } from './read-options.js'
import { LedgerView } from './resolver/ledger-view.js'
import { buildResolverServer } from './resolver/resolver-server.js'
import { buildRpcServer } from './rpc/rpc-server.js'

/** Where a development ledger answers. */
export interface DevLedgerUrls {
  /** The node's RPC (CometBFT JSON-RPC). */
  rpc: string
  /** The resolver's API without a path; DIDs are under `/1.0/identifiers/`. */
  resolver: string
  /** `POST {address}` here for ncheq. */
  faucet: string
}

/** An account that can pay for transactions. */
export interface Payer {
  address: string
  /** For tests only, like everything here. */
  mnemonic: string
}

/** Number of accounts of {@link faucetMnemonic} that have ncheq from the start. */
const fundedAccounts = 10
/** What each of them has, ncheq: 1,000,000 CHEQ. */
const genesisBalance = 1_000_000_000_000_000n
/** What the faucet has to give, ncheq. */
const faucetBalance = 1_000_000_000_000_000_000n

/**
 * A cheqd ledger and resolver for development and tests. It is no chain and has no consensus.
 * @example
 * const ledger = await DevLedger.start({ rpcPort: 0, resolverPort: 0 })
 * const provider = new CheqdDIDProvider({ defaultKms: 'local', cosmosPayerSeed: ledger.faucetMnemonic, rpcUrl: ledger.urls.rpc })
 * await ledger.close()
 */
export class DevLedger {
  /** Mnemonic of the funded accounts, for tests only; its first account is the one that SDKs take. */
  readonly faucetMnemonic = faucetMnemonic
  readonly chainId: string
  readonly namespace: string

  private constructor(
    private readonly chain: Chain,
    private readonly faucet: Faucet,
    private readonly servers: readonly FastifyInstance[],
    readonly urls: DevLedgerUrls,
    /** Addresses of the funded accounts of {@link faucetMnemonic}. */
    readonly accounts: readonly string[],
  ) {
    this.chainId = chain.params.chainId
    this.namespace = chain.params.namespace
  }

  /**
   * Starts a ledger and resolves when it answers. Throws DevLedgerError: `invalid_option`, `port_in_use`,
   * `listen_failed`.
   */
  static async start(options: DevLedgerOptions = {}): Promise<DevLedger> {
    const { params, host, rpcPort, resolverPort, clock, repairs } = readOptions(options)
    const chain = new Chain(params, clock)
    const accounts: string[] = []
    for (let index = 0; index < fundedAccounts; index++)
      accounts.push((await deriveSigner(faucetMnemonic, 0, index)).address)
    // The faucet pays from an account that no wallet derives, so that its sequence is its own.
    const faucetSigner = await deriveSigner(faucetMnemonic, 1, 0)
    for (const address of accounts) chain.state.credit(address, genesisBalance)
    chain.state.credit(faucetSigner.address, faucetBalance)
    chain.state.journal.commit()
    const faucet = new Faucet(chain, faucetSigner)
    const view = new LedgerView(chain, [...new Set(['mainnet', 'testnet', params.namespace])], repairs)
    const rpcServer = buildRpcServer(chain)
    const resolverServer = buildResolverServer(view, new Map([['POST /faucet', faucet.route]]))
    const servers = [rpcServer, resolverServer]
    try {
      const rpc = await listen(rpcServer, host, rpcPort, 'rpcPort')
      const resolver = await listen(resolverServer, host, resolverPort, 'resolverPort')
      return new DevLedger(chain, faucet, servers, { rpc, resolver, faucet: `${resolver}/faucet` }, accounts)
    } catch (error) {
      await Promise.all(servers.map((server) => server.close()))
      throw error
    }
  }

  /** Height of the newest block. */
  get height(): number {
    return this.chain.tip.height
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

  /** Ends the ledger; open requests are cut. */
  async close(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.close()))
  }
}
