import type { TrustChainReport } from '@trustchains/core'
import { mintChain, type MintOptions } from '@trustchains/test-kit'
import { parseDocument } from './support/parse-xml.js'
import { makeAgent } from './support/make-agent.js'
import { explainTrustChain } from '../src/explain/explain-trust-chain.js'

const reportOf = async (options: MintOptions = {}): Promise<TrustChainReport> => {
  const chain = mintChain(options)
  return makeAgent(chain.world).verifyTrustChain({ credential: chain.leaf, policy: chain.policy, at: chain.at })
}
const agent = makeAgent(mintChain().world)
const svgOf = async (report: TrustChainReport): Promise<string> => {
  const { format, text } = await agent.explainTrustChain({ report, format: 'svg' })
  expect(format).toBe('svg')
  return text
}

/** What a renderer shows as text, in the order of the picture. */
const textsOf = (svg: string): string => parseDocument(svg).texts.join('\n')

describe('A person who looks at the picture', () => {
  it('sees the verdict, every reason with its code, and the chain from the root to the leaf', async () => {
    const report = await reportOf({
      validUntil: { a2: '2026-02-01T00:00:00Z' },
      tamper: { a1: { signWith: 'mallory' } },
    })
    const texts = textsOf(await svgOf(report))
    expect(texts).toMatch(/^Not trusted\nas of 2026-06-01T00:00:00Z/)
    expect(report.reasons.length).toBeGreaterThan(1)
    for (const { code } of report.reasons) expect(texts).toContain(code)
    const order = ['Root authority', 'Accrediting organisation', 'Trusted issuer', 'Holder'].map((role) =>
      texts.indexOf(role),
    )
    expect(order).toEqual(order.toSorted((a, b) => a - b))
    expect(Math.min(...order)).toBeGreaterThan(0)
    expect(texts.match(/^accredits$/gm)).toHaveLength(2)
    expect(texts.match(/^attests$/gm)).toHaveLength(1)
  })

  it('finds every check with its mark', async () => {
    const report = await reportOf()
    const texts = textsOf(await svgOf(report)).split('\n')
    for (const { id } of report.checks) expect(texts).toContain(id)
    const ofLinks = report.checks.filter(({ link }) => link !== null).map(({ id }) => id)
    for (const id of new Set(ofLinks)) {
      expect([id, texts.filter((text) => text === id).length]).toEqual([id, report.chain.length])
    }
  })

  it('learns on whose word it rests', async () => {
    expect(textsOf(await svgOf(await reportOf()))).toContain('agent.resolveDid, read ')
  })

  it('sees that a credential could not be read', async () => {
    const chain = mintChain()
    chain.world.addFault({ id: chain.url('a1').pinned, mode: 'throw' })
    const report = await makeAgent(chain.world).verifyTrustChain({
      credential: chain.leaf,
      policy: chain.policy,
      at: chain.at,
    })
    const texts = textsOf(await svgOf(report))
    expect(texts).toMatch(/^Undecided\n/)
    expect(texts).toContain('A credential that could not be read')
  })
})

describe('A page that shows the picture', () => {
  it('has one file that asks nobody for anything and runs nothing', async () => {
    const { elements, attributes } = parseDocument(await svgOf(await reportOf()))
    expect([...new Set(elements)].sort()).toEqual(
      ['circle', 'desc', 'g', 'path', 'rect', 'style', 'svg', 'text', 'title'].sort(),
    )
    const names = new Set(attributes.map(([name]) => name))
    for (const name of names) expect(name).not.toMatch(/^on|href|src$/)
    const values = attributes.filter(([name]) => name !== 'xmlns').map(([, value]) => value)
    expect(values.filter((value) => /url\(|javascript:|https?:/.test(value))).toEqual([])
  })

  it('follows dark and light, and tells a screen reader what it shows', async () => {
    const text = await svgOf(await reportOf())
    expect(text).toMatch(
      /^<svg [^>]*role="img"[^>]*>\n<title>Trust chain: Trusted as of [^<]*<\/title>\n<desc>From root/,
    )
    expect(text).toContain('@media (prefers-color-scheme:dark)')
  })

  it('is the same for the same report', async () => {
    const report = await reportOf()
    expect(await svgOf(report)).toBe(await svgOf(report))
  })

  it('is not harmed by names from strangers', async () => {
    const evil =
      `</text></svg><script>alert(1)</script><image href="https://evil.example/x"/>&lt;]]>"'\u202Egnp.exe\u0000\uFFFE\uD800` +
      '\u0301'.repeat(50)
    const names = [evil, 'x'.repeat(10_000), 'ع'.repeat(500), '漢字'.repeat(500), '\u200B'.repeat(100), '{{7*7}}', '']
    for (const name of names) {
      const report = await reportOf()
      const [first] = report.restsOn ?? []
      if (first === undefined) throw new Error('nothing that it rests on')
      Object.assign(first, { source: name, readAt: name, items: [name] })
      for (const link of report.chain) {
        Object.assign(link, {
          ...{ issuer: name, subject: name, id: name, url: name, validFrom: name, validUntil: name },
          type: [name, name],
          accreditedFor: Array.from({ length: 50 }, () => ({
            types: [name],
            schemaId: name,
            limitJurisdiction: [name],
          })),
        })
      }
      for (const check of report.checks) Object.assign(check, { status: 'fail', message: name, code: name })
      Object.assign(report, { at: name, expiresAt: name, reasons: report.checks })
      const text = explainTrustChain({ report, format: 'svg' }).text
      const { elements, texts } = parseDocument(text)
      expect(elements).not.toContain('script')
      expect(elements).not.toContain('image')
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Cn}]/u)
      // Nothing runs out of its card: 812 pixels wide, and no glyph is taken for narrower than a third of an em.
      expect(Math.max(...texts.map((line) => line.length))).toBeLessThan(420)
      expect(text.length).toBeLessThan(500_000)
    }
  })

  it('is bounded, however long the chain is', async () => {
    const report = await reportOf()
    const [link] = report.chain
    if (link === undefined) throw new Error('no link')
    report.chain = Array.from({ length: 256 }, () => link)
    report.checks = Array.from({ length: 8000 }, (_, index) => ({
      ...{ id: 'format' as const, link: index % 256, status: 'fail' as const, code: 'malformed' as const },
      ...{ message: 'm'.repeat(10_000), clause: 'c' },
    }))
    report.reasons = report.checks
    const text = explainTrustChain({ report, format: 'svg' }).text
    expect(textsOf(text)).toContain('192 links above are not drawn')
    expect(text.length).toBeLessThan(3_000_000)
  })
})
