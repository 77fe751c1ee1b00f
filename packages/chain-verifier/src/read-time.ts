import { parseTime } from '@trustchains/core'
import { TrustChainVerifierError } from './trust-chain-verifier-error.js'

/**
 * The argument `at` of a call.
 *
 * @returns milliseconds since 1970; undefined where it is left out
 * @throws TrustChainVerifierError code `invalid_argument`
 */
export function readTime(at: unknown): number | undefined {
  if (at === undefined) return undefined
  const ms = typeof at === 'string' ? parseTime(at) : undefined
  if (ms !== undefined) return ms
  const message = 'at must be an RFC 3339 time with its offset, as 2026-06-01T12:00:00Z'
  throw new TrustChainVerifierError('invalid_argument', message)
}
