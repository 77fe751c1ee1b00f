import type { Path } from '../chain/build-paths.js'
import type { Link } from '../chain/link.js'
import type { CheckContext } from '../checks/check-context.js'
import { describe, matchingAnchor, rootLink } from '../checks/check-anchor.js'
import { formatResourceReference } from '../did-url.js'
import { formatTime, parseTime } from '../parse-time.js'
import type { AccreditationScope, StatedDate } from '../types/credential.js'
import type {
  ChainLink,
  ChainRole,
  CheckCode,
  CheckResult,
  MatchedAnchor,
  TrustChainReport,
  Verdict,
} from '../types/report.js'
import { checkTable } from '../check-table.js'

/** Skipped checks that leave nothing open. */
const harmlessSkips: ReadonlySet<CheckCode> = new Set(['not_applicable', 'policy_off', 'not_implemented'])

const rank: ReadonlyMap<string, number> = new Map(checkTable.map(({ id }, index) => [id, index]))

/**
 * The verdict and everything behind it (design 03, Report). Trusted is only what has a root, a matched anchor, and
 * no check that failed, could not be decided, or was not reached.
 */
export function buildReport(context: CheckContext, checks: CheckResult[]): TrustChainReport {
  const { path } = context
  const verdict = judge(path, checks)
  const root = rootLink(path.complete ? path.links.at(-1) : undefined)
  const anchor = root && matchedAnchor(context, root)
  const expiresAt = earliestEnd(path.links, checks, context.index.freshUntil)
  return {
    verdict,
    verified: verdict === 'trusted',
    at: formatTime(context.at),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(anchor && { anchor }),
    chain: path.links.map(describeLink),
    checks,
    reasons: reasonsOf(checks),
  }
}

function judge(path: Path, checks: CheckResult[]): Verdict {
  if (checks.some(({ status }) => status === 'fail')) return 'untrusted'
  const settled = checks.every(
    ({ status, code }) => status === 'pass' || (status === 'skipped' && harmlessSkips.has(code)),
  )
  const anchored = checks.some(({ id, status }) => id === 'anchor' && status === 'pass')
  return path.complete && settled && anchored ? 'trusted' : 'indeterminate'
}

/** Failures before what is undecided, then by the order of the table, then from the leaf up. */
function reasonsOf(checks: CheckResult[]): CheckResult[] {
  const weight = ({ status, id, link }: CheckResult): [number, number, number] => [
    status === 'fail' ? 0 : 1,
    rank.get(id) ?? rank.size,
    link ?? -1,
  ]
  return checks
    .filter(({ status }) => status === 'fail' || status === 'indeterminate')
    .sort((a, b) => {
      const [first, second] = [weight(a), weight(b)]
      return first[0] - second[0] || first[1] - second[1] || first[2] - second[2]
    })
}

function matchedAnchor(
  { policy }: CheckContext,
  root: Parameters<typeof matchingAnchor>[1],
): MatchedAnchor | undefined {
  const matched = policy.anchors && matchingAnchor(policy.anchors.dids, root)
  if (matched === undefined) return undefined
  const { trustFramework, trustFrameworkId } = root.credential.framework ?? {}
  const url = pinnedUrl(root)
  return {
    did: root.credential.issuer,
    ...(url !== undefined && { rootAuthorization: url }),
    ...(trustFramework !== undefined && { trustFramework }),
    ...(trustFrameworkId !== undefined && { trustFrameworkId }),
    matched: describe(matched),
  }
}

function pinnedUrl({ source }: Link): string | undefined {
  if (source === undefined) return undefined
  const resourceId = source.evidence.metadata?.resourceId.toLowerCase()
  const { reference } = source
  return formatResourceReference(
    resourceId === undefined ? reference : { form: 'pinned', did: reference.did, resourceId },
  )
}

const roles: Record<Link['credential']['kind'], ChainRole> = {
  root: 'rTAO',
  accredit: 'TAO',
  attest: 'trusted-issuer',
  attestation: 'holder',
}

// What goes into a report is copied: decoded credentials are shared between calls.
function describeLink({ credential, source }: Link): ChainLink {
  const [start] = credential.notBefore
  const [end] = credential.notAfter
  return {
    role: roles[credential.kind],
    ...(source && { url: formatResourceReference(source.reference) }),
    ...(credential.id !== undefined && { id: credential.id }),
    type: [...credential.types],
    issuer: credential.issuer,
    ...(credential.subject !== undefined && { subject: credential.subject }),
    ...(start && { validFrom: start.text }),
    ...(end && { validUntil: end.text }),
    ...(credential.kind !== 'attestation' && { accreditedFor: credential.accreditedFor.map(copyScope) }),
    ...(source && { checksum: source.sha256 }),
  }
}

function copyScope({ schemaId, types, limitJurisdiction }: AccreditationScope): AccreditationScope {
  return {
    ...(schemaId !== undefined && { schemaId }),
    types: [...types],
    ...(limitJurisdiction && { limitJurisdiction: [...limitJurisdiction] }),
  }
}

/** RFC 3339 can't write a later time. */
const endOfTime = Date.parse('9999-12-31T23:59:59Z')

/**
 * The earliest end of what the verdict rests on: the credentials, the status lists that speak for them, and the
 * freshness of answers that may change.
 *
 * @param freshUntil - milliseconds since 1970
 */
function earliestEnd(links: readonly Link[], checks: readonly CheckResult[], freshUntil: number): string | undefined {
  let earliest: Pick<StatedDate, 'ms' | 'text'> | undefined
  const consider = (end: Pick<StatedDate, 'ms' | 'text'>): void => {
    if (earliest === undefined || end.ms < earliest.ms) earliest = end
  }
  for (const { credential } of links) credential.notAfter.forEach(consider)
  for (const { id, details } of checks) {
    const text = id === 'status' ? details?.listValidUntil : undefined
    const ms = typeof text === 'string' ? parseTime(text) : undefined
    if (typeof text === 'string' && ms !== undefined) consider({ ms, text })
  }
  if (freshUntil < Math.min(earliest?.ms ?? Infinity, endOfTime)) return formatTime(freshUntil)
  return earliest?.text
}
