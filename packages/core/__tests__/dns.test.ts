import { dnsInquiries, TrustChainError, validateChain, ValidationMemo } from '../src/index.js'
import type { DnsEvidence, DnsRequirement, Evidence, TrustChainReport, TrustPolicy } from '../src/index.js'
import { readDomainName } from '../src/dns/read-domain-name.js'
import { codeThrown } from './support/code-thrown.js'
import { dnsAnswer, domainReport, type DomainEnding } from './support/dns-answer.js'
import { caseOf, outcome } from './support/judge.js'
import { undocumentedResults } from './support/undocumented-results.js'

const { chain, evidence, policy } = caseOf()
const did = chain.did('root')
const { at } = chain
const domain = 'example.org'

const answers = (...endings: [string, DomainEnding][]): DnsEvidence[] =>
  endings.map(([name, ending]) => dnsAnswer(did, at, [domainReport(name, ending)]))

function judge(dnsAnchors: DnsEvidence[], change: TrustPolicy, bundle: Evidence = evidence): TrustChainReport {
  const report = validateChain(bundle, { ...policy, ...change }, { memo: new ValidationMemo(), dnsAnchors })
  expect(undocumentedResults(report)).toEqual([])
  return report
}

const dnsOf = ({ checks }: TrustChainReport): TrustChainReport['checks'][number] | undefined =>
  checks.find(({ id }) => id === 'dns')

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

describe('How long, and on whose word, it holds', () => {
  const ends = '2026-06-01T00:01:00Z'
  const ending = (level: DomainEnding): DnsEvidence[] => [
    dnsAnswer(did, at, [domainReport(domain, level, { expiresAt: ends })]),
  ]

  it('ends with the domain’s answer where the verdict rests on it', () => {
    expect(judge(ending('high'), { dns: 'dnssec' }).expiresAt).toBe(ends)
    expect(judge(ending('high'), { anchors: [{ domain }] }).expiresAt).toBe(ends)
    expect(judge(ending('high'), {}).expiresAt).not.toBe(ends)
  })

  it('never ends before it was asked: TRAIN’s records have a TTL of 0', () => {
    const past = [dnsAnswer(did, at, [domainReport(domain, 'high', { expiresAt: '2026-05-31T23:59:59Z' })])]
    expect(judge(past, { dns: 'dnssec' })).toMatchObject({ verdict: 'trusted', expiresAt: at })
  })

  it.each<[string, DomainEnding, Partial<DnsEvidence>, string]>([
    ['signed', 'high', {}, 'dnssec-record'],
    ['not signed', 'dns', {}, 'dns-record'],
    ['a resolver’s word', 'high', { report: { ...answers([domain, 'high'])[0]!.report!, proof: [] } }, 'dns-record'],
  ])('says so: %s', (_name, level, change, what) => {
    const given = [{ ...dnsAnswer(did, at, [domainReport(domain, level)]), ...change, source: 'bundle: x' }]
    const facts = judge(given, { dns: 'dns' }).restsOn?.filter((fact) => fact.what.startsWith('dns'))
    expect(facts).toEqual([{ what, source: 'bundle: x', readAt: at, items: [domain] }])
  })

  it('an answer read later proves what was signed for then, and refuses nothing', () => {
    const later = (level: DomainEnding): DnsEvidence[] => [
      dnsAnswer(did, at, [domainReport(domain, level)], { readAt: '2026-08-01T00:00:00Z' }),
    ]
    expect(outcome(judge(later('high'), { dns: 'dnssec' }))).toBe('trusted')
    for (const level of ['none', 'bogus', 'dns', 'unreachable'] as const) {
      expect(outcome(judge(later(level), { dns: 'dnssec' }))).toBe('indeterminate: dns dns_unreachable chain')
    }
    const word = later('high').map((item) => ({ ...item, report: { ...item.report!, proof: [] } }))
    expect(outcome(judge(word, { dns: 'dnssec' }))).toBe('indeterminate: dns dns_unreachable chain')
  })

  it('an answer read a moment later is of the same time, however fresh a policy wants it', () => {
    const given = [dnsAnswer(did, at, [domainReport(domain, 'dns')], { readAt: '2026-06-01T00:00:00.900Z' })]
    const anchors = [{ domain }]
    const report = validateChain(evidence, { anchors, dns: 'dns', freshness: 0 }, { dnsAnchors: given })
    expect(report.checks.find(({ id }) => id === 'anchor')?.status).toBe('pass')
  })

  it('an answer read before counts as long as its TTL says, and then no more', () => {
    const readAt = '2026-05-31T12:00:00Z'
    const read = (expiresAt: string, level: DomainEnding = 'high'): DnsEvidence[] => [
      dnsAnswer(did, at, [domainReport(domain, level, { expiresAt })], { readAt }),
    ]
    expect(outcome(judge(read('2026-06-01T01:00:00Z'), { dns: 'dnssec' }))).toBe('trusted')
    expect(outcome(judge(read('2026-05-31T13:00:00Z'), { dns: 'dnssec' }))).toBe(
      'indeterminate: dns dns_unreachable chain',
    )
    // Signatures that have ended are a definite answer, as an expired status list is.
    expect(outcome(judge(read('2026-05-31T13:00:00Z', 'bogus'), { dns: 'dnssec' }))).toBe(
      'untrusted: dns dns_bogus chain',
    )
  })
})

