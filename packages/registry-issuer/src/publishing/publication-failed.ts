import { TrustRegistryIssuerError, type FailedPublication } from '../trust-registry-issuer-error.js'

const stateText: Record<FailedPublication['state'], string> = {
  absent:
    'it is not on the ledger; look again before you repeat this, since a transaction under way may still bring it',
  unknown: 'whether it is on the ledger could not be learnt; look there before you repeat this',
  different: 'other content than was sent stands there',
}

/** The error for a publication that failed, with what is known of it. */
export function publicationFailed(publication: FailedPublication, cause?: unknown): TrustRegistryIssuerError {
  const { didUrl, state, code, isKept } = publication
  const said = cause instanceof Error ? cause.message : undefined
  const reason = [code, said].filter((part) => part !== undefined).join(': ')
  const what = isKept
    ? `${state === 'unknown' ? 'whether it is on the ledger could not be learnt' : 'it is not on the ledger'}; it is kept in the outbox, and resumePublications (or the same call again) finishes it`
    : stateText[state]
  return new TrustRegistryIssuerError(
    'publication_failed',
    `publishing ${didUrl} failed${reason === '' ? '' : ` (${reason})`}: ${what}`,
    { publication, ...(cause !== undefined && { cause }) },
  )
}
