import type { Link } from '../chain/link.js'
import { judgeStatus } from '../status/judge-status.js'
import { readStatusEntry, type StatusEntry } from '../status/read-status-entry.js'
import { maxStatusEntries } from '../status/status-list-urls.js'
import type { JsonValue } from '../types/json.js'
import type { CheckContext } from './check-context.js'
import { fail, skipped, undecided, type Finding } from './finding.js'

/**
 * The credential is neither revoked nor suspended, by each status that it names, at the time at which it must have held
 * (docs/verification.md, status; RFC 5280 section 6.3).
 */
export function checkStatus(context: CheckContext, { credential, heldAt }: Link): Finding | Finding[] {
  const { policy } = context
  if (policy.status === 'off') return skipped('policy_off', 'the policy looks at no status')
  const { status, issuer } = credential
  if (status.length > maxStatusEntries) {
    return fail('limit_exceeded', `it names more than ${String(maxStatusEntries)} statuses`)
  }
  const findings = status.length === 0 ? [] : status.flatMap((value) => judge(context, value, issuer, heldAt))
  if (findings.length > 0) return distinct(findings)
  return policy.status === 'required'
    ? fail('status_required', 'it names no status, and the policy requires one')
    : skipped('not_applicable', 'it names no status')
}

function judge(context: CheckContext, value: JsonValue, issuer: string, at: number): Finding[] {
  const { entry, invalid, unknown } = readStatusEntry(value)
  if (entry !== undefined) return [judgeEntry(context, entry, issuer, at)]
  if (invalid !== undefined) return [fail('status_list_invalid', invalid)]
  return unknown === undefined ? [] : [undecided('status_unavailable', unknown)]
}

/**
 * The status at a time. Where the list of then can't be had, revoked is revoked from the start; and where there was no
 * list yet, nobody had been revoked (docs/rules.md, Status at a past time).
 */
function judgeEntry(context: CheckContext, entry: StatusEntry, issuer: string, at: number): Finding {
  const then = judgeStatus(context, entry, issuer, at)
  if (at === context.at || then.code !== 'status_unavailable') return then
  const now = judgeStatus(context, entry, issuer, context.at)
  if (now.code === 'revoked' || now.code === 'suspended') {
    return { ...now, message: `${now.message}, and since when can't be learnt: ${then.message}` }
  }
  return then.status === 'fail' && now.status === 'pass' ? now : then
}

/** A status may stand twice, in the credential and beside it: what is found is said once. */
function distinct(findings: Finding[]): Finding[] {
  if (findings.length === 1) return findings
  const seen = new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
  return [...seen.values()]
}
