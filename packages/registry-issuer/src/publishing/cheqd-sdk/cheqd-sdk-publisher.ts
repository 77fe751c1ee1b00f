import { invalidArgument } from '../../arguments/invalid-argument.js'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import type { TrustRegistryIssuerContext } from '../../types/ITrustRegistryIssuer.js'
import type {
  PublicationOutcome,
  PublishedResource,
  PublishManyOptions,
  ResourcePublisher,
  ResourceToPublish,
} from '../../types/publisher.js'
import type { PublicationEstimate } from '../../types/results.js'
import { readCheqdDid } from '../cheqd-did.js'
import { estimatePublication } from '../publication-estimate.js'
import type { CheqdSdkPublisherOptions } from './cheqd-sdk-publisher-options.js'
import { FeePayer } from './fee-payer.js'
import { gasOfMessage, transactionBytes, transactionGas } from './gas-of-message.js'
import { LedgerNode } from './ledger-node.js'
import type { QueuedResource } from './queued-resource.js'
import { readPublisherOptions, type ReadPublisherOptions } from './read-publisher-options.js'
import { TransactionPipeline } from './transaction-pipeline.js'

/**
 * Publishes as DID-Linked Resources on a cheqd ledger, many to a transaction and without waiting for one transaction
 * before the next is sent: for registries of thousands, where the cheqd plugin with its 3 seconds for each would take hours.
 *
 * The keys of the DIDs are the agent's (`keyManagerSign`); transactions are signed by the payer. What is asked for one
 * by one at the same time goes into one transaction too. One instance for an account and process; several processes may
 * share an account, at the price of transactions that must be signed again.
 *
 * @example
 * ```ts
 * import { CheqdSdkPublisher } from '@trustchains/registry-issuer/cheqd-sdk'
 *
 * const publisher = new CheqdSdkPublisher({
 *   rpcUrl: 'https://rpc.cheqd.network',
 *   network: 'testnet',
 *   payer: { mnemonicFrom: 'CHEQD_PAYER_MNEMONIC' },
 * })
 * const plugin = new TrustRegistryIssuer({ publisher })
 * ```
 */
export class CheqdSdkPublisher implements ResourcePublisher {
  /** {@inheritDoc ResourcePublisher.takesParts} */
  readonly takesParts = true
  readonly #options: ReadPublisherOptions
  readonly #pipeline: TransactionPipeline

  /**
   * @param options - which node, and who pays
   * @throws TrustRegistryIssuerError code `invalid_setup`, naming the option
   */
  constructor(options: CheqdSdkPublisherOptions) {
    this.#options = readPublisherOptions(options)
    const { rpcUrl, payer, timeoutMs } = this.#options
    this.#pipeline = new TransactionPipeline(new LedgerNode(rpcUrl, timeoutMs), new FeePayer(payer), this.#options)
  }

  /** {@inheritDoc ResourcePublisher.estimate} */
  estimate(resource: ResourceToPublish, _context: TrustRegistryIssuerContext): Promise<PublicationEstimate> {
    try {
      const { network, collectionId } = this.#cheqdDid(resource.did)
      const { resourceId, name, type, version, data } = resource
      const nameBytes = Buffer.byteLength(`${collectionId}${resourceId}${name}${type}${version}`)
      const messageBytes = data.byteLength + nameBytes + signatureBytes
      return Promise.resolve({
        ...estimatePublication(network, data.byteLength, nameBytes),
        transactionBytes: transactionBytes + messageBytes,
        gas: transactionGas + gasOfMessage(messageBytes),
        gasLimit: this.#options.maxGas,
      })
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)))
    }
  }

  /** {@inheritDoc ResourcePublisher.publish} */
  async publish(resource: ResourceToPublish, context: TrustRegistryIssuerContext): Promise<PublishedResource> {
    this.#cheqdDid(resource.did)
    const [outcome] = await this.publishMany([resource], context)
    if (outcome?.state === 'published') return { resourceURI: `${resource.did}/resources/${resource.resourceId}` }
    if (outcome?.cause instanceof TrustRegistryIssuerError) throw outcome.cause
    throw new Error(outcome?.message ?? 'the resource was not published', { cause: outcome?.cause })
  }

  /** {@inheritDoc ResourcePublisher.publishMany} */
  async publishMany(
    resources: readonly ResourceToPublish[],
    context: TrustRegistryIssuerContext,
    { signal, onPublished }: PublishManyOptions = {},
  ): Promise<PublicationOutcome[]> {
    let failure: { cause: unknown } | undefined
    const items: QueuedResource[] = []
    const outcomes = resources.map((resource, index) => {
      const collectionId = this.#collectionOf(resource)
      if (typeof collectionId !== 'string') return Promise.resolve(collectionId)
      return new Promise<PublicationOutcome>((resolve) => {
        const settle = (outcome: PublicationOutcome): void => {
          try {
            if (outcome.state === 'published') onPublished?.(resource, index)
          } catch (cause) {
            // The rest is published all the same, and the caller hears of the fault at the end.
            failure ??= { cause }
          }
          resolve(outcome)
        }
        const state = { maxGroup: Infinity, refusals: 0, needsAllGas: false }
        items.push({ resource, collectionId, context, signal, settle, ...state })
      })
    })
    const drop = (): void => {
      this.#pipeline.drop(items)
    }
    signal?.addEventListener('abort', drop)
    try {
      this.#pipeline.add(items)
      if (signal?.aborted === true) drop()
      const settled = await Promise.all(outcomes)
      if (failure !== undefined) throw failure.cause
      return settled
    } finally {
      signal?.removeEventListener('abort', drop)
    }
  }

  #collectionOf({ did }: ResourceToPublish): string | PublicationOutcome {
    try {
      return this.#cheqdDid(did).collectionId
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause)
      return { state: 'absent', code: 'invalid_argument', message, cause }
    }
  }

  #cheqdDid(did: string): { network: string; collectionId: string } {
    const read = readCheqdDid(did)
    if (read.network === this.#options.network) return read
    throw invalidArgument(
      'issuer',
      `is no DID of ${this.#options.network}, which is where this publisher publishes: ${did}`,
    )
  }
}

/** The one signature of most DIDs, with the URL of its verification method, and the frames of the message. */
const signatureBytes = 220
