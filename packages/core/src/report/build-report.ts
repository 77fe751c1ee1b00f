import type { Path } from '../chain/build-paths.js'
import type { Link } from '../chain/link.js'
import { ownProofs } from '../chain/own-proofs.js'
import type { CheckContext } from '../checks/check-context.js'
import { acceptedBy, rootLink } from '../checks/check-anchor.js'
import { dnsEnd } from '../dns/dns-end.js'
import { formatResourceReference } from '../did-url.js'
import { formatTime, parseTime } from '../parse-time.js'
import type { AccreditationScope, RootAuthorization, StatedDate } from '../types/credential.js'
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
 * The verdict and everything behind it (docs/rules.md, Report). Trusted is only what has a root, a matched anchor, and
 * no check that failed, could not be decided, or was not reached.
 */
export function buildReport(context: CheckContext, checks: CheckResult[]): TrustChainReport {
  const { path } = context
  const verdict = judge(path, checks)
  const root = rootLink(path.complete ? path.links.at(-1) : undefined)
  const anchor = root && matchedAnchor(context, root)
  const expiresAt = earliestEnd(context, checks, anchor)
  const report: Partial<TrustChainReport> = {
    verdict,
    verified: verdict === 'trusted',
    at: formatTime(context.at),
  }
  if (expiresAt !== undefined) report.expiresAt = expiresAt
  if (anchor !== undefined) report.anchor = anchor
  report.chain = path.links.map(describeLink)
  report.checks = checks
  report.reasons = verdict === 'trusted' ? [] : reasonsOf(checks)
  const dns = root && context.dns?.summary(root.credential.issuer)
  if (dns !== undefined) report.dns = dns
  return report as TrustChainReport
}

function judge(path: Path, checks: CheckResult[]): Verdict {
  let settled = path.complete
  let anchored = false
  for (const { id, status, code } of checks) {
    if (status === 'fail') return 'untrusted'
    if (status === 'pass') anchored ||= id === 'anchor'
    else settled &&= status === 'skipped' && harmlessSkips.has(code)
  }
  return settled && anchored ? 'trusted' : 'indeterminate'
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

function matchedAnchor(context: CheckContext, root: Link<RootAuthorization>): MatchedAnchor | undefined {
  const accepted = acceptedBy(context, root)
  if (accepted === undefined) return undefined
  const { trustFramework, trustFrameworkId } = root.credential.framework ?? {}
  const url = pinnedUrl(root)
  const anchor: Partial<MatchedAnchor> = { did: root.credential.issuer }
  if (url !== undefined) anchor.rootAuthorization = url
  if (trustFramework !== undefined) anchor.trustFramework = trustFramework
  if (trustFrameworkId !== undefined) anchor.trustFrameworkId = trustFrameworkId
  anchor.matched = accepted.matched
  if (accepted.domain !== undefined) anchor.domain = accepted.domain
  return anchor as MatchedAnchor
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

// What goes into a report is copied: decoded credentials are shared between calls. Members are set one by one, in the
// order in which people read them: a literal with spread members takes several times as long.
function describeLink({ credential, source }: Link): ChainLink {
  const { id, types, issuer, subject, notBefore, notAfter } = credential
  const link: Partial<ChainLink> = { role: roles[credential.kind] }
  if (source !== undefined) link.url = formatResourceReference(source.reference)
  if (id !== undefined) link.id = id
  link.type = types.slice()
  link.issuer = issuer
  if (subject !== undefined) link.subject = subject
  if (notBefore[0] !== undefined) link.validFrom = notBefore[0].text
  if (notAfter[0] !== undefined) link.validUntil = notAfter[0].text
  if (credential.kind !== 'attestation') link.accreditedFor = credential.accreditedFor.map(copyScope)
  if (source !== undefined) link.checksum = source.sha256
  return link as ChainLink
}

function copyScope({ schemaId, types, limitJurisdiction }: AccreditationScope): AccreditationScope {
  const copy: AccreditationScope =
    schemaId === undefined ? { types: types.slice() } : { schemaId, types: types.slice() }
  if (limitJurisdiction !== undefined) copy.limitJurisdiction = limitJurisdiction.slice()
  return copy
}

/** RFC 3339 can't write a later time. */
const endOfTime = Date.parse('9999-12-31T23:59:59Z')

/**
 * The earliest end of what the verdict rests on: the credentials, the status lists that speak for them, and the
 * freshness of answers that may change. Under `chain` what held when its child was issued does not end: only what must
 * hold at the time of evaluation does.
 */
function earliestEnd(
  context: CheckContext,
  checks: readonly CheckResult[],
  anchor: MatchedAnchor | undefined,
): string | undefined {
  const { at, index, path } = context
  let earliest: Pick<StatedDate, 'ms' | 'text'> | undefined
  const consider = (end: Pick<StatedDate, 'ms' | 'text'>): void => {
    if (earliest === undefined || end.ms < earliest.ms) earliest = end
  }
  for (const { credential, heldAt } of path.links) {
    if (heldAt !== at) continue
    for (const end of credential.notAfter) consider(end)
    for (const { expires } of ownProofs(credential)) if (expires !== undefined) consider(expires)
  }
  for (const { id, link, details } of checks) {
    if (id !== 'status' || path.links[link ?? 0]?.heldAt !== at) continue
    const text = details?.listValidUntil
    const ms = typeof text === 'string' ? parseTime(text) : undefined
    if (typeof text === 'string' && ms !== undefined) consider({ ms, text })
  }
  if (context.dns !== undefined && anchor !== undefined) {
    const end = dnsEnd(context, checks, anchor)
    if (end !== undefined) consider({ ms: end, text: formatTime(end) })
  }
  const { freshUntil } = index
  if (freshUntil < Math.min(earliest?.ms ?? Infinity, endOfTime)) return formatTime(freshUntil)
  return earliest?.text
}
