import { plainMessage } from './plain-message.js'
import type { CheckContext } from './check-context.js'
import { rootLink } from './check-anchor.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'
import { standingsOf } from '../dns/standing-of.js'
import type { DnsAnchorLevel } from '../types/dns-anchor-report.js'

/**
 * The root's domain anchors its DID at the level asked for (docs/verification.md, dns). What counts is what the agent's
 * plugin found in this very call: what evidence says of DNS is not believed.
 */
export function checkDns(context: CheckContext): Finding {
  const { policy, path } = context
  if (policy.dns === 'off') return skipped('policy_off', 'the policy looks at no DNS')
  const root = rootLink(path.complete ? path.links.at(-1) : undefined)
  if (root === undefined) return skipped('not_reached', 'no root authorization was reached')
  const { issuer } = root.credential
  return policy.dns === 'report' ? tell(context, issuer) : judge(context, issuer, policy.dns)
}

/** Nothing rests on it, so nothing fails. */
function tell({ dns }: CheckContext, did: string): Finding {
  const [best] = dns?.domains(did) ?? []
  if (best === undefined || best.report.level === 'none') {
    const why = best === undefined ? 'nothing is known of it' : `${best.report.domain} does not anchor it`
    return skipped('not_applicable', `the policy requires no DNS level of the root, and ${why}`)
  }
  const { domain, level } = best.report
  return pass(`no level is required; ${domain} anchors the root's DID at the level ${level}`, { domain, level })
}

function judge(context: CheckContext, did: string, needed: DnsAnchorLevel): Finding {
  const standings = standingsOf(context, did, needed)
  const passed = standings.find(({ status }) => status === 'pass')
  if (passed !== undefined) return passed
  // What could not be learnt of one domain might be what is asked for.
  const open =
    standings.find(({ status }) => status === 'indeterminate') ?? gap(context, did, needed, standings.length > 0)
  if (open !== undefined) return open
  const [best] = standings
  return best ?? fail('dns_not_anchored', 'no domain is known for the root: its DID document names none', { needed })
}

/** What there is no answer to: the policy's domains, and, where no other was asked, those that the DID document names. */
function gap(
  { dns, policy }: CheckContext,
  did: string,
  needed: DnsAnchorLevel,
  hasAnswers: boolean,
): Finding | undefined {
  const named = policy.anchors?.domains ?? []
  const unknown = named.filter((domain) => dns?.domain(did, domain) === undefined)
  const isOwnKnown =
    dns?.hasOwnDomains(did) === true || ((hasAnswers || named.length > 0) && dns?.fault(did) === undefined)
  if (unknown.length === 0 && isOwnKnown) return undefined
  const fault = [...(isOwnKnown ? [] : [undefined]), ...unknown].map((domain) => dns?.fault(did, domain))
  const why = fault.find((text) => text !== undefined) ?? notAsked
  return undecided('dns_unreachable', plainMessage(why), { needed })
}

const notAsked =
  'the policy requires a DNS level of the root, and DNS was not asked; DnsAnchor of @trustchains/dns-anchor can'
