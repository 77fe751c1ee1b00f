import type { Link } from '../chain/link.js'
import { judgeStatus } from '../status/judge-status.js'
import { readStatusEntry } from '../status/read-status-entry.js'
import { maxStatusEntries } from '../status/status-list-urls.js'
import type { JsonValue } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { fail, skipped, undecided, type Finding } from './finding.js'

/**
 * The credential is neither revoked nor suspended, by each status that it names, at the time at which it must have held
 * (design 03, status; RFC 5280 section 6.3).
 */
export function checkStatus(context: CheckContext, { credential, heldAt }: Link): Finding | Finding[] {
  const { policy } = context
  if (policy.status === 'off') return skipped('policy_off', 'the policy looks at no status')
  const { status, issuer } = credential
  if (status.length > maxStatusEntries) {
    return fail('limit_exceeded', `it names more than ${String(maxStatusEntries)} statuses`)
  }
  const findings = status.flatMap((value) => judge(context, value, issuer, heldAt))
  if (findings.length > 0) return distinct(findings)
  return policy.status === 'required'
    ? fail('status_required', 'it names no status, and the policy requires one')
    : skipped('not_applicable', 'it names no status')
}

function judge(context: CheckContext, value: JsonValue, issuer: string, at: number): Finding[] {
  const { entry, invalid, unknown } = readStatusEntry(value)
  if (entry !== undefined) return [judgeStatus(context, entry, issuer, at)]
  if (invalid !== undefined) return [fail('status_list_invalid', invalid)]
  return unknown === undefined ? [] : [undecided('status_unavailable', unknown)]
}

/** A status may stand twice, in the credential and beside it: what is found is said once. */
function distinct(findings: Finding[]): Finding[] {
  if (findings.length === 1) return findings
  const seen = new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
  return [...seen.values()]
}
