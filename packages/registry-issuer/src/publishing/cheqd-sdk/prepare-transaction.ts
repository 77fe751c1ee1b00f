import { createHash } from 'node:crypto'
import { TrustRegistryIssuerError } from '../../trust-registry-issuer-error.js'
import { gasOfMessage, transactionBytes, transactionGas } from './gas-of-message.js'
import type { PayloadSigner } from './payload-signers.js'
import { payloadSigners } from './payload-signers.js'
import { aborted, type QueuedResource } from './queued-resource.js'
import { resourceMessage, type EncodedMessage } from './resource-message.js'

/** What a transaction may hold. */
export interface TransactionLimits {
  maxGas: number
  maxTransactionBytes: number
}

/** The messages of a transaction, signed by their DIDs but not by the payer. */
export interface PreparedTransaction {
  items: QueuedResource[]
  messages: EncodedMessage[]
  /** Gas to ask for. */
  gas: number
}

/** Part of the gas that is left free, since gas is estimated, and what runs out of it is lost with all its messages. */
const spareGas = 0.1
/** Milliseconds that a DID's signers are remembered: a batch must not resolve its DID a thousand times. */
const signersMs = 30_000
const maxRememberedDids = 1000

/** Makes transactions of what waits. */
export class TransactionPreparer {
  readonly #limits: TransactionLimits
  readonly #signers = new Map<string, { at: number; signers: Promise<PayloadSigner[]> }>()

  constructor(limits: TransactionLimits) {
    this.#limits = limits
  }

  /** Forgets who signs for which DID: a refused signature may be that of a key that was rotated meanwhile. */
  forgetSigners(): void {
    this.#signers.clear()
  }

  /**
   * Takes from the front of the queue what fits into one transaction, in order, and has it signed. What can't be signed
   * is settled, and does not hold up the rest.
   *
   * @returns undefined where nothing is left to send
   */
  async prepare(queue: QueuedResource[]): Promise<PreparedTransaction | undefined> {
    const items: QueuedResource[] = []
    const messages: EncodedMessage[] = []
    let [gas, bytes, most] = [transactionGas, transactionBytes, Infinity]
    // Taken out before it is signed: meanwhile others may come to the front.
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const message = await this.#messageOf(next)
      if (message === undefined) continue
      const size = message.value.length + message.typeUrl.length + 16
      const more = gasOfMessage(size)
      most = Math.min(most, next.maxGroup)
      const fits =
        items.length < most &&
        !next.needsAllGas &&
        gas + more <= this.#limits.maxGas * (1 - spareGas) &&
        bytes + size <= this.#limits.maxTransactionBytes
      if (items.length > 0 && !fits) {
        queue.unshift(next)
        break
      }
      items.push(next)
      messages.push(message)
      gas += more
      bytes += size
      if (next.needsAllGas) break
    }
    if (items.length === 0) return undefined
    const needsAll = items.some(({ needsAllGas }) => needsAllGas)
    const asked = needsAll ? this.#limits.maxGas : Math.ceil(gas * (1 + spareGas))
    return { items, messages, gas: Math.min(asked, this.#limits.maxGas) }
  }

  async #messageOf(item: QueuedResource): Promise<EncodedMessage | undefined> {
    if (item.signal?.aborted === true) {
      item.settle(aborted)
      return undefined
    }
    if (item.message !== undefined) return item.message
    try {
      const signers = await this.#signersOf(item)
      item.message = await resourceMessage(item.resource, item.collectionId, signers, item.context)
      return item.message
    } catch (error) {
      const failure =
        error instanceof TrustRegistryIssuerError
          ? error
          : new TrustRegistryIssuerError('signing_failed', 'the resource could not be signed for the ledger', {
              cause: error,
            })
      item.settle({ state: 'absent', code: 'not_signed', message: failure.message, cause: failure })
      return undefined
    }
  }

  #signersOf({ resource: { did }, context }: QueuedResource): Promise<PayloadSigner[]> {
    const known = this.#signers.get(did)
    if (known !== undefined && performance.now() - known.at < signersMs) return known.signers
    if (this.#signers.size >= maxRememberedDids) this.#signers.clear()
    const signers = payloadSigners(did, context)
    this.#signers.set(did, { at: performance.now(), signers })
    signers.catch(() => this.#signers.delete(did))
    return signers
  }
}

/** The hash that a transaction is found by: upper-case hex of its sha-256. */
export const hashOf = (tx: Uint8Array): string => createHash('sha256').update(tx).digest('hex').toUpperCase()
