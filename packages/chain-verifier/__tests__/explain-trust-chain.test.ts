import type { ChainLink, CheckResult, TrustChainReport } from '@trustchains/core'
import { explainTrustChain } from '../src/explain/explain-trust-chain.js'

const root = 'did:cheqd:testnet:11111111-1111-4111-8111-111111111111'
const university = 'did:cheqd:testnet:22222222-2222-4222-8222-222222222222'

const check = (link: number | null, rest: Partial<CheckResult> = {}): CheckResult => ({
  id: 'format',
  link,
  status: 'pass',
  code: 'ok',
  message: 'it is well formed',
  clause: 'VCDM 1.1 section 4',
  ...rest,
})

const links: ChainLink[] = [
  {
    role: 'holder',
    type: ['VerifiableCredential', 'DiplomaCredential'],
    issuer: university,
    subject: 'did:key:z6MkHolder',
    validFrom: '2026-01-01T00:00:00Z',
  },
  {
    role: 'trusted-issuer',
    url: `${root}/resources/33333333-3333-4333-8333-333333333333`,
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'VerifiableAccreditationToAttest'],
    issuer: root,
    subject: university,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2027-01-01T00:00:00Z',
    accreditedFor: [
      { schemaId: `${root}?resourceName=S&resourceType=T`, types: ['DiplomaCredential'], limitJurisdiction: ['FI'] },
    ],
  },
  {
    role: 'rTAO',
    url: `${root}?resourceName=Root&resourceType=VerifiableAuthorizationForTrustChain`,
    type: ['VerifiableCredential', 'VerifiableAuthorizationForTrustChain'],
    issuer: root,
    subject: root,
    accreditedFor: [],
  },
]

const expired = check(1, { id: 'validity', status: 'fail', code: 'expired', message: 'it expired on 2026-02-01' })

const untrusted: TrustChainReport = {
  verdict: 'untrusted',
  verified: false,
  at: '2026-06-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  anchor: { did: root, trustFramework: 'https://example.com/f', trustFrameworkId: 'Example Framework', matched: 'did' },
  chain: links,
  checks: [
    check(0),
    check(0, { id: 'status', status: 'skipped', code: 'not_applicable', message: 'it names no status' }),
    check(1),
    expired,
    check(2),
    check(2, {
      id: 'schema',
      status: 'indeterminate',
      code: 'schema_unavailable',
      message: 'the schema was not to be had',
    }),
    check(null, { id: 'anchor', message: 'the root is accepted' }),
  ],
  reasons: [expired],
}

const textOf = (report: TrustChainReport): string => explainTrustChain({ report }).text
const diagramOf = (report: TrustChainReport): string => explainTrustChain({ report, format: 'mermaid' }).text

