import type { DnsAnchorCheck, DnsAnchorLevel, DnsDomainReport, DnsEvidence } from '../../src/index.js'

/** How a domain's checks end, in their order, at a level or where something is wrong. */
const endings = {
  none: ['fail dns_not_anchored', 'skipped not_reached', 'fail dns_backlink_missing', 'skipped not_reached'],
  bogus: ['fail dns_bogus', 'skipped not_reached', 'pass ok', 'skipped not_reached'],
  unreachable: ['indeterminate dns_unreachable', 'skipped not_reached', 'pass ok', 'skipped not_reached'],
  dns: ['pass ok', 'fail dns_insecure', 'pass ok', 'skipped not_reached'],
  dnssec: ['pass ok', 'pass ok', 'fail dns_backlink_missing', 'skipped not_reached'],
  bidirectional: ['pass ok', 'pass ok', 'pass ok', 'fail dns_key_missing'],
  'key bogus': ['pass ok', 'pass ok', 'pass ok', 'fail dns_bogus'],
  'document unknown': ['pass ok', 'pass ok', 'indeterminate dns_unreachable', 'skipped not_reached'],
  high: ['pass ok', 'pass ok', 'pass ok', 'pass ok'],
} as const

/** What a domain says. */
export type DomainEnding = keyof typeof endings

const levelOf: Record<DomainEnding, DnsAnchorLevel> = {
  none: 'none',
  bogus: 'none',
  unreachable: 'none',
  dns: 'dns',
  dnssec: 'dnssec',
  bidirectional: 'bidirectional',
  'key bogus': 'none',
  'document unknown': 'dnssec',
  high: 'high',
}

/** What a DNS plugin reports of a domain, in the form of that of `@trustchains/dns-anchor`. */
export function domainReport(
  domain: string,
  ending: DomainEnding,
  change: Partial<DnsDomainReport> = {},
): DnsDomainReport {
  const ids = ['anchored', 'dnssec', 'backlink', 'key'] as const
  const checks = endings[ending].map((text, index) => {
    const [status, code] = text.split(' ') as [DnsAnchorCheck['status'], DnsAnchorCheck['code']]
    return { id: ids[index] ?? 'key', status, code, message: `${ids[index] ?? ''} is ${text}` }
  })
  const security = ending === 'dns' ? 'insecure' : ending === 'bogus' ? 'bogus' : 'secure'
  return {
    domain,
    level: levelOf[ending],
    records: [],
    dnssec: [{ name: `_did.${domain}.`, type: 'TXT', security: ending === 'unreachable' ? 'indeterminate' : security }],
    backlinks: [],
    checks,
    ...change,
  }
}

/** What the verifier's own plugin found of a DID at domains, read at the time of evaluation. */
export function dnsAnswer(
  did: string,
  at: string,
  domains: DnsDomainReport[],
  change: Partial<DnsEvidence> = {},
): DnsEvidence {
  const [first] = domains
  return {
    did,
    ...(domains.length === 1 && first && { domain: first.domain }),
    source: 'agent.verifyDnsAnchor',
    readAt: at,
    report: {
      did,
      at,
      level: first?.level ?? 'none',
      domains,
      proof: [{ name: '_did.example.org.', type: 16, readAt: at, message: 'AAAA' }],
    },
    ...change,
  }
}
