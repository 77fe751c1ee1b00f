import { invalidArgument } from './invalid-argument.js'

/**
 * Refuses arguments that are no object, or have members that the method does not know: a misspelt `validUntil` must
 * not quietly give another validity.
 *
 * @param known - the names of the method's arguments
 */
export function checkMembers(args: unknown, method: string, known: readonly string[]): void {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) {
    throw invalidArgument(`the argument of ${method}`, 'is no object')
  }
  const unknown = Object.keys(args).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw invalidArgument(
      JSON.stringify(unknown.slice(0, 64)),
      `is no argument of ${method}; it takes ${known.join(', ')}`,
    )
  }
}
