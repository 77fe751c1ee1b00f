import type { CheckResult } from '@trustchains/core'
import { TrustRegistryIssuerError } from './trust-registry-issuer-error.js'

/**
 * The error for a credential that a verifier would refuse.
 *
 * The message has every check id and code, since Veramo's remote server passes on nothing but the message.
 */
export function refused(what: string, checks: CheckResult[]): TrustRegistryIssuerError {
  const reasons = checks.map(({ id, code, message }) => `${id}/${code}: ${message}`).join('; ')
  return new TrustRegistryIssuerError('refused', `${what} was refused before signing: ${reasons}`, { checks })
}
