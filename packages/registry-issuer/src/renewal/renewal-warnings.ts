import { parseTime } from '@trustchains/core'
import type { VerifiableCredential } from '@veramo/core-types'
import type { RenewalImpact } from '../types/renewal.js'
import type { PreviousAccreditation } from './read-previous.js'
import type { IssueArguments } from './renewal-arguments.js'

/**
 * What whoever renews an accreditation should know, in sentences.
 *
 * @param credential - the new version, unsigned
 */
export function renewalWarnings(
  { entry, credential: before }: PreviousAccreditation,
  { accreditation, root }: IssueArguments,
  { issuanceDate, expirationDate }: VerifiableCredential,
  { below, uncovered, untrustedBefore, complete }: RenewalImpact,
): string[] {
  const warnings: string[] = []
  if (uncovered.length > 0) {
    warnings.push(
      `${String(uncovered.length)} of ${String(below)} accreditations below are trusted now and will not be any more: ` +
        'see impact.uncovered',
    )
  }
  if (untrustedBefore > 0) warnings.push(`${String(untrustedBefore)} accreditations below are not trusted as it is`)
  if (!complete) warnings.push('not everything below could be looked at')
  const [end, endBefore] = [expirationDate, entry.validUntil].map((time) => parse(time, Infinity))
  const begin = parse(issuanceDate, -Infinity)
  if (endBefore !== undefined && begin > endBefore) {
    warnings.push(`the version before ended at ${entry.validUntil ?? ''}: between that and now nothing held`)
  }
  if (end !== undefined && endBefore !== undefined && end < endBefore) {
    warnings.push(
      `it ends at ${expirationDate ?? ''}, before the version that it renews, and with it all that stands below`,
    )
  }
  const scope = (accreditation ?? root)?.accreditedFor
  if (before.kind === 'attest' && JSON.stringify(scope) !== JSON.stringify(before.accreditedFor.map(bare))) {
    warnings.push(
      'attestations stand on no ledger: those that the new scope does not cover will not be trusted any more',
    )
  }
  return warnings
}

const parse = (time: string | undefined, otherwise: number): number =>
  time === undefined ? otherwise : (parseTime(time) ?? otherwise)

const bare = ({
  schemaId,
  types,
  limitJurisdiction,
}: PreviousAccreditation['credential']['accreditedFor'][number]) => ({
  ...(schemaId !== undefined && { schemaId }),
  types,
  ...(limitJurisdiction && { limitJurisdiction }),
})
