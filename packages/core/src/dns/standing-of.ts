import type { CheckContext } from '../checks/check-context.js'
import type { Finding } from '../checks/finding.js'
import { undecided } from '../checks/finding.js'
import { plainMessage } from '../checks/plain-message.js'
import type { DnsAnchorLevel } from '../types/dns-anchor-report.js'
import { domainStanding } from './domain-standing.js'

/** What the search looks at. */
export type DnsContext = Pick<CheckContext, 'dns' | 'at' | 'index'>

/**
 * How far one domain anchors a DID at a level, and notes on whose word that rests.
 *
 * @param domain - as `readDomainName` gives it
 */
export function standingOf(context: DnsContext, did: string, domain: string, needed: DnsAnchorLevel): Finding {
  const answer = context.dns?.domain(did, domain)
  if (answer === undefined) {
    const why = context.dns?.fault(did, domain) ?? 'DNS was not asked for it'
    return undecided('dns_unreachable', `${domain}: ${plainMessage(why)}`, { domain, needed })
  }
  context.index.unproven.noteOf(answer.isSigned ? 'dnssec-record' : 'dns-record', domain, answer)
  return domainStanding(answer, needed, context.at)
}

/** How far the domains that were asked anchor a DID at a level, the best first; empty where none is known. */
export function standingsOf(context: DnsContext, did: string, needed: DnsAnchorLevel): Finding[] {
  const answers = context.dns?.domains(did) ?? []
  return answers.map(({ report }) => standingOf(context, did, report.domain, needed))
}