describe('A person who reads the text', () => {
  it('learns the verdict and its reasons before anything else', () => {
    const [verdict, reason] = textOf(untrusted).split('\n')
    expect(verdict).toBe('✗ untrusted as of 2026-06-01T00:00:00Z, holds until 2027-01-01T00:00:00Z')
    expect(reason).toBe('   ✗ validity expired: it expired on 2026-02-01 (link 1)')
  })

  it('sees the chain from the root down to the leaf, with who, what, where, until when and every check', () => {
    expect(textOf(untrusted)).toMatchInlineSnapshot(`
     "✗ untrusted as of 2026-06-01T00:00:00Z, holds until 2027-01-01T00:00:00Z
        ✗ validity expired: it expired on 2026-02-01 (link 1)
        root did:cheqd:testnet:11111111-1111-4111-8111-111111111111, accepted by did, framework "Example Framework" https://example.com/f

     rTAO did:cheqd:testnet:11111111-1111-4111-8111-111111111111 (link 2)
     │  issued by did:cheqd:testnet:11111111-1111-4111-8111-111111111111
     │  as VerifiableAuthorizationForTrustChain
     │  read from did:cheqd:testnet:11111111-1111-4111-8111-111111111111?resourceName=Root&resourceType=VerifiableAuthorizationForTrustChain
     │  valid, without an end
     │  accredited for nothing
     │  ✓ format ok: it is well formed
     │  ? schema schema_unavailable: the schema was not to be had
     └─ trusted issuer did:cheqd:testnet:22222222-2222-4222-8222-222222222222 (link 1)
        │  issued by did:cheqd:testnet:11111111-1111-4111-8111-111111111111
        │  as VerifiableAccreditationToAttest, urn:uuid:1
        │  read from did:cheqd:testnet:11111111-1111-4111-8111-111111111111/resources/33333333-3333-4333-8333-333333333333
        │  valid from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z
        │  accredited for DiplomaCredential, schema did:cheqd:testnet:11111111-1111-4111-8111-111111111111?resourceName=S&resourceType=T, in FI
        │  ✓ format ok: it is well formed
        │  ✗ validity expired: it expired on 2026-02-01
        └─ holder did:key:z6MkHolder (link 0)
              issued by did:cheqd:testnet:22222222-2222-4222-8222-222222222222
              as DiplomaCredential
              handed over
              valid from 2026-01-01T00:00:00Z, without an end
              ✓ format ok: it is well formed
              – status not_applicable: it names no status

     whole chain
        ✓ anchor ok: the root is accepted
     "
    `)
  })

  it('learns on whose word it rests', () => {
    const restsOn = [
      { what: 'did-document' as const, source: 'agent.resolveDid', readAt: '2026-06-01T00:00:00Z', items: [root, 'b'] },
    ]
    expect(
      textOf({ ...untrusted, restsOn })
        .split('\n')
        .slice(-3),
    ).toEqual([
      'rests on',
      `   did-document ${root} and 1 more: on the word of agent.resolveDid, read 2026-06-01T00:00:00Z`,
      '',
    ])
  })

  it('finds every check of the report, also of links that could not be read', () => {
    const unread = check(3, {
      id: 'resource',
      status: 'indeterminate',
      code: 'resource_unavailable',
      message: 'no answer',
    })
    const text = textOf({ ...untrusted, checks: [...untrusted.checks, unread] })
    for (const { code, message } of [...untrusted.checks, unread]) expect(text).toContain(`${code}: ${message}`)
    expect(text).toContain('a credential that could not be read (link 3)')
  })

  it('is told of a report without any chain', () => {
    const malformed = check(0, { status: 'fail', code: 'malformed', message: 'it is no JWT' })
    const text = textOf({ ...untrusted, anchor: undefined, chain: [], checks: [malformed], reasons: [malformed] })
    expect(text).toContain('a credential that could not be read (link 0)\n   ✗ format malformed: it is no JWT')
  })
})

