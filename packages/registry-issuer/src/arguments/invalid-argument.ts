import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'

/** The error for a bad argument: its path, what is wrong with it, and what to give instead. */
export function invalidArgument(path: string, problem: string): TrustRegistryIssuerError {
  return new TrustRegistryIssuerError('invalid_argument', `${path} ${problem}`)
}
