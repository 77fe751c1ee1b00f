import { acceptedBy, anchorLevel, checkAnchor } from '../src/checks/check-anchor.js'
import type { CheckContext } from '../src/checks/check-context.js'
import { checkDns } from '../src/checks/check-dns.js'
import { totalBytes } from '../src/checks/check-limits.js'
import { DnsAnswers } from '../src/dns/dns-answers.js'
import { resolvePolicy } from '../src/index.js'
import type { DnsEvidence, Evidence, TrustPolicy } from '../src/index.js'
import { dnsAnswer, domainReport, type DomainEnding } from './support/dns-answer.js'
import { linkOf } from './support/link-of.js'

const did = 'did:example:root'
const at = '2026-06-01T00:00:00Z'
const [a, b] = ['a.example', 'b.example']
const said = (domain: string, ending: DomainEnding): DnsEvidence => dnsAnswer(did, at, [domainReport(domain, ending)])
const own = (...endings: [string, DomainEnding][]): DnsEvidence =>
  dnsAnswer(
    did,
    at,
    endings.map(([domain, ending]) => domainReport(domain, ending)),
    { domain: undefined },
  )
const fault = (message: string, domain?: string): DnsEvidence => ({
  did,
  ...(domain !== undefined && { domain }),
  source: 'test',
  readAt: at,
  error: { code: 'unreachable', message },
})
const domains = (...names: string[]): TrustPolicy['anchors'] => names.map((domain) => ({ domain }))

interface Given {
  policy?: TrustPolicy
  answers?: DnsEvidence[]
  path?: object
}
const contextOf = ({ policy = {}, answers, path }: Given): CheckContext => {
  const now = Date.parse(at)
  return {
    at: now,
    policy: resolvePolicy(policy),
    index: { unproven: { noteOf: () => undefined } },
    path: { complete: true, links: [linkOf({ kind: 'root', issuer: did })], ...path },
    ...(answers !== undefined && { dns: new DnsAnswers(answers, now, 300_000) }),
  } as never
}

describe('the DNS level of a root, without any other check before it', () => {
  const open = ['indeterminate', 'dns_unreachable', { needed: 'dnssec' }]
  const anchored = (domain: string, level: string, needed?: string) => [
    'pass',
    'ok',
    { domain, level, ...(needed !== undefined && { needed }) },
  ]
  const dns = 'dnssec'
  it.each<[string, Given, unknown[]]>([
    ['DNS is off', { policy: { dns: 'off' }, answers: [own([a, 'high'])] }, ['skipped', 'policy_off']],
    ['no root was reached', { policy: { dns }, path: { complete: false } }, ['skipped', 'not_reached']],
    ['an end that is no root', { path: { links: [linkOf({ kind: 'attest' })] } }, ['skipped', 'not_reached']],
    ['none is required, and nobody asked', {}, ['skipped', 'not_applicable']],
    ['none is required, and there is none', { answers: [own([a, 'none'])] }, ['skipped', 'not_applicable']],
    ['none is required, and there is one', { answers: [own([a, 'dns'])] }, anchored(a, 'dns')],
    [
      'one that is enough, beside one of which nothing could be learnt',
      { policy: { dns }, answers: [own([a, 'unreachable'], [b, 'high'])] },
      anchored(b, 'high', dns),
    ],
    [
      'one that is enough, beside one of the policy’s that was not asked',
      { policy: { dns, anchors: domains(a, b) }, answers: [said(b, 'high')] },
      anchored(b, 'high', dns),
    ],
    [
      'one that is not, beside one of the policy’s that was not asked',
      { policy: { dns, anchors: domains(a, b) }, answers: [own([b, 'none'])] },
      open,
    ],
    [
      'all of the policy’s, and no other was asked',
      { policy: { dns, anchors: domains(a) }, answers: [said(a, 'none')] },
      ['fail', 'dns_not_anchored', { domain: a, level: 'none', needed: dns }],
    ],
    [
      'all of the policy’s, and those of the DID document could not be asked',
      { policy: { dns, anchors: domains(a) }, answers: [said(a, 'none'), fault('x')] },
      open,
    ],
    [
      'the DID document names none',
      { policy: { dns }, answers: [own()] },
      ['fail', 'dns_not_anchored', { needed: dns }],
    ],
    ['nobody asked', { policy: { dns } }, open],
    ['nobody asked those of the policy', { policy: { dns, anchors: domains(a) } }, open],
    ['nothing was learnt', { policy: { dns }, answers: [] }, open],
  ])('%s', (_name, given, expected) => {
    const { status, code, details } = checkDns(contextOf(given))
    expect([status, code, ...(details === undefined ? [] : [details])]).toEqual(expected)
  })

  it.each<[string, Given, string]>([
    ['the DID document’s', { policy: { dns }, answers: [fault('no\nserver')] }, 'no server'],
    ['one of the policy’s', { policy: { dns, anchors: domains(a, b) }, answers: [fault('no way', b)] }, 'no way'],
    ['nobody’s', { policy: { dns } }, 'DNS was not asked'],
    ['none at all', {}, 'nothing is known'],
    ['none that anchors it', { answers: [own([a, 'none'])] }, a],
  ])('why nothing was learnt is told, by domain: %s', (_name, given, text) => {
    expect(checkDns(contextOf(given)).message).toContain(text)
  })
})

describe('a root that a domain anchors, without any other check before it', () => {
  it('is accepted by the policy’s domains only, at the level that they need', () => {
    const answers = [said(a, 'dns'), said(b, 'dnssec')]
    const root = linkOf({ kind: 'root', issuer: did }) as never
    expect(acceptedBy(contextOf({ answers }), root)).toBeUndefined()
    expect(acceptedBy(contextOf({ answers, policy: { anchors: domains(a) } }), root)).toBeUndefined()
    expect(acceptedBy(contextOf({ answers, policy: { anchors: domains(a, b) } }), root)).toEqual({
      matched: 'domain',
      domain: b,
    })
    expect((['dns', 'dnssec', 'high', 'report'] as const).map((dns) => anchorLevel({ dns }))).toEqual([
      'dns',
      'dnssec',
      'dnssec',
      'dnssec',
    ])
  })

  it('is refused with what each of them lacks: an operator would mend the wrong one', () => {
    const refused = (...answers: DnsEvidence[]) =>
      checkAnchor(contextOf({ answers, policy: { anchors: domains(...answers.map(({ domain }) => domain ?? '')) } }))
    expect(refused(said(a, 'none'), said(b, 'bogus'))).toMatchObject({
      code: 'anchor_untrusted',
      details: { did, dns: ['dns_not_anchored', 'dns_bogus'] },
    })
    expect(refused(said(a, 'none'), said(b, 'none'), said('c.example', 'none'))).toMatchObject({
      details: { did, dns: ['dns_not_anchored'] },
      message: expect.stringMatching(/, nor does any of 2 more$/),
    })
    expect(refused(said(a, 'none')).message).not.toContain('more')
  })
})

it('a DNS answer without proof has no bytes to count', () => {
  const none = { resources: [], schemas: [], statusLists: [] } as unknown as Evidence
  expect(totalBytes(none)).toBe(0)
  expect(totalBytes({ ...none, dns: [fault('x')] })).toBe(0)
})
