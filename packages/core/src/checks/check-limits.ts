import type { CheckContext } from './check-context.js'
import { fail, pass, undecided, type Finding } from './finding.js'

/** Every limit was kept (design 03, limits): size and count fail; what ran out of time is undecided. */
export function checkLimits({ path, policy, evidence }: CheckContext): Finding[] {
  const { maxTotalBytes } = policy.limits
  const findings = path.faults.filter(({ id }) => id === 'limits').map(({ finding }) => finding)
  for (const { limit, message } of evidence.limitsHit) {
    findings.push(
      limit === 'deadlineMs'
        ? undecided('limit_exceeded', message, { limit })
        : fail('limit_exceeded', message, { limit }),
    )
  }
  // base64 has four characters for three bytes.
  const total = [...evidence.resources, ...evidence.schemas, ...evidence.statusLists].reduce(
    (bytes, { content }) => bytes + (content === undefined ? 0 : (content.length * 3) / 4),
    0,
  )
  if (total > maxTotalBytes) {
    findings.push(
      fail('limit_exceeded', `the evidence has more than maxTotalBytes ${String(maxTotalBytes)}`, {
        limit: 'maxTotalBytes',
      }),
    )
  }
  return findings.length > 0 ? findings : [pass('every limit was kept')]
}
