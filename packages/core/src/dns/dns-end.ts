import type { CheckContext } from '../checks/check-context.js'
import { parseTime } from '../parse-time.js'
import type { CheckResult, MatchedAnchor } from '../types/report.js'

/**
 * Until when DNS holds what the verdict rests on: the domain that is the anchor, and the one that has the level required.
 *
 * @returns milliseconds since 1970, the time of evaluation at the earliest; undefined where nothing rests on DNS, or no
 * answer has an end
 */
export function dnsEnd(
  { dns, policy, at }: CheckContext,
  checks: readonly CheckResult[],
  { did, domain }: MatchedAnchor,
): number | undefined {
  const required = policy.dns === 'report' ? undefined : checks.find(({ id }) => id === 'dns')?.details?.domain
  const ends = [domain, required].flatMap((name) => {
    const expiresAt = typeof name === 'string' ? dns?.domain(did, name)?.report.expiresAt : undefined
    return (expiresAt === undefined ? undefined : parseTime(expiresAt)) ?? []
  })
  // TRAIN's records have a TTL of 0: nothing is known beyond now.
  return ends.length === 0 ? undefined : Math.max(at, Math.min(...ends))
}
