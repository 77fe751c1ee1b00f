import { hasLedgerTime } from '../chain/ledger-time.js'
import type { Path } from '../chain/build-paths.js'
import type { CheckContext } from '../checks/check-context.js'
import type { CheckResult, Verdict } from '../types/report.js'

/**
 * What a failure is worth under `chain` that only a publisher's word speaks against: an accreditation on the web, of which
 * no ledger says when it was published. It must hold up at the time of evaluation; where it does not, but would if it were
 * as old as its publisher says, that is `time_unproven`, as it is for a leaf (docs/rules.md, Whose clock).
 *
 * @param results - of all checks, no publisher's word taken
 * @param judgeByWord - the verdict if they were as old as is said
 */
export function settleByPublishersWord(
  { policy, path }: CheckContext,
  results: CheckResult[],
  judgeByWord: () => Verdict,
): CheckResult[] {
  const isOpen = policy.validity === 'chain' && results.some(({ status }) => status === 'fail')
  if (!isOpen || !hasWebPublication(path) || judgeByWord() === 'untrusted') return results
  return results.map((result) => (result.status === 'fail' ? unproven(result) : result))
}

const hasWebPublication = ({ links }: Path): boolean =>
  links.some(({ source }) => source !== undefined && !hasLedgerTime(source.reference.did))

const unproven = (result: CheckResult): CheckResult => ({
  ...result,
  status: 'indeterminate',
  code: 'time_unproven',
  message: `only a time of publication that no ledger vouches for speaks against this: ${result.message}`,
  details: { ...result.details, code: result.code },
})
