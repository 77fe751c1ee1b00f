import type { CheckContext } from './check-context.js'
import { skipped, undecided, type Finding } from './finding.js'

/** The root's domain anchors it in DNS (design 03, dns). This version says where a policy asks for what it can't do. */
export function checkDns({ policy }: CheckContext): Finding {
  if (policy.dns === 'off') return skipped('policy_off', 'the policy looks at no DNS')
  if (policy.dns !== 'report') {
    return undecided(
      'not_implemented',
      `the policy requires the DNS level ${policy.dns}, which this version does not check`,
    )
  }
  return skipped('not_implemented', 'no DNS level is required')
}
