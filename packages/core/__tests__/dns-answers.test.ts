import { dnsInquiries, TrustChainError, validateChain } from '../src/index.js'
import type { DnsEvidence, Evidence, JsonObject, JsonValue, TrustPolicy } from '../src/index.js'
import { dnsAnswer, domainReport, type DomainEnding } from './support/dns-answer.js'
import { outcome } from './support/judge.js'
import { chain, evidence, policy, did, at, domain, answers, judge } from './support/dns-case.js'

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

  it('is told of a DID document that is nested without end, or in itself, as of any other: a stranger wrote it', () => {
    const anchors = ['a.example', 'b.example'].map((name) => ({ domain: name }))
    const [deep, itself]: [JsonValue[], JsonObject] = [[], {}]
    let inner = deep
    for (let level = 0; level < 20_000; level += 1) {
      const next: JsonValue[] = []
      inner.push(next)
      inner = next
    }
    itself.itself = itself
    for (const extra of [deep, itself]) {
      const didDocuments = evidence.didDocuments.map((item) =>
        item.did === did ? { ...item, document: { extra, alsoKnownAs: ['https://B.example'] } } : item,
      )
      const [inquiry] = dnsInquiries({ ...evidence, didDocuments }, { anchors, dns: 'high' })
      expect(inquiry?.rounds).toEqual([['b.example'], ['a.example']])
    }
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
