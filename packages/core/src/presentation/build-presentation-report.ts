import type { CheckContext } from '../checks/check-context.js'
import { formatTime, parseTime } from '../parse-time.js'
import type { PresentationCheckResult, PresentationReport } from '../types/presentation.js'
import type { CheckCode, TrustChainReport, Verdict } from '../types/report.js'
import type { DecodedPresentation } from './decode-presentation.js'
import { presentationEnds } from './presentation-ends.js'
import { presentationGuide } from './presentation-guide.js'

/** Skipped checks that leave nothing open. */
const harmlessSkips: ReadonlySet<CheckCode> = new Set(['not_applicable', 'replay_possible'])

const rank: ReadonlyMap<string, number> = new Map(Object.keys(presentationGuide).map((id, index) => [id, index]))

/** The last time that RFC 3339 can write. */
const endOfTime = Date.parse('9999-12-31T23:59:59Z')

/**
 * The verdict and everything behind it. Trusted is only what has a credential, and no check that failed, could not be
 * decided, or was not reached.
 */
export function buildPresentationReport(
  { at, index }: CheckContext,
  checks: PresentationCheckResult[],
  credentials: TrustChainReport[],
  presentation?: DecodedPresentation,
): PresentationReport {
  const verdict = judge(checks, credentials)
  const ends = [
    ...credentials.map(({ expiresAt }) => (expiresAt === undefined ? undefined : parseTime(expiresAt))),
    ...(presentation === undefined ? [] : presentationEnds(presentation)).map(({ ms }) => ms),
    index.freshUntil,
  ].filter((end) => end !== undefined)
  const expiresAt = Math.min(...ends)
  const restsOn = index.unproven.list()
  return {
    verdict,
    verified: verdict === 'trusted',
    at: formatTime(at),
    ...(expiresAt <= endOfTime && { expiresAt: formatTime(expiresAt) }),
    ...(presentation && { holder: presentation.holder }),
    checks,
    reasons: reasonsOf(checks),
    credentials,
    ...(restsOn.length > 0 && { restsOn }),
  }
}

function judge(checks: PresentationCheckResult[], credentials: TrustChainReport[]): Verdict {
  if (checks.some(({ status }) => status === 'fail')) return 'untrusted'
  const settled = checks.every(
    ({ status, code }) => status === 'pass' || (status === 'skipped' && harmlessSkips.has(code)),
  )
  const isTrusted = settled && credentials.length > 0 && credentials.every(({ verified }) => verified)
  return isTrusted ? 'trusted' : 'indeterminate'
}

/** Failures before what is undecided, then by the order of the checks, then by that of the credentials. */
function reasonsOf(checks: PresentationCheckResult[]): PresentationCheckResult[] {
  const weight = ({ status, id, credential }: PresentationCheckResult): [number, number, number] => [
    status === 'fail' ? 0 : 1,
    rank.get(id) ?? rank.size,
    credential ?? -1,
  ]
  return checks
    .filter(({ status }) => status === 'fail' || status === 'indeterminate')
    .sort((a, b) => {
      const [first, second] = [weight(a), weight(b)]
      return first[0] - second[0] || first[1] - second[1] || first[2] - second[2]
    })
}
