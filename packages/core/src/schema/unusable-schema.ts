import { clip } from './clip.js'

/**
 * Ends the preparation of a schema, or a validation, that can't be completed. It never leaves this folder: it becomes
 * the outcome `unusable`.
 */
export class UnusableSchema extends Error {
  override name = 'UnusableSchema'
}

/**
 * Why a schema is unusable, for an error that was caught.
 *
 * @throws the error itself where it is of no foreseen kind
 */
export function unusableReason(error: unknown): string {
  if (error instanceof UnusableSchema) return clip(error.message)
  // Whoever calls this with hardly any call stack left learns nothing about the value, so it does not count as valid.
  if (error instanceof RangeError) return 'The call stack or the memory does not suffice to apply the schema.'
  throw error
}
