import { validateChain } from '../src/index.js'
import type { DnsRequirement, TrustPolicy } from '../src/index.js'
import { readDomainName } from '../src/dns/read-domain-name.js'
import { codeThrown } from './support/code-thrown.js'
import { dnsAnswer, domainReport, type DomainEnding } from './support/dns-answer.js'
import { outcome } from './support/judge.js'
import { evidence, policy, did, at, domain, answers, judge, dnsOf } from './support/dns-case.js'

const refusals: Record<DomainEnding, string> = {
  none: 'untrusted: dns dns_not_anchored chain',
  bogus: 'untrusted: dns dns_bogus chain',
  unreachable: 'indeterminate: dns dns_unreachable chain',
  dns: 'untrusted: dns dns_insecure chain',
  dnssec: 'untrusted: dns dns_backlink_missing chain',
  bidirectional: 'untrusted: dns dns_key_missing chain',
  'key bogus': 'untrusted: dns dns_bogus chain',
  'document unknown': 'indeterminate: dns dns_unreachable chain',
  high: 'trusted',
}
const enough: Record<DomainEnding, DnsRequirement[]> = {
  none: [],
  bogus: [],
  unreachable: [],
  dns: ['dns'],
  dnssec: ['dns', 'dnssec'],
  bidirectional: ['dns', 'dnssec', 'bidirectional'],
  'key bogus': [],
  'document unknown': ['dns', 'dnssec'],
  high: ['dns', 'dnssec', 'bidirectional', 'high'],
}
const table = (Object.keys(refusals) as DomainEnding[]).flatMap((ending) =>
  (['dns', 'dnssec', 'bidirectional', 'high'] as const).map((needed) => [ending, needed] as const),
)

describe('A relying party that requires a DNS level of the root', () => {
  it.each(table)(
    '%s where %s is required: has that level or more, or is told which step is missing',
    (ending, needed) => {
      const end = enough[ending].includes(needed) ? 'trusted' : refusals[ending]
      expect(outcome(judge(answers([domain, ending]), { dns: needed }))).toBe(end)
    },
  )

  it('finds the level behind any of several domains, and what is open in one leaves it open', () => {
    const dns = 'dnssec'
    expect(outcome(judge(answers(['a.example', 'none'], [domain, 'high']), { dns }))).toBe('trusted')
    expect(outcome(judge(answers(['a.example', 'bogus'], ['b.example', 'unreachable']), { dns }))).toBe(
      'indeterminate: dns dns_unreachable chain',
    )
    expect(outcome(judge(answers(['a.example', 'none'], ['b.example', 'dns']), { dns }))).toBe(
      'untrusted: dns dns_insecure chain',
    )
  })

  it('is told where the root names no domain, and where its plugin could not ask', () => {
    expect(outcome(judge([dnsAnswer(did, at, [])], { dns: 'dns' }))).toBe('untrusted: dns dns_not_anchored chain')
    const { report: _none, ...failed } = dnsAnswer(did, at, [])
    const error = { code: 'unreachable' as const, message: 'the agent has no method verifyDnsAnchor; add DnsAnchor' }
    const report = judge([{ ...failed, error }], { dns: 'dns' })
    expect(outcome(report)).toBe('indeterminate: dns dns_unreachable chain')
    expect(report.reasons[0]?.message).toContain('add DnsAnchor')
    expect(judge([], { dns: 'dns' }).reasons[0]?.message).toContain('DnsAnchor of @trustchains/dns-anchor')
  })

  it('takes the lower of two answers about one domain, whichever comes first', () => {
    const both = [...answers([domain, 'high']), ...answers([domain, 'none'])]
    for (const given of [both, both.toReversed()]) {
      expect(outcome(judge(given, { dns: 'dnssec' }))).toBe('untrusted: dns dns_not_anchored chain')
    }
  })

  it('gets the same report whatever the order of the answers', () => {
    const given = answers(['a.example', 'none'], [domain, 'high'], ['b.example', 'dns'])
    const texts = [given, given.toReversed()].map((list) => JSON.stringify(judge(list, { dns: 'dnssec' })))
    expect(texts[0]).toBe(texts[1])
  })

  it('does not take a plugin’s word for a level or a code that nobody knows', () => {
    const strange = domainReport(domain, 'high', {
      checks: [{ id: 'anchored', status: 'fail', code: 'ok', message: 'x' }],
      level: 'none',
    })
    expect(outcome(judge([dnsAnswer(did, at, [strange])], { dns: 'dns' }))).toBe(
      'indeterminate: dns dns_unreachable chain',
    )
    const wrong = dnsAnswer(did, at, [domainReport(domain, 'high', { level: 'highest' as never })])
    expect(codeThrown(() => judge([wrong], { dns: 'dns' }))).toBe('invalid_argument')
  })
})

