import { TrustRegistryIssuerError } from '../trust-registry-issuer-error.js'

/** The error for an outbox that can't be read or written. Messages of databases may quote what was written, so they stay in `cause`. */
export function outboxFailed(problem: string, cause?: unknown): TrustRegistryIssuerError {
  const code = codeOf(cause)
  return new TrustRegistryIssuerError(
    'outbox_failed',
    `the outbox can't be used: ${problem}${code === undefined ? '' : ` (${code})`}`,
    cause === undefined ? {} : { cause },
  )
}

/** A system's or database's short code, such as ENOSPC. */
function codeOf(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return undefined
  const { code } = cause
  return typeof code === 'string' || typeof code === 'number' ? String(code).slice(0, 32) : undefined
}
