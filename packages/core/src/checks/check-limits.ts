import type { CheckContext } from './check-context.js'
import type { Evidence, LimitHit } from '../types/evidence.js'
import { fail, pass, undecided, type Finding } from './finding.js'
import { plainMessage } from './plain-message.js'

/** The bytes of all resources and DNS answers; base64 has four characters for three bytes. */
export function totalBytes({ resources, schemas, statusLists, dns = [] }: Evidence): number {
  let characters = 0
  for (const items of [resources, schemas, statusLists]) {
    for (const { content } of items) characters += content?.length ?? 0
  }
  for (const { report } of dns) for (const { message } of report?.proof ?? []) characters += message.length
  return (characters * 3) / 4
}

const byLimit = (a: LimitHit, b: LimitHit): number => (`${a.limit} ${a.message}` < `${b.limit} ${b.message}` ? -1 : 1)

/** Every limit was kept (docs/verification.md, limits): size and count fail; what ran out of time is undecided. */
export function checkLimits({ path, policy, evidence }: CheckContext): Finding[] {
  const { maxTotalBytes } = policy.limits
  const findings = path.faults.filter(({ id }) => id === 'limits').map(({ finding }) => finding)
  // Sorted, so that the report does not depend on the order of the evidence.
  const hits = evidence.limitsHit.length < 2 ? evidence.limitsHit : evidence.limitsHit.toSorted(byLimit)
  for (const { limit, message } of hits) {
    const isUndecided = limit === 'deadlineMs'
    const details = { limit: plainMessage(limit) }
    findings.push((isUndecided ? undecided : fail)('limit_exceeded', plainMessage(message), details))
  }
  if (totalBytes(evidence) > maxTotalBytes) {
    findings.push(
      fail('limit_exceeded', `the evidence has more than maxTotalBytes ${String(maxTotalBytes)}`, {
        limit: 'maxTotalBytes',
      }),
    )
  }
  return findings.length > 0 ? findings : [pass('every limit was kept')]
}
