import type { Link } from '../chain/link.js'
import type { CheckContext } from './check-context.js'
import { skipped, undecided, type Finding } from './finding.js'

/** limitJurisdiction only narrows downward (design 03, jurisdiction). This version says where it could not be decided. */
export function checkJurisdiction({ policy }: CheckContext, links: readonly Link[]): Finding {
  const limited = links.some(
    ({ credential }) =>
      credential.kind !== 'attestation' &&
      credential.accreditedFor.some(({ limitJurisdiction }) => limitJurisdiction !== undefined),
  )
  if (limited || policy.jurisdiction !== undefined) {
    return undecided('not_implemented', 'this version does not judge jurisdictions, so the limit could not be checked')
  }
  return skipped('not_implemented', 'no link limits its jurisdiction and the policy asks for none')
}
