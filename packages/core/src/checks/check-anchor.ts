import type { ResolvedDidAnchor } from '../resolve-policy.js'
import type { EvidenceIndex } from '../chain/evidence-index.js'
import type { Link } from '../chain/link.js'
import { standingOf } from '../dns/standing-of.js'
import type { RootAuthorization } from '../types/credential.js'
import type { DnsAnchorLevel } from '../types/dns-anchor-report.js'
import type { CheckContext } from './check-context.js'
import { namesRoot } from './check-root-binding.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'

/** The root that was reached is one that the relying party accepts (RFC 5280 section 6.1.1 (d)): never just any root. */
export function checkAnchor(context: CheckContext): Finding {
  const { path, policy, index } = context
  const { anchors } = policy
  if (anchors === undefined) {
    return undecided(
      'no_trust_anchor',
      'the policy names no trust anchors, so no root can be trusted; set policy.anchors',
    )
  }
  const root = rootLink(path.complete ? path.links.at(-1) : undefined)
  if (root === undefined) return skipped('not_reached', 'no root authorization was reached')
  const { issuer } = root.credential
  const matched = acceptedBy(context, root)
  if (matched !== undefined) return pass('the root is accepted', { did: issuer, ...matched })
  if (anchors.dids.some((anchor) => matches(anchor, root, index) === undefined)) {
    return undecided('resource_unavailable', 'the root that an anchor pins could not be read', { did: issuer })
  }
  return anchors.domains.length > 0
    ? refusedByDomains(context, anchors.domains, issuer)
    : fail('anchor_untrusted', 'the root is none that the policy accepts', { did: issuer })
}

/** What of the policy accepts a root. */
export interface Acceptance {
  /** `did`, `did+rootAuthorization` and the like, or `domain`. */
  matched: string
  /** The domain that anchors its DID, where that is why. */
  domain?: string
}

/** What of the policy accepts a root: an anchor by DID, else a domain that anchors it in DNS. */
export function acceptedBy(context: CheckContext, root: Link<RootAuthorization>): Acceptance | undefined {
  const { anchors } = context.policy
  if (anchors === undefined) return undefined
  const matched = matchingAnchor(anchors.dids, root, context.index)
  if (matched !== undefined) return { matched: describe(matched) }
  const needed = anchorLevel(context.policy)
  const domain = anchors.domains.find(
    (name) => standingOf(context, root.credential.issuer, name, needed).status === 'pass',
  )
  return domain === undefined ? undefined : { matched: 'domain', domain }
}

/** The level at which a domain must anchor a DID to be an anchor: without signatures anybody on the way could be one. */
export const anchorLevel = ({ dns }: Pick<CheckContext['policy'], 'dns'>): DnsAnchorLevel =>
  dns === 'dns' ? 'dns' : 'dnssec'

/** No domain accepts the root: what could not be learnt of one leaves it open. */
function refusedByDomains(context: CheckContext, domains: readonly string[], did: string): Finding {
  const needed = anchorLevel(context.policy)
  const standings = domains.map((domain) => standingOf(context, did, domain, needed))
  const open = standings.find(({ status }) => status === 'indeterminate')
  const [first] = standings
  if (open !== undefined) return undecided('dns_unreachable', `no anchor accepts the root; ${open.message}`, { did })
  const more = standings.length > 1 ? `, nor does any of ${String(standings.length - 1)} more` : ''
  const codes = [...new Set(standings.map(({ code }) => code))]
  return fail('anchor_untrusted', `no anchor accepts the root; ${first?.message ?? ''}${more}`, { did, dns: codes })
}

/** The anchor of the policy that accepts the root. */
export function matchingAnchor(
  anchors: readonly ResolvedDidAnchor[],
  root: Link<RootAuthorization>,
  index: EvidenceIndex,
): ResolvedDidAnchor | undefined {
  return anchors.find((anchor) => matches(anchor, root, index) === true)
}

/** Whether an anchor accepts the root; undefined where that depends on a resource that could not be read. */
function matches(
  { did, rootAuthorization, trustFrameworkId }: ResolvedDidAnchor,
  root: Link<RootAuthorization>,
  index: EvidenceIndex,
): boolean | undefined {
  const { issuer, framework } = root.credential
  if (did !== issuer) return false
  const isFramework =
    trustFrameworkId === undefined ||
    trustFrameworkId === framework?.trustFrameworkId ||
    trustFrameworkId === framework?.trustFramework
  if (!isFramework) return false
  return rootAuthorization === undefined || namesRoot({ index }, rootAuthorization, root)
}

/** What of an anchor had to match: `did`, `did+rootAuthorization` and the like. */
export function describe(anchor: ResolvedDidAnchor): string {
  const narrowed = (['rootAuthorization', 'trustFrameworkId'] as const).filter((name) => anchor[name] !== undefined)
  return ['did', ...narrowed].join('+')
}

/** A link whose credential is a root authorization. */
export function rootLink(link: Link | undefined): Link<RootAuthorization> | undefined {
  return link?.credential.kind === 'root' ? (link as Link<RootAuthorization>) : undefined
}