const hostile: [string, string][] = [
  ['the end of a label', '"]:::pass\n  evil["x'],
  ['HTML', '</script><script>alert(1)</script>'],
  ['a directive', '%%{init: {"securityLevel": "loose"}}%%'],
  ['terminal colours', '\u001b[2J\u001b[1;32m✓ trusted\u001b[0m'],
  ['a terminal link', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'],
  ['line breaks', 'line\r\nbreak\u2028\u2029\u0085'],
  ['a change of direction', 'right\u202eto\u2066left\u200b'],
  ['a click handler', 'click link0 "javascript:alert(1)"'],
  ['Markdown and entities', '`markdown` #quot; &lt;b&gt; --> |x|'],
  ['ten thousand characters', `${'\ud83d\ude00'.repeat(5000)}\ud800`],
]

const forged = (name: string): TrustChainReport => {
  const message = check(0, { status: 'fail', code: 'malformed', message: name })
  const link: ChainLink = {
    role: 'TAO',
    url: name,
    id: name,
    type: [name],
    issuer: name,
    subject: name,
    validFrom: name,
    validUntil: name,
    accreditedFor: [{ schemaId: name, types: [name], limitJurisdiction: [name] }],
  }
  return {
    ...untrusted,
    at: name,
    expiresAt: name,
    anchor: { did: name, trustFramework: name, trustFrameworkId: name, matched: name },
    chain: [link, link],
    checks: [message, { ...message, link: null }],
    reasons: [message],
  }
}

describe('A name that a stranger chose', () => {
  it.each(hostile)('can not reach the terminal or add a line to the text: %s', (_, name) => {
    const text = textOf(forged(name))
    const lines = textOf(forged('plain')).split('\n').length
    expect(text.split('\n')).toHaveLength(lines)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    expect(text.length).toBeLessThan(20_000)
  })

  it.each(hostile)('can not break out of its label in the diagram: %s', (_, name) => {
    const lines = diagramOf(forged(name)).trimEnd().split('\n')
    expect(lines).toHaveLength(diagramOf(forged('plain')).trimEnd().split('\n').length)
    const text = String.raw`(?:[\p{L}\p{N} .,:/?=_✓✗–…-]|#\d+;|<br/>)*`
    const grammar = [
      /^flowchart TD$/,
      new RegExp(`^  link\\d+\\["${text}"\\]:::(pass|fail|indeterminate)$`, 'u'),
      /^ {2}link\d+ -->\|(accredits|attests)\| link\d+$/,
      new RegExp(`^  verdict\\(\\["${text}"\\]\\):::(pass|fail|indeterminate)$`, 'u'),
      /^ {2}link0 -\.-> verdict$/,
      /^ {2}classDef \w+ fill:#[0-9a-f]{6},stroke:#[0-9a-f]{6},color:#[0-9a-f]{6}$/,
    ]
    for (const line of lines) expect(grammar.filter((rule) => rule.test(line))).toHaveLength(1)
  })
})

describe('The diagram', () => {
  it('shows the chain from the root down, the failed checks, and the verdict', () => {
    expect(diagramOf(untrusted)).toMatchInlineSnapshot(`
     "flowchart TD
       link2["rTAO did:cheqd:testnet:11111111-1111-4111-8111-111111111111<br/>issued by did:cheqd:testnet:11111111-1111-4111-8111-111111111111<br/>as VerifiableAuthorizationForTrustChain<br/>read from did:cheqd:testnet:11111111-1111-4111-8111-111111111111?resourceName=Root#38;resourceType=VerifiableAuthorizationForTrustChain<br/>valid, without an end<br/>accredited for nothing<br/>✓ 1, ✗ 0, ? 1, – 0<br/>? schema schema_unavailable: the schema was not to be had"]:::indeterminate
       link1["trusted issuer did:cheqd:testnet:22222222-2222-4222-8222-222222222222<br/>issued by did:cheqd:testnet:11111111-1111-4111-8111-111111111111<br/>as VerifiableAccreditationToAttest, urn:uuid:1<br/>read from did:cheqd:testnet:11111111-1111-4111-8111-111111111111/resources/33333333-3333-4333-8333-333333333333<br/>valid from 2026-01-01T00:00:00Z until 2027-01-01T00:00:00Z<br/>accredited for DiplomaCredential, schema did:cheqd:testnet:11111111-1111-4111-8111-111111111111?resourceName=S#38;resourceType=T, in FI<br/>✓ 1, ✗ 1, ? 0, – 0<br/>✗ validity expired: it expired on 2026-02-01"]:::fail
       link0["holder did:key:z6MkHolder<br/>issued by did:cheqd:testnet:22222222-2222-4222-8222-222222222222<br/>as DiplomaCredential<br/>handed over<br/>valid from 2026-01-01T00:00:00Z, without an end<br/>✓ 1, ✗ 0, ? 0, – 1"]:::pass
       link2 -->|accredits| link1
       link1 -->|attests| link0
       verdict(["✗ untrusted as of 2026-06-01T00:00:00Z<br/>✗ validity expired: it expired on 2026-02-01"]):::fail
       link0 -.-> verdict
       classDef pass fill:#dafbe1,stroke:#1a7f37,color:#1f2328
       classDef fail fill:#ffebe9,stroke:#cf222e,color:#1f2328
       classDef indeterminate fill:#fff8c5,stroke:#9a6700,color:#1f2328
     "
    `)
  })

  it('of a trusted chain is not marked as failed', () => {
    const trusted = {
      ...untrusted,
      verdict: 'trusted',
      verified: true,
      checks: [check(0), check(1), check(2)],
      reasons: [],
    }
    const diagram = diagramOf(trusted as TrustChainReport)
    expect(diagram).toContain(':::pass')
    expect(diagram).not.toContain(':::fail')
  })
})

describe('A caller who hands over no report', () => {
  const broken: [string, unknown, string][] = [
    ['nothing', undefined, 'report must be an object'],
    ['a verdict that does not exist', { ...untrusted, verdict: 'maybe' }, 'report.verdict'],
    ['a chain that is no list', { ...untrusted, chain: {} }, 'report.chain'],
    ['a link without types', { ...untrusted, chain: [{ role: 'TAO', issuer: root }] }, 'report.chain[0]'],
    ['a scope without types', { ...untrusted, chain: [{ ...links[1], accreditedFor: [{}] }] }, 'report.chain[0]'],
    ['a check with a link of a billion', { ...untrusted, checks: [check(1e9)] }, 'report.checks[0]'],
    ['a chain of a thousand', { ...untrusted, chain: Array(1000).fill(links[0]) }, 'report.chain'],
    ['a hundred thousand checks', { ...untrusted, checks: Array(100_000).fill(check(0)) }, 'report.checks'],
    ['reasons that are null', { ...untrusted, reasons: [null] }, 'report.reasons[0]'],
    ['an anchor without DID', { ...untrusted, anchor: {} }, 'report.anchor'],
  ]

  it.each(broken)('is told which part is wrong: %s', (_, report, part) => {
    expect(() => explainTrustChain({ report: report as TrustChainReport })).toThrow(
      expect.objectContaining({ code: 'invalid_argument', message: expect.stringContaining(part) }) as Error,
    )
  })

  it.each(['png', '__proto__', 'toString', 7])('is told of the formats that there are: %s', (format) => {
    expect(() => explainTrustChain({ report: untrusted, format: format as 'text' })).toThrow(
      "'text', 'mermaid' or 'svg'",
    )
  })
})

describe('What DNS says of the root', () => {
  const domain = (name: string, level: 'none' | 'high', code: 'ok' | 'dns_bogus') => ({
    domain: name,
    level,
    records: [],
    dnssec: [],
    backlinks: [],
    checks: [
      { id: 'anchored' as const, status: level === 'none' ? ('fail' as const) : ('pass' as const), code, message: 'x' },
    ],
  })
  const report: TrustChainReport = {
    ...untrusted,
    anchor: { did: root, matched: 'domain', domain: 'ministry.example' },
    dns: {
      did: root,
      at: untrusted.at,
      level: 'high',
      domains: [domain('ministry.example', 'high', 'ok'), domain('"]-->x["<b>\u001b[31m', 'none', 'dns_bogus')],
    },
  }

  it('stands in the text, with the domain that the root is accepted for', () => {
    const { text } = explainTrustChain({ report })
    expect(text).toContain(`   root ${root}, accepted by domain ministry.example\n`)
    expect(text).toContain("   DNS: ministry.example anchors the root's DID, level high\n")
    expect(text).toContain("does not anchor the root's DID: dns_bogus\n")
    expect(text).not.toContain('\u001b')
  })

  it('stands above the root in the flowchart, and no name adds to it', () => {
    const { text } = explainTrustChain({ report, format: 'mermaid' })
    expect(text).toContain('dns["DNS<br/>ministry.example anchors the root#39;s DID, level high<br/>')
    expect(text).toContain('  dns -->|anchors| link2\n')
    expect(text).not.toContain('-->x')
    const told = { ...report, anchor: { did: root, matched: 'did' } }
    expect(explainTrustChain({ report: told, format: 'mermaid' }).text).toContain('  dns -.->|anchors| link2\n')
  })

  it('stands in the picture', () => {
    const { text } = explainTrustChain({ report, format: 'svg' })
    expect(text).toMatch(/DNS: ministry\.example anchors the root(?:'|&#39;|&apos;)s DID, level high/)
    expect(text).not.toContain('<b>')
    expect(text).not.toContain('\u001b')
  })

  it('is left out where DNS was not asked, and said where no domain is known', () => {
    expect(explainTrustChain({ report: untrusted }).text).not.toContain('DNS')
    const none = { ...report, dns: { did: root, at: untrusted.at, level: 'none' as const, domains: [] } }
    expect(explainTrustChain({ report: none }).text).toContain("DNS: no domain is known for the root's DID")
  })

  it('is refused where it is no summary', () => {
    const spoilt = { ...report, dns: { did: root, at: untrusted.at, level: 'top', domains: [] } }
    expect(() => explainTrustChain({ report: spoilt as never })).toThrow('report.dns is no summary')
  })
})
