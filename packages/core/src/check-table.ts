import type { Link } from './chain/link.js'
import { authenticate, type Authentication } from './checks/authenticate.js'
import type { CheckContext } from './checks/check-context.js'
import { checkAnchor } from './checks/check-anchor.js'
import { checkDns } from './checks/check-dns.js'
import { checkFormat } from './checks/check-format.js'
import { checkFramework } from './checks/check-framework.js'
import { checkJurisdiction } from './checks/check-jurisdiction.js'
import { checkLimits } from './checks/check-limits.js'
import { checkLink } from './checks/check-link.js'
import { checkLoop } from './checks/check-loop.js'
import { checkOwnDate } from './checks/check-own-date.js'
import { checkPathLength } from './checks/check-path-length.js'
import { checkProofEnd } from './checks/check-proof-end.js'
import { checkResource } from './checks/check-resource.js'
import { checkRole } from './checks/check-role.js'
import { checkRootBinding, checkRootOfVersion } from './checks/check-root-binding.js'
import { checkSchema } from './checks/check-schema.js'
import { checkScope } from './checks/check-scope.js'
import { checkStatus } from './checks/check-status.js'
import { checkSuperseded } from './checks/check-superseded.js'
import { checkValidity } from './checks/check-validity.js'
import { skipped, type Finding } from './checks/finding.js'
import { formatTime } from './parse-time.js'
import type { CheckId } from './types/report.js'

/** One credential of a path, seen by a check. */
export interface LinkView {
  link: Link
  /** The credential above it; absent at the end of the path. */
  parent?: Link
  /** Its place in the path. */
  position: number
  /** Who signed it: looked at once for four checks. */
  authentication: Authentication
}

/** A check that judges each credential by itself or against its parent. */
export interface LinkCheck {
  id: CheckId
  each: (context: CheckContext, view: LinkView) => Finding | Finding[]
}

/** A check that judges the path as a whole. */
interface PathCheck {
  id: CheckId
  whole: (context: CheckContext) => Finding | Finding[]
}

const noParent = (what: string): Finding =>
  skipped('not_reached', `its parent could not be read, so ${what} was not judged`)

/** A check against the parent: a root has none; where the path broke off it could not be judged. */
const againstParent =
  (what: string, check: (child: Link, parent: Link) => Finding) =>
  (_: CheckContext, { link, parent }: LinkView): Finding => {
    if (link.credential.kind === 'root') return skipped('not_applicable', 'a root authorization has no parent')
    return parent === undefined ? noParent(what) : check(link, parent)
  }

/**
 * All checks, in the order in which a report lists them and ranks its reasons. What each of them is
 * for, and the clause that it comes from, stands in the check guide.
 */
export const checkTable: readonly (LinkCheck | PathCheck)[] = [
  {
    id: 'format',
    each: (context, { link }) => checkFormat(context, link),
  },
  { id: 'algorithm', each: (_, { authentication }) => authentication.algorithm },
  {
    id: 'signature',
    each: (_, { authentication }) => authentication.signature,
  },
  {
    id: 'key-purpose',
    each: (_, { authentication }) => authentication.keyPurpose,
  },
  { id: 'did-state', each: (_, { authentication }) => authentication.didState },
  { id: 'validity', each: validity },
  {
    id: 'status',
    each: (context, { link }) => checkStatus(context, link),
  },
  { id: 'link', each: link },
  { id: 'role', each: againstParent('its role', checkRole) },
  { id: 'scope', each: againstParent('its scope', checkScope) },
  {
    id: 'jurisdiction',
    whole: (context) => checkJurisdiction(context, context.path.links),
  },
  {
    id: 'path-length',
    whole: ({ path, policy }) => checkPathLength(path.links, policy.maxPathLength),
  },
  { id: 'root-binding', whole: checkRootBinding },
  { id: 'resource', each: resource },
  {
    id: 'schema',
    each: (context, { link: child, parent }) => checkSchema(context, child, parent),
  },
  { id: 'loop', whole: checkLoop },
  { id: 'limits', whole: checkLimits },
  { id: 'framework', whole: checkFramework },
  { id: 'anchor', whole: checkAnchor },
  { id: 'dns', whole: checkDns },
]