describe('A relying party that requires none', () => {
  it.each<DomainEnding>(['none', 'bogus', 'unreachable', 'dns', 'high'])('%s: is told, and nothing fails', (ending) => {
    const report = judge(answers([domain, ending]), {})
    expect(report.verdict).toBe('trusted')
    expect(report.dns).toMatchObject({ did, domains: [{ domain }] })
    expect(dnsOf(report)?.status).toBe(['dns', 'high'].includes(ending) ? 'pass' : 'skipped')
    expect(report.restsOn?.some(({ what }) => what.startsWith('dns'))).toBe(false)
    expect(report.expiresAt).toBe(validateChain(evidence, policy).expiresAt)
  })

  it('is told nothing where DNS is off or was not asked', () => {
    expect(judge(answers([domain, 'high']), { dns: 'off' })).not.toHaveProperty('dns')
    expect(dnsOf(judge(answers([domain, 'high']), { dns: 'off' }))?.code).toBe('policy_off')
    expect(judge([], {})).not.toHaveProperty('dns')
  })
})

describe('A relying party that accepts whatever root a domain anchors', () => {
  const byDomain = (name = domain, ...more: string[]): TrustPolicy => ({
    anchors: [name, ...more].map((item) => ({ domain: item })),
  })

  it.each<DomainEnding>(['dnssec', 'bidirectional', 'high'])('accepts it at the level %s', (ending) => {
    const report = judge(answers([domain, ending]), byDomain())
    expect(outcome(report)).toBe('trusted')
    expect(report.anchor).toMatchObject({ did, matched: 'domain', domain })
  })

  it('accepts an unsigned domain only where it says so', () => {
    expect(outcome(judge(answers([domain, 'dns']), byDomain()))).toBe('untrusted: anchor anchor_untrusted chain')
    expect(outcome(judge(answers([domain, 'dns']), { ...byDomain(), dns: 'dns' }))).toBe('trusted')
    expect(outcome(judge(answers([domain, 'dns']), { ...byDomain(), dns: 'dnssec' }))).toBe(
      'untrusted: anchor anchor_untrusted chain',
    )
  })

  it('is told apart what the anchor and what the level lacks', () => {
    expect(outcome(judge(answers([domain, 'dnssec']), { ...byDomain(), dns: 'bidirectional' }))).toBe(
      'untrusted: dns dns_backlink_missing chain',
    )
  })

  it.each(['EXAMPLE.org', 'example.org.', 'Example.ORG.'])('means the same domain by %s', (name) => {
    expect(outcome(judge(answers([domain, 'dnssec']), byDomain(name)))).toBe('trusted')
  })

  it('means the same domain by its letters and by its ASCII', () => {
    for (const name of ['bücher.example', 'BÜCHER.example', 'xn--bcher-kva.example']) {
      expect(outcome(judge(answers(['xn--bcher-kva.example', 'dnssec']), byDomain(name)))).toBe('trusted')
    }
  })

  it('does not accept a domain above, below or beside', () => {
    for (const other of ['org', 'www.example.org', 'xexample.org', 'example.org.mallory.example']) {
      expect(outcome(judge(answers([other, 'high']), byDomain()))).toBe('indeterminate: anchor dns_unreachable chain')
    }
  })

  it('accepts it by one of several, and what is open in one leaves it open', () => {
    const named = byDomain(domain, 'b.example')
    expect(outcome(judge(answers(['b.example', 'high']), named))).toBe('trusted')
    expect(outcome(judge(answers([domain, 'none']), named))).toBe('indeterminate: anchor dns_unreachable chain')
    expect(outcome(judge(answers([domain, 'none'], ['b.example', 'bogus']), named))).toBe(
      'untrusted: anchor anchor_untrusted chain',
    )
  })

  it('need not ask DNS of a root that it accepts by its DID', () => {
    const anchors = [{ domain }, { did }]
    expect(judge([], { anchors }).anchor).toMatchObject({ matched: 'did' })
    expect(outcome(judge(answers([domain, 'none']), { anchors }))).toBe('trusted')
  })

  it('can not have DNS off', () => {
    expect(codeThrown(() => judge([], { ...byDomain(), dns: 'off' }))).toBe('invalid_policy')
  })
})

describe('A domain in a policy', () => {
  it.each([
    ['example.org', 'example.org'],
    ['rtao。example', 'rtao.example'],
    ['straße.example', 'xn--strae-oqa.example'],
    ['_did.example.org', undefined],
    ['org', undefined],
    ['192.0.2.1', undefined],
    ['0x7f.1', undefined],
    ['https://example.org', undefined],
    ['example.org:443', undefined],
    ['user@example.org', undefined],
    ['example.org/path', undefined],
    ['ex%61mple.org', undefined],
    ['example..org', undefined],
    ['-a.example', undefined],
    [`${'a'.repeat(64)}.example`, undefined],
    ['', undefined],
    ['.', undefined],
  ])('%s is read as %s', (text, name) => {
    expect(readDomainName(text)).toBe(name)
  })

  it('that is none is refused when the policy is read', () => {
    expect(codeThrown(() => judge([], { anchors: [{ domain: 'https://example.org' }] }))).toBe('invalid_policy')
  })
})
