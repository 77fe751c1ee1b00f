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
import { checkPathLength } from './checks/check-path-length.js'
import { checkResource } from './checks/check-resource.js'
import { checkRole } from './checks/check-role.js'
import { checkRootBinding } from './checks/check-root-binding.js'
import { checkSchema } from './checks/check-schema.js'
import { checkScope } from './checks/check-scope.js'
import { checkStatus } from './checks/check-status.js'
import { checkSuperseded } from './checks/check-superseded.js'
import { checkValidity } from './checks/check-validity.js'
import { skipped, undecided, type Finding } from './checks/finding.js'
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
interface LinkCheck {
  id: CheckId
  clause: string
  each: (context: CheckContext, view: LinkView) => Finding | Finding[]
}

/** A check that judges the path as a whole. */
interface PathCheck {
  id: CheckId
  clause: string
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
 * All checks of design 03, in the order in which a report lists them and ranks its reasons. `clause` names where
 * the check comes from.
 */
export const checkTable: readonly (LinkCheck | PathCheck)[] = [
  {
    id: 'format',
    clause: 'VCDM 1.1 section 6.3.1, VC-JOSE-COSE section 3.1',
    each: (context, { link }) => checkFormat(context, link),
  },
  { id: 'algorithm', clause: 'RFC 8725 section 3.1', each: (_, { authentication }) => authentication.algorithm },
  {
    id: 'signature',
    clause: 'RFC 7515 section 5.2; RFC 5280 section 6.1.3 (a)(1)',
    each: (_, { authentication }) => authentication.signature,
  },
  {
    id: 'key-purpose',
    clause: 'DID Core 5.3; RFC 5280 section 4.2.1.3',
    each: (_, { authentication }) => authentication.keyPurpose,
  },
  { id: 'did-state', clause: 'DID Core 7.1.3', each: (_, { authentication }) => authentication.didState },
  { id: 'validity', clause: 'VCDM 2.0 section 4.9; RFC 5280 section 6.1.3 (a)(2)', each: validity },
  {
    id: 'status',
    clause: 'Bitstring Status List 1.0 section 3.2; RFC 5280 section 6.3',
    each: (context, { link }) => checkStatus(context, link),
  },
  { id: 'link', clause: 'RFC 5280 section 6.1.3 (a)(4)', each: link },
  { id: 'role', clause: 'RFC 5280 section 4.2.1.9', each: againstParent('its role', checkRole) },
  { id: 'scope', clause: 'RFC 5280 section 4.2.1.10', each: againstParent('its scope', checkScope) },
  {
    id: 'jurisdiction',
    clause: 'RFC 5280 section 4.2.1.10',
    whole: (context) => checkJurisdiction(context, context.path.links),
  },
  {
    id: 'path-length',
    clause: 'RFC 5280 section 4.2.1.9',
    whole: ({ path, policy }) => checkPathLength(path.links, policy.maxPathLength),
  },
  { id: 'root-binding', clause: 'cheqd trust chains, rootAuthorization', whole: checkRootBinding },
  { id: 'resource', clause: 'DID-Linked Resources 1.0', each: resource },
  {
    id: 'schema',
    clause: 'VC JSON Schema section 4',
    each: (context, { link: child, parent }) => checkSchema(context, child, parent),
  },
  { id: 'loop', clause: 'OpenID Federation 1.0 section 10.1', whole: checkLoop },
  { id: 'limits', clause: 'RFC 5280 section 8', whole: checkLimits },
  { id: 'framework', clause: 'RFC 5280 section 6.1.1 (c)', whole: checkFramework },
  { id: 'anchor', clause: 'RFC 5280 section 6.1.1 (d)', whole: checkAnchor },
  { id: 'dns', clause: 'High assurance DIDs with DNS', whole: checkDns },
]

/** Whether a check judges each link by itself. */
export const isLinkCheck = (check: LinkCheck | PathCheck): check is LinkCheck => 'each' in check

function validity(context: CheckContext, { link: { credential }, link: child }: LinkView): Finding[] {
  const finding = checkValidity(context, child)
  if (context.policy.validity === 'shell') return [finding]
  const open = undecided('not_implemented', 'this version judges validity by the shell model only', {
    kind: credential.kind,
  })
  return [finding, open]
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

/** What a newer version must stand in place of the one that was read (design 03, superseded: the newest must permit the child too). */
const recheckedIds: ReadonlySet<CheckId> = new Set([
  'format',
  'algorithm',
  'signature',
  'key-purpose',
  'did-state',
  'validity',
  'status',
])

function recheck(context: CheckContext, links: readonly Link[], index: number): { id: CheckId; finding: Finding }[] {
  const replaced = links[index] as Link
  const child = links[index - 1] as Link
  const view: LinkView = { link: replaced, position: index, authentication: authenticate(context, replaced) }
  const own = checkTable.flatMap((check) =>
    isLinkCheck(check) && recheckedIds.has(check.id)
      ? [check.each(context, view)].flat().map((finding) => ({ id: check.id, finding }))
      : [],
  )
  return [
    ...own,
    { id: 'resource', finding: checkResource(context, replaced) },
    { id: 'link', finding: checkLink(child, replaced) },
    { id: 'role', finding: checkRole(child, replaced) },
    { id: 'scope', finding: checkScope(child, replaced) },
    { id: 'jurisdiction', finding: checkJurisdiction(context, links) },
    { id: 'path-length', finding: checkPathLength(links, context.policy.maxPathLength) },
    ...(child.credential.schemas === undefined
      ? [{ id: 'schema' as const, finding: checkSchema(context, child, replaced) }]
      : []),
    ...(replaced.credential.kind === 'root'
      ? [
          {
            id: 'framework' as const,
            finding: checkFramework({ ...context, path: { ...context.path, links: [...links] } }),
          },
        ]
      : []),
  ]
}