/** Whether a check judges each link by itself. */
export const isLinkCheck = (check: LinkCheck | PathCheck): check is LinkCheck => 'each' in check

function validity(
  context: CheckContext,
  { link: child, parent, position, authentication }: LinkView,
): Finding | Finding[] {
  const stated = checkValidity(context, child)
  if (context.policy.validity === 'shell') return stated
  const dates = stated.status === 'pass' ? (checkProofEnd(child) ?? stated) : stated
  if (position > 0) return dates
  const finding = withProof(dates, child)
  const contradiction = checkOwnDate(context, child, parent, authentication)
  return contradiction === undefined ? finding : [finding, contradiction]
}

/** What is proven of the leaf's age. */
function withProof(finding: Finding, { provenBy, issuedAt }: Link): Finding {
  if (provenBy === undefined) return finding
  return { ...finding, details: { ...finding.details, existedBy: formatTime(issuedAt), provenBy: { ...provenBy } } }
}

function link(_: CheckContext, { link: child, parent }: LinkView): Finding {
  const isTop = child.credential.kind === 'root'
  const finding = checkLink(child, isTop ? undefined : parent)
  return finding.status === 'pass' && !isTop && parent === undefined ? noParent('its issuer') : finding
}

function resource(context: CheckContext, { link: child, position }: LinkView): Finding[] {
  const found = checkResource(context, child)
  if (position === 0) return [found]
  const superseded = checkSuperseded(context, position, recheck)
  return superseded.status === 'pass' || superseded.code === 'not_applicable' ? [found] : [found, superseded]
}

/** What a newer version must stand in place of the one that was read (docs/rules.md, Superseded). */
const recheckedIds: ReadonlySet<CheckId> = new Set([
  'format',
  'algorithm',
  'signature',
  'key-purpose',
  'did-state',
  'validity',
  'status',
  'schema',
])

function recheck(context: CheckContext, links: readonly Link[], index: number): { id: CheckId; finding: Finding }[] {
  const replaced = links[index] as Link
  const child = links[index - 1] as Link
  const view: LinkView = {
    link: replaced,
    position: index,
    authentication: authenticate(context, replaced, replaced.issuedAt),
  }
  const own = checkTable.flatMap((check) =>
    isLinkCheck(check) && recheckedIds.has(check.id)
      ? [check.each(context, view)].flat().map((finding) => ({ id: check.id, finding }))
      : [],
  )
  return [
    ...own,
    { id: 'resource', finding: checkResource(context, replaced) },
    { id: 'root-binding', finding: checkRootOfVersion(context, replaced) },
    { id: 'link', finding: checkLink(child, replaced) },
    { id: 'role', finding: checkRole(child, replaced) },
    { id: 'scope', finding: checkScope(child, replaced) },
    { id: 'jurisdiction', finding: checkJurisdiction(context, links) },
    { id: 'path-length', finding: checkPathLength(links, context.policy.maxPathLength) },
    ...(child.credential.schemas === undefined
      ? [{ id: 'schema' as const, finding: checkSchema(context, child, replaced) }]
      : []),
    ...(replaced.credential.kind === 'root' ? recheckRoot(context, links) : []),
  ]
}

/** A newer root must be one that the policy accepts, too. */
function recheckRoot(context: CheckContext, links: readonly Link[]): { id: CheckId; finding: Finding }[] {
  const renewed: CheckContext = { ...context, path: { ...context.path, links: [...links] } }
  const framework = { id: 'framework' as const, finding: checkFramework(renewed) }
  // Without anchors nothing is accepted anyway, and the check itself says so.
  return context.policy.anchors === undefined
    ? [framework]
    : [framework, { id: 'anchor', finding: checkAnchor(renewed) }]
}
