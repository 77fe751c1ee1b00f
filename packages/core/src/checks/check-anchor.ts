import type { ResolvedDidAnchor } from '../resolve-policy.js'
import type { EvidenceIndex } from '../chain/evidence-index.js'
import type { Link } from '../chain/link.js'
import type { RootAuthorization } from '../types/credential.js'
import type { CheckContext } from './check-context.js'
import { namesRoot } from './check-root-binding.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'

/** The root that was reached is one that the relying party accepts (RFC 5280 section 6.1.1 (d)): never just any root. */
export function checkAnchor({ path, policy, index }: CheckContext): Finding {
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
  const matched = matchingAnchor(anchors.dids, root, index)
  if (matched !== undefined) return pass('the root is accepted', { did: issuer, matched: describe(matched) })
  if (anchors.dids.some((anchor) => matches(anchor, root, index) === undefined)) {
    return undecided('resource_unavailable', 'the root that an anchor pins could not be read', { did: issuer })
  }
  if (anchors.domains.length > 0) {
    return undecided(
      'not_implemented',
      'no anchor by DID accepts the root, and this version does not read anchors by domain',
      { did: issuer },
    )
  }
  return fail('anchor_untrusted', 'the root is none that the policy accepts', { did: issuer })
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
