import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import { feeToOffer, resourcePrices, type ResourcePrices } from './fee-of-resources.js'
import type { LedgerNode } from './ledger-node.js'
import type { QueuedResource } from './queued-resource.js'
import type { ReadPublisherOptions } from './read-publisher-options.js'

/** Milliseconds that prices are remembered. */
const pricesMs = 30_000

/** The chain that transactions are made for, and what they cost there, as the node says. */
export class TransactionTerms {
  readonly #node: LedgerNode
  readonly #options: ReadPublisherOptions
  #chainId: string | undefined
  #prices: { at: number; prices: ResourcePrices } | undefined

  constructor(node: LedgerNode, options: ReadPublisherOptions) {
    this.#node = node
    this.#options = options
  }

  /**
   * The id of the chain.
   *
   * @throws TrustRegistryIssuerError `invalid_setup` where it is that of another network
   */
  async chainId(): Promise<string> {
    const chainId = (this.#chainId ??= await this.#node.chainId())
    const { network } = this.#options
    if (chainId.includes('mainnet') === (network === 'mainnet')) return chainId
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      `CheqdSdkPublisher: rpcUrl is that of a node of ${chainId.slice(0, 64)}, and network is ${network}`,
    )
  }

  /** Forgets the prices: a refusal may mean that they have changed. */
  forgetPrices(): void {
    this.#prices = undefined
  }

  /**
   * The fee to offer, in ncheq.
   *
   * @throws TrustRegistryIssuerError `invalid_setup` where that is more than the operator allows
   */
  async fee(items: readonly QueuedResource[]): Promise<bigint> {
    const prices = await this.#currentPrices()
    const fee = feeToOffer(
      prices,
      items.map(({ resource }) => resource),
    )
    const { maxFee } = this.#options
    if (fee <= BigInt(Math.floor(maxFee * 1000)) * 1_000_000n) return fee
    this.forgetPrices()
    throw new TrustRegistryIssuerError(
      'invalid_setup',
      `a resource costs ${(Number(fee) / 1e9).toFixed(3)} CHEQ by what the node says, more than maxFee ${String(maxFee)}`,
    )
  }

  async #currentPrices(): Promise<ResourcePrices> {
    if (this.#prices === undefined || performance.now() - this.#prices.at > pricesMs) {
      this.#prices = { at: performance.now(), prices: await resourcePrices(this.#node) }
    }
    return this.#prices.prices
  }
}
