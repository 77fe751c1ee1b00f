import { mintChain } from '@trustchains/test-kit'
import type { MintOptions } from '@trustchains/test-kit'
import { validateChain } from '../src/index.js'
import type { TrustChainReport } from '../src/index.js'
import { checkTable } from '../src/check-table.js'
import { caseOf, judge } from './support/judge.js'

/** Seconds: evidence that stays fresh for longer than any credential of these tests is valid. */
const year = 365 * 86_400
const secret = 'Jane-Doe-1990-04-01'

/** Every string in a value but those under these names. */
function stringsOf(value: unknown, skip: ReadonlySet<string>): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => (skip.has(name) ? [] : stringsOf(member, skip)))
}

const withUnknownStatus = (draft: { credentialStatus?: unknown }): void => {
  draft.credentialStatus = { type: 'X' }
}

describe('the report: what a relying party acts on and an auditor keeps', () => {
  it('a trusted chain', () => {
    const chain = mintChain({ validUntil: { a1: '2026-09-01T00:00:00Z' } })
    const report = judge({ validUntil: { a1: '2026-09-01T00:00:00Z' }, policy: { freshness: year } })
    expect(report).toMatchObject({
      verdict: 'trusted',
      verified: true,
      at: '2026-06-01T00:00:00Z',
      expiresAt: '2026-09-01T00:00:00Z',
      anchor: {
        did: chain.did('root'),
        rootAuthorization: chain.url('root').pinned,
        trustFrameworkId: 'Example Diploma Framework',
        matched: 'did',
      },
      chain: [
        { role: 'holder', issuer: chain.did('p2'), subject: chain.did('holder') },
        { role: 'trusted-issuer', issuer: chain.did('p1'), subject: chain.did('p2'), url: chain.url('a2').pinned },
        { role: 'TAO', issuer: chain.did('root'), subject: chain.did('p1'), url: chain.url('a1').pinned },
        { role: 'rTAO', issuer: chain.did('root'), subject: chain.did('root'), url: chain.url('root').pinned },
      ],
      reasons: [],
    })
    expect(report.chain[0]).not.toHaveProperty('url')
    expect(report.chain[0]).not.toHaveProperty('accreditedFor')
  })

  it('every check speaks of every link or of the whole, each with its clause', () => {
    const { checks } = judge()
    const whole = new Set([
      'jurisdiction',
      'path-length',
      'root-binding',
      'loop',
      'limits',
      'framework',
      'anchor',
      'dns',
    ])
    for (const { id } of checkTable) {
      const links = checks.filter((check) => check.id === id).map(({ link }) => link)
      expect([id, links]).toEqual([id, whole.has(id) ? [null] : [0, 1, 2, 3]])
    }
    expect(checks.every(({ clause, message }) => clause !== '' && message !== '')).toBe(true)
  })

  it('verified is true for trusted and for nothing else', () => {
    const options: MintOptions[] = [
      {},
      { tamper: { leaf: { payload: withUnknownStatus } } },
      { tamper: { leaf: { signWith: 'mallory' } } },
    ]
    expect(options.map((option) => judge(option)).map(({ verdict, verified }) => [verdict, verified])).toEqual([
      ['trusted', true],
      ['indeterminate', false],
      ['untrusted', false],
    ])
  })

  it('reasons: failures before what is open, in the order of the checks, from the leaf up', () => {
    const { reasons } = judge({
      validUntil: { a2: '2026-02-01T00:00:00Z', root: '2026-02-01T00:00:00Z' },
      policy: { anchors: [] },
      tamper: {
        root: { payload: withUnknownStatus },
        a1: { payload: withUnknownStatus, signWith: 'mallory' },
        a2: { payload: withUnknownStatus },
        leaf: { payload: withUnknownStatus },
      },
    })
    expect(reasons.map(({ id, status, link }) => `${id} ${status} ${String(link)}`)).toEqual([
      'signature fail 2',
      'validity fail 1',
      'validity fail 3',
      'anchor fail null',
      'status indeterminate 0',
      'status indeterminate 1',
      'status indeterminate 2',
      'status indeterminate 3',
    ])
  })

  it('of several parents the best path is reported, and untrusted only if none is left', () => {
    const two = (first: string, second: string): TrustChainReport =>
      judge({
        tamper: {
          leaf: {
            payload: (draft, { url, did }) => {
              const parents: Record<string, string | undefined> = {
                good: url('a2').pinned,
                wrong: url('a1').pinned,
                absent: `${did('p1')}?resourceName=x&resourceType=y`,
              }
              draft.termsOfUse = [first, second].map((name) => ({
                ...draft.termsOfUse,
                parentAccreditation: parents[name],
              })) as never
            },
          },
        },
      })
    expect(two('wrong', 'good').verdict).toBe('trusted')
    expect(two('good', 'wrong').verdict).toBe('trusted')
    expect(two('wrong', 'absent').verdict).toBe('untrusted')
    expect(two('good', 'good').verdict).toBe('trusted')
  })

  it('nothing of the credential’s claims is in any message or detail', () => {
    const claims = { degree: secret, [`born-${secret}`]: { note: secret } }
    const hostile: MintOptions[] = [
      {},
      { tamper: { leaf: { signWith: 'mallory' } } },
      {
        tamper: {
          a2: {
            payload: (draft) => {
              draft.credentialSubject.accreditedFor = []
            },
          },
        },
      },
      {
        schema: {
          properties: {
            credentialSubject: { properties: { degree: { const: 'MSc', maxLength: 1, pattern: '^a$', enum: ['b'] } } },
          },
        },
      },
      {
        schema: { properties: { credentialSubject: { properties: { degree: { type: 'number' } }, required: ['x'] } } },
      },
      {
        leafForm: 'json',
        tamper: {
          leaf: {
            document: (document) => {
              document.credentialSubject.degree = `${secret}!`
            },
          },
        },
      },
      { tamper: { leaf: { claims: (draft) => ({ ...draft, sub: `urn:${secret}` }) } } },
      {
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.expirationDate = secret
            },
          },
        },
      },
      {
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.id = secret
            },
            claims: (draft) => ({ ...draft, jti: 'x' }),
          },
        },
      },
      {
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.credentialSchema = { id: 'x', type: secret }
            },
          },
        },
      },
    ]
    for (const options of hostile) {
      const { checks, reasons } = judge({ claims, ...options })
      expect(stringsOf([checks, reasons], new Set()).filter((text) => text.includes(secret))).toEqual([])
    }
  })

  it('messages out of evidence are short and printable, whoever wrote them', () => {
    const { evidence, policy } = caseOf()
    const bundle = structuredClone(evidence)
    const message = `\u001b[2J\u202e${'x'.repeat(100_000)}`
    bundle.limitsHit.push({ limit: message, message })
    for (const item of [...bundle.resources, ...bundle.schemas]) {
      delete item.content
      item.error = { code: 'unreachable', message }
    }
    for (const item of bundle.didDocuments) {
      delete item.document
      item.error = { code: 'unreachable', message }
    }
    const { checks } = validateChain(bundle, policy)
    for (const { message: text } of checks) {
      expect(text.length).toBeLessThan(600)
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }
  })

  it('messages about hostile references are short and printable', () => {
    for (const parentAccreditation of [
      `\u001b[2J${'x'.repeat(10_000)}`,
      `did:x:y?resourceName=${'%1b'.repeat(200)}&resourceType=x`,
    ]) {
      const { checks } = judge({
        tamper: {
          leaf: {
            payload: (draft) => {
              draft.termsOfUse.parentAccreditation = parentAccreditation
            },
          },
        },
      })
      for (const { message } of checks) {
        expect(message.length).toBeLessThan(600)
        expect(message).not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }
    }
  })
})
