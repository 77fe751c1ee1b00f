import type { Finding } from '../checks/finding.js'
import { fail, pass, undecided } from '../checks/finding.js'
import { plainMessage } from '../checks/plain-message.js'
import { formatTime } from '../parse-time.js'
import type { DnsAnchorCheck, DnsAnchorLevel } from '../types/dns-anchor-report.js'
import type { CheckCode } from '../types/report.js'
import type { DomainAnswer } from './dns-answers.js'
import { reachesLevel } from './dns-level.js'

/** What each level asks for, beside what those below it do. */
const steps: readonly [level: DnsAnchorLevel, check: DnsAnchorCheck['id']][] = [
  ['dns', 'anchored'],
  ['dnssec', 'dnssec'],
  ['bidirectional', 'backlink'],
  ['high', 'key'],
]

/** The codes that a definite answer may have; whatever else a plugin says is no answer. */
const failures: ReadonlySet<CheckCode> = new Set([
  'dns_not_anchored',
  'dns_bogus',
  'dns_insecure',
  'dns_backlink_missing',
  'dns_key_missing',
])

/**
 * Whether a domain anchors a DID at a level: with the code of the domain's own check where it does not. Bogus, insecure,
 * absent and unreachable are kept apart, and no level stands that its checks do not bear out.
 *
 * @param at - the time of evaluation, milliseconds since 1970
 */
export function domainStanding(answer: DomainAnswer, needed: DnsAnchorLevel, at: number): Finding {
  const { report, timing, isSigned, readAt } = answer
  const { domain, level } = report
  const details = { domain, level, needed }
  const wrong = firstWrong(answer, needed)
  // What was signed for that time held then, whenever it is read. What nobody proves says nothing of earlier.
  const counts = timing === 'current' || (timing === 'later' && isSigned && level !== 'dns')
  if (wrong === undefined && counts && reachesLevel(level, needed)) {
    return pass(`${domain} anchors the root's DID at the level ${level}`, details)
  }
  // Signatures that do not hold at that time are a definite answer, as an expired status list is.
  const isDefinite = timing === 'current' || (timing === 'stale' && wrong?.code === 'dns_bogus')
  if (!isDefinite) {
    const time = timing === 'stale' ? 'too long before' : 'after'
    const message = `${domain} was read at ${plainMessage(readAt)}, ${time} the time of evaluation, ${formatTime(at)}`
    return undecided('dns_unreachable', message, details)
  }
  if (wrong === undefined) return undecided('dns_unreachable', `what is said of ${domain} contradicts itself`, details)
  const message = `${domain}: ${plainMessage(wrong.message)}`
  return wrong.status === 'fail' && failures.has(wrong.code)
    ? fail(wrong.code, message, details)
    : undecided('dns_unreachable', message, details)
}

/** The first of the domain's checks that does not hold of those that a level asks for. */
function firstWrong({ report }: DomainAnswer, needed: DnsAnchorLevel): DnsAnchorCheck | undefined {
  for (const [level, id] of steps) {
    if (!reachesLevel(needed, level)) break
    const check = report.checks.find((item) => item.id === id)
    if (check === undefined)
      return { id, status: 'indeterminate', code: 'dns_unreachable', message: `${id} is not told` }
    if (check.status !== 'pass') return check
  }
  // A look-up beyond what is asked for that is bogus leaves no level at all.
  return report.level === 'none' ? report.checks.find(({ status }) => status !== 'pass') : undefined
}
