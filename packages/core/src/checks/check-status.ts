import type { Link } from '../chain/link.js'
import type { CheckContext } from './check-context.js'
import { skipped, undecided, type Finding } from './finding.js'

/** Revocation and suspension (design 03, status). This version says of each credential that it could not be decided. */
export function checkStatus({ policy }: CheckContext, { credential }: Link): Finding {
  if (policy.status === 'off') return skipped('policy_off', 'the policy looks at no status')
  if (policy.status === 'required' || credential.status.length > 0) {
    return undecided('not_implemented', 'this version reads no status lists, so revocation could not be ruled out')
  }
  return skipped('not_implemented', 'it has no status')
}