describe('What DNS is asked', () => {
  const ask = (change: TrustPolicy): [string | undefined, (string | undefined)[][]][] =>
    dnsInquiries(evidence, { ...policy, ...change }).map(({ did: about, rounds }) => [about, rounds])

  it('is nothing where DNS is off, or no anchor could accept the root: a holder would choose whom a verifier asks', () => {
    expect(ask({ dns: 'off' })).toEqual([])
    expect(ask({ anchors: [{ did: chain.did('mallory') }] })).toEqual([])
    expect(ask({ anchors: [] })).toEqual([])
  })

  it('is what the DID document names where the DID is accepted, and the anchors’ domains where not', () => {
    expect(ask({})).toEqual([[did, [[undefined]]]])
    expect(ask({ anchors: undefined })).toEqual([[did, [[undefined]]]])
    expect(ask({ anchors: [{ domain: 'A.example' }] })).toEqual([[did, [['a.example']]]])
    expect(ask({ anchors: [{ did }, { domain }], dns: 'dnssec' })).toEqual([[did, [[undefined], [domain]]]])
    expect(ask({ anchors: [{ did }, { domain }] })).toEqual([[did, [[undefined]]]])
  })

  it('is first the domain that the DID document mentions', () => {
    const didDocuments = evidence.didDocuments.map((item) =>
      item.did === did ? { ...item, document: { ...item.document, alsoKnownAs: ['https://B.example'] } } : item,
    )
    const anchors = ['a.example', 'b.example'].map((name) => ({ domain: name }))
    const [inquiry] = dnsInquiries({ ...evidence, didDocuments }, { anchors, dns: 'high' })
    expect(inquiry).toMatchObject({ rounds: [['b.example'], ['a.example']], enough: 'high', isNeeded: true })
  })
})

describe('DNS answers in a bundle from a stranger', () => {
  const [good] = answers([domain, 'high'])
  const withDns = (...dns: unknown[]): Evidence => ({ ...evidence, dns: dns as DnsEvidence[] })

  it('are of no effect, whatever they say', () => {
    const bundle = withDns(good)
    expect(JSON.stringify(judge([], {}, bundle))).toBe(JSON.stringify(judge([], {})))
  })

  it.each<[string, Evidence, string]>([
    ['no list', { ...evidence, dns: {} as never }, 'evidence.dns is no array'],
    ['65 of them', withDns(...Array.from({ length: 65 }, () => good)), 'evidence.dns has more than 64 items'],
    ['null', withDns(null), 'evidence.dns[0] is no object'],
    ['no DID', withDns({ ...good, did: 7 }), 'evidence.dns[0].did is no string'],
    [
      'an answer and an error',
      withDns({ ...good, error: { code: 'limit', message: '' } }),
      'evidence.dns[0] has both an answer and an error',
    ],
    ['a report that is a string', withDns({ ...good, report: 'high' }), 'evidence.dns[0].report is no object'],
    [
      'an unknown level',
      withDns({ ...good, report: { ...good?.report, level: 'top' } }),
      'evidence.dns[0].report.level is none that is known',
    ],
    [
      'no domains',
      withDns({ ...good, report: { ...good?.report, domains: null } }),
      'evidence.dns[0].report.domains is no array',
    ],
    [
      'a proof that is no text',
      withDns({ ...good, report: { ...good?.report, proof: [{ name: '.', type: 1, readAt: at, message: 7 }] } }),
      'evidence.dns[0].report.proof[0].message is no string',
    ],
    [
      '257 messages',
      withDns({ ...good, report: { ...good?.report, proof: Array.from({ length: 257 }, () => ({})) } }),
      'evidence.dns[0].report.proof has more than 256 items',
    ],
    [
      '3 MB of proof',
      withDns({
        ...good,
        report: { ...good?.report, proof: [{ name: '.', type: 1, readAt: at, message: 'A'.repeat(3e6) }] },
      }),
      'evidence.dns[0].report.proof has more than 2097152 characters',
    ],
  ])('are refused by their place: %s', (_name, bundle, message) => {
    expect(() => judge([], {}, bundle)).toThrow(new TrustChainError('invalid_evidence', message))
  })

  it('count among the bytes of the evidence', () => {
    const proof = [{ name: '.', type: 1, readAt: at, message: 'A'.repeat(2e6) }]
    const bundle = withDns(...Array.from({ length: 30 }, () => ({ ...good, report: { ...good?.report, proof } })))
    expect(outcome(judge([], {}, bundle))).toBe('untrusted: limits limit_exceeded chain')
    expect(dnsInquiries(bundle, policy)).toEqual([])
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
