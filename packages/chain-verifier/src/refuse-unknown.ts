import { isObject } from './collect/read-members.js'
import { TrustChainVerifierError } from './trust-chain-verifier-error.js'

/**
 * Refuses arguments that a method does not have: most often one is misspelt, and less would be asked than was meant.
 *
 * @param names - the arguments that it has
 * @throws TrustChainVerifierError code `invalid_argument`, naming the argument
 */
export function refuseUnknown(args: unknown, names: readonly string[]): asserts args is object {
  if (!isObject(args)) throw invalid('the arguments must be an object')
  const unknown = Object.keys(args).find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw invalid(`${JSON.stringify(unknown.slice(0, 64))} is not known; known are ${names.join(', ')}`)
}

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_argument', message)
