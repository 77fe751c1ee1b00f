import { invalidArgument } from './invalid-argument.js'
import { readText } from './read-text.js'

/** Characters of an idempotency key: more than any UUID or order number has. */
const maxLength = 128

/** Reads `idempotencyKey`, or undefined where it is left out. */
export function readIdempotencyKey(value: unknown): string | undefined {
  if (value === undefined) return undefined
  const key = readText(value, 'idempotencyKey', 'a text that this call alone has, such as a UUID')
  if (key.length > maxLength) {
    throw invalidArgument('idempotencyKey', `has ${key.length} characters; at most ${maxLength} are taken`)
  }
  return key
}
