import type { Link } from '../chain/link.js'
import { ownDateOf } from '../chain/own-date.js'
import { clockSkewMs } from '../default-limits.js'
import { formatTime } from '../parse-time.js'
import type { CheckContext } from '../checks/check-context.js'
import type { CheckResult, Verdict } from '../types/report.js'

/**
 * What a failure is worth that only the leaf's own date speaks against (docs/rules.md, Whose clock). The leaf must hold
 * up at the time of evaluation; where it does not, but would if it were as old as it says, that is `time_unproven`: its
 * issuer may tell the truth, or hold a retired key, or have been revoked since. With proof of its age nothing is settled
 * so: then the time that counts is known.
 *
 * A leaf that names its parent by name is judged by the parent's newest version. That this one is younger than the leaf
 * is no fault if the version of then permitted the leaf too.
 *
 * @param results - of all checks, the leaf taken to be issued at the time that counts
 * @param judgeAsOf - the verdict if it had been issued then, milliseconds since 1970
 */
export function settleByOwnDate(
  { policy, path }: CheckContext,
  results: CheckResult[],
  judgeAsOf: (leafTime: number) => Verdict,
): CheckResult[] {
  const [leaf] = path.links
  if (policy.validity === 'shell' || leaf === undefined) return results
  const claimed = ownDateOf(leaf)
  if (claimed === undefined) return results
  const isOpen = (result: CheckResult): boolean =>
    result.status === 'fail' && (leaf.provenBy === undefined || isRenewedParent(result, path.links[1]))
  if (!results.some(isOpen)) return results
  const verdict = judgeAsOf(claimed)
  if (verdict === 'untrusted') return results
  return results.map((result) => {
    if (!isOpen(result)) return result
    return verdict === 'trusted' && isRenewedParent(result, path.links[1])
      ? permittedThen(result)
      : unproven(result, claimed, leaf.refusedProofs)
  })
}

/** Whether a result says that the leaf is older than its parent, of which it named no version. */
function isRenewedParent({ id, link, details }: CheckResult, parent: Link | undefined): boolean {
  const reference = parent?.source?.reference
  const isNewest = reference?.form === 'named' && reference.resourceVersionTime === undefined
  return isNewest && id === 'validity' && link === 0 && details?.parentSince !== undefined
}

function permittedThen(result: CheckResult): CheckResult {
  const message = 'it is older than the newest version of its parent, and the version of then permitted it too'
  return { ...result, status: 'pass', code: 'ok', message }
}

function unproven(result: CheckResult, claimed: number, refusedProofs: readonly string[] = []): CheckResult {
  const ownDate = formatTime(claimed - clockSkewMs)
  return {
    ...result,
    status: 'indeterminate',
    code: 'time_unproven',
    message: `only its own date (${ownDate}), which nothing proves, speaks against this: ${result.message}`,
    details: {
      ...result.details,
      code: result.code,
      ownDate,
      ...(refusedProofs.length > 0 && { refusedProofs: [...refusedProofs] }),
    },
  }
}
