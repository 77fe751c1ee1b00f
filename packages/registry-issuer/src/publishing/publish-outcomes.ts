import { setTimeout as sleep } from 'node:timers/promises'
import type { TrustRegistryIssuerContext } from '../types/ITrustRegistryIssuer.js'
import type { PublicationOutcome, ResourcePublisher, ResourceToPublish } from '../types/publisher.js'
import { failureOfPublisher } from './failure-of-publisher.js'

/** Times that a transaction is made anew because another process has used its sequence number. */
const maxMismatches = 8

/** How {@link publishOutcomes} is to go about it. */
export interface PublishOutcomesOptions {
  signal?: AbortSignal
  /** Is given each outcome as soon as it is known, and is waited for. */
  onOutcome: (outcome: PublicationOutcome, index: number) => Promise<void>
  /** Hears that no further outcome comes. */
  onAllKnown?: () => void
}

/**
 * Publishes resources, by the publisher's own way for many where it has one, otherwise one after the other. No failure is
 * thrown: what became of each is its outcome, and what the publisher says is to be checked against the ledger.
 */
export async function publishOutcomes(
  resources: readonly ResourceToPublish[],
  publisher: ResourcePublisher,
  context: TrustRegistryIssuerContext,
  options: PublishOutcomesOptions,
): Promise<void> {
  if (publisher.publishMany !== undefined) return publishTogether(resources, publisher, context, options)
  for (const [index, resource] of resources.entries()) {
    const outcome = options.signal?.aborted === true ? aborted : await publishOne(resource, publisher, context)
    await options.onOutcome(outcome, index)
  }
}

async function publishTogether(
  resources: readonly ResourceToPublish[],
  publisher: ResourcePublisher,
  context: TrustRegistryIssuerContext,
  { signal, onOutcome, onAllKnown }: PublishOutcomesOptions,
): Promise<void> {
  const told = new Map<number, Promise<void>>()
  const tell = (outcome: PublicationOutcome, index: number): void => {
    if (told.has(index)) return
    const telling = onOutcome(outcome, index)
    // Whether it failed is asked at the end.
    telling.catch(() => undefined)
    told.set(index, telling)
  }
  let outcomes: PublicationOutcome[] = []
  try {
    outcomes =
      (await publisher.publishMany?.(resources, context, {
        ...(signal && { signal }),
        onPublished: (_, index) => tell({ state: 'published' }, index),
      })) ?? []
  } catch (cause) {
    outcomes = resources.map(() => outcomeOfError(cause))
  }
  resources.forEach((_, index) => tell(outcomes[index] ?? { state: 'unknown', code: 'failed' }, index))
  onAllKnown?.()
  await Promise.all(told.values())
}

async function publishOne(
  resource: ResourceToPublish,
  publisher: ResourcePublisher,
  context: TrustRegistryIssuerContext,
): Promise<PublicationOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      await publisher.publish(resource, context)
      return { state: 'published' }
    } catch (cause) {
      const outcome = outcomeOfError(cause)
      if (outcome.code !== 'wrong_sequence' || attempt === maxMismatches) return outcome
      // At random, or two processes that share an account meet again and again.
      await sleep(Math.random() * 250 * attempt)
    }
  }
}

function outcomeOfError(cause: unknown): PublicationOutcome {
  const { code, isOver } = failureOfPublisher(cause)
  return { state: isOver ? 'absent' : 'unknown', code, cause }
}

const aborted: PublicationOutcome = {
  state: 'absent',
  code: 'aborted',
  message: 'it was not sent, since the call was aborted',
}
