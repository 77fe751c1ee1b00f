import type { JsonObject } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, type Finding } from './finding.js'

/** The root states its trust framework, and the policy accepts it (RFC 5280 section 6.1.1 (c), initial policy set). */
export function checkFramework({ path, policy }: CheckContext): Finding {
  const root = path.links.at(-1)?.credential
  if (!path.complete || root?.kind !== 'root') return skipped('not_reached', 'no root authorization was reached')
  const { trustFramework, trustFrameworkId } = root.framework ?? {}
  const names = [trustFrameworkId, trustFramework].filter((name) => name !== undefined)
  if (names.length === 0) return fail('framework_missing', 'the root authorization names no trust framework')
  const details: JsonObject = {}
  if (trustFramework !== undefined) details.trustFramework = trustFramework
  if (trustFrameworkId !== undefined) details.trustFrameworkId = trustFrameworkId
  if (policy.trustFrameworks !== undefined && !policy.trustFrameworks.some((name) => names.includes(name))) {
    return fail('framework_refused', "the policy does not accept the root's trust framework", details)
  }
  return pass('the trust framework is accepted', details)
}
