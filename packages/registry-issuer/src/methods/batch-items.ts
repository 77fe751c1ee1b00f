import { invalidArgument } from '../arguments/invalid-argument.js'
import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'
import type { BatchOptions } from '../types/batch-options.js'
import type { BatchItemError } from '../types/batches.js'

/** Items of one batch: their intents fit into one commit of the outbox. */
const maxItems = 500

/** Arguments that belong to the batch, not to its items. */
const batchOnly = ['idempotencyKey', 'dryRun'] as const

/**
 * Reads the items of a batch. What is wrong with one of them is that item's error; what is refused here is what would
 * make the batch as a whole mean something else.
 */
export function readItems<T extends object>(value: unknown, path: string): T[] {
  if (!Array.isArray(value) || value.length === 0) throw invalidArgument(path, 'is no list, or an empty one')
  if (value.length > maxItems) {
    throw invalidArgument(path, `has ${value.length} items; at most ${maxItems} are taken at once`)
  }
  return value.map((item: unknown, index) => {
    const at = `${path}[${String(index)}]`
    if (typeof item !== 'object' || item === null) throw invalidArgument(at, 'is no object')
    const misplaced = batchOnly.find((name) => Object.hasOwn(item, name))
    if (misplaced !== undefined)
      throw invalidArgument(`${at}.${misplaced}`, 'is for the batch; give it beside the list')
    return item as T
  })
}

/** An error of one item; what is no error of this plugin ends the batch. */
export function itemError(error: unknown): BatchItemError {
  if (!(error instanceof TrustRegistryIssuerError)) throw error
  const { code, message, checks, publication } = error
  return { code, message, checks, ...(publication !== undefined && { publication }) }
}

/** Runs something for one item of a batch, and gives its error as a value. */
export async function attempt<T>(run: () => Promise<T>): Promise<T | TrustRegistryIssuerError> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof TrustRegistryIssuerError) return error
    throw error
  }
}

/** Counts the items that are done, and tells the caller. */
export class ProgressCounter {
  #done = 0
  #failure: { cause: unknown } | undefined

  constructor(
    private readonly total: number,
    private readonly onProgress: BatchOptions['onProgress'],
  ) {}

  /** One more. */
  count(): void {
    this.#done += 1
    try {
      this.onProgress?.({ done: this.#done, total: this.total })
    } catch (cause) {
      // A fault of who looks on must not stop what is under way.
      this.#failure ??= { cause }
    }
  }

  /** Throws what the caller's function threw. */
  end(): void {
    if (this.#failure !== undefined) throw this.#failure.cause
  }
}
