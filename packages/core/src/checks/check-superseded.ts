import { formatResourceReference, newestReference } from '../did-url.js'
import { readLink } from '../chain/read-link.js'
import type { Link } from '../chain/link.js'
import type { ResourceEvidence } from '../types/evidence.js'
import type { CheckId } from '../types/report.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'

/** Runs the checks that a newer version must stand in place of link `index`; the table provides it. */
export type Recheck = (
  context: CheckContext,
  links: readonly Link[],
  index: number,
) => { id: CheckId; finding: Finding }[]

/**
 * A parent that is pinned, or named as of a time, while a newer version of its name and type exists: whoever pins the
 * older, wider version must not escape the newer, narrower one (docs/rules.md, Superseded).
 */
export function checkSuperseded(context: CheckContext, index: number, recheck: Recheck): Finding {
  const { path, policy } = context
  const link = path.links[index]
  const metadata = link?.source?.evidence.metadata
  if (link?.source === undefined || metadata === undefined)
    return skipped('not_applicable', 'it was not read from a DID URL')
  const { reference } = link.source
  const isNewest = reference.form === 'named' && reference.resourceVersionTime === undefined
  if (isNewest) return pass('it was asked for as the newest version')
  if (policy.superseded === 'accept') return skipped('policy_off', 'the policy accepts superseded versions')
  const newestVersion = newestReference(reference.did, metadata.resourceName, metadata.resourceType)
  const isSame = ({ content, metadata: other }: ResourceEvidence): boolean =>
    content === link.source?.evidence.content && other?.resourceId === metadata.resourceId
  const { item } = context.index.resource(newestVersion, link.heldAt)
  // So it is in nearly all chains, and then there is nothing to read.
  if (item !== undefined && isSame(item)) return pass('it is the newest version of its name')
  // Newest when the child was issued: what replaced it since says nothing of the child.
  const outcome = readLink(newestVersion, link.heldAt, context)
  const details = { url: formatResourceReference(newestVersion) }
  if (outcome.link === undefined) {
    const [fault] = outcome.faults
    // A newest version that can't be read permits nothing; one that could not be fetched leaves it open.
    if (fault?.finding.status === 'fail' && fault.id === 'format')
      return fail('superseded', 'a newer version exists that is no accreditation', details)
    return fault?.finding.status === 'fail' && fault.id === 'limits'
      ? fault.finding
      : undecided(
          'resource_unavailable',
          `whether a newer version exists could not be learnt: ${fault?.finding.message ?? ''}`,
          details,
        )
  }
  const newest = outcome.link
  if (newest.source?.evidence.metadata?.resourceId.toLowerCase() === metadata.resourceId.toLowerCase()) {
    return pass('it is the newest version of its name')
  }
  if (policy.superseded === 'refuse')
    return fail('superseded', 'a newer version of it exists, and the policy refuses the older', details)
  const findings = recheck(context, path.links.with(index, newest), index)
  const failed = findings.filter(({ finding }) => finding.status === 'fail')
  if (failed.length > 0) {
    const reasons = failed.map(({ id, finding }) => ({ id, code: finding.code, message: finding.message }))
    return fail('superseded', 'a newer version of it exists that does not permit the child', { ...details, reasons })
  }
  const open = findings.find(({ finding }) => finding.status === 'indeterminate')
  return open === undefined
    ? pass('a newer version of it exists and permits the child too', details)
    : undecided(open.finding.code, `a newer version of it exists: ${open.finding.message}`, details)
}
