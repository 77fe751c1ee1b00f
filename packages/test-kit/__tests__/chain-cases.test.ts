import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CheckCode, CheckResult, TrustChainReport, Verdict } from '@trustchains/core'
import { describeWithVectors, evidenceFromWorld, judgeCase, loadChainCases, World } from '../src/index.js'
import type { ChainCase, CheckFeature } from '../src/index.js'

const cases = loadChainCases()
const root = fileURLToPath(new URL('../../..', import.meta.url))
const original = path.resolve(root, '../shared/vectors/chains/cases.json')

// The original stands beside the project where it is developed, not beside every clone; its own CI must have it.
describeWithVectors(existsSync(original) ? [] : ['the shared set of cases'], 'the fixture', () => {
  it('is the shared set of cases, byte for byte', () => {
    const fixture = readFileSync(path.join(root, 'packages/test-kit/fixtures/chains/cases.json'))
    expect(fixture.equals(readFileSync(original))).toBe(true)
  })
})

it('loads every case, each with an id of its own', () => {
  expect(new Set(cases.map(({ id }) => id)).size).toBe(76)
})

/** What a case carries that only these checks would judge: the members of its policy and of every credential in it. */
function carries({ policy, leaf, world }: ChainCase): CheckFeature[] {
  const texts = [
    typeof leaf === 'string' ? leaf : JSON.stringify(leaf),
    ...world.resources.map(({ bytes }) => Buffer.from(bytes, 'base64').toString()),
  ]
  const payloads = texts.flatMap((text) => [...text.matchAll(/[\w-]{20,}\.([\w-]{20,})\.[\w-]*/g)])
  const all = [...texts, ...payloads.map(([, payload = '']) => Buffer.from(payload, 'base64url').toString())].join()
  return [
    ...(policy.validity === 'chain' ? (['validity-chain'] as const) : []),
    ...(all.includes('"credentialStatus"') ? (['status'] as const) : []),
    ...(policy.jurisdiction !== undefined || all.includes('"limitJurisdiction"') ? (['jurisdiction'] as const) : []),
  ]
}

it.each(cases.map((chainCase) => [chainCase.id, chainCase] as const))(
  'names the checks that a case needs, so that none is excused that can be judged: %s',
  (_id, chainCase) => {
    expect([...chainCase.needs].sort()).toEqual(carries(chainCase).sort())
    expect(chainCase.policy.anchors?.some((anchor) => 'domain' in anchor) ?? false).toBe(false)
  },
)

it.each(cases.map((chainCase) => [chainCase.id, chainCase] as const))(
  'gives evidence of a case with all that its world has: %s',
  (_id, { world, leaf, at }) => {
    const own = new World(world)
    expect(own.toJSON()).toEqual(world)
    const { resources, schemas, statusLists, didDocuments } = evidenceFromWorld(own, leaf, at)
    const items = [...resources, ...schemas, ...statusLists]
    for (const resource of world.resources) {
      const url = `${resource.collection}/resources/${resource.id}`
      const item = items.find((candidate) => candidate.url === url)
      const isFaulty = own.findFault(url, 'resource') !== undefined
      expect(item?.content).toBe(isFaulty ? undefined : resource.bytes)
      expect(item?.error?.code).toBe(isFaulty ? 'unreachable' : undefined)
    }
    expect(new Set(didDocuments.map(({ did }) => did)).size).toBeGreaterThanOrEqual(world.didDocuments.length)
  },
)

describe('judging', () => {
  const report = (verdict: Verdict, codes: CheckCode[] = [], links = 0, verified = verdict === 'trusted') =>
    ({
      verdict,
      verified,
      at: '2026-06-01T00:00:00Z',
      chain: Array.from({ length: links }, () => ({})),
      checks: [],
      reasons: codes.map((code) => ({ code }) as CheckResult),
    }) as unknown as TrustChainReport
  const trusted = { expect: { verdict: 'trusted', codes: [], trustedChainLength: 4 }, needs: [] } as const
  const revoked = { expect: { verdict: 'untrusted', codes: ['revoked'], never: 'trusted' }, needs: ['status'] } as const
  const judge = (
    { expect: expectation, needs }: typeof trusted | typeof revoked,
    ...[verdict, codes, links, verified]: Parameters<typeof report>
  ): string[] =>
    judgeCase(
      { expect: { ...expectation, codes: [...expectation.codes] }, needs: [...needs] },
      report(verdict, codes, links, verified),
      ['status'],
    )

  it('accepts what is as expected', () => {
    expect(judge(trusted, 'trusted', [], 4)).toEqual([])
    expect(judge(revoked, 'untrusted', ['expired', 'revoked'])).toEqual([])
  })

  it('objects to another verdict, code, length, or a verified that contradicts the verdict', () => {
    expect(judge(trusted, 'untrusted', ['expired'], 4)).toEqual(['untrusted (expired), not trusted'])
    expect(judge(trusted, 'trusted', [], 3)).toEqual(['the chain has 3 links, not 4'])
    expect(judge(trusted, 'trusted', [], 4, false)).toEqual(['verified is false with the verdict trusted'])
    expect(judge(revoked, 'untrusted', ['expired'])).toEqual(['the reasons are expired; none is revoked'])
    expect(judge(revoked, 'indeterminate', ['revoked'])).toEqual(['indeterminate (revoked), not untrusted'])
    expect(judge(revoked, 'trusted')).toContain('the verdict is trusted, which it may never be')
  })

  it('lets a case that needs a missing check end as it will, but never trusted where it must not be', () => {
    const lenient = (expectation: ChainCase['expect'], verdict: Verdict): string[] =>
      judgeCase({ expect: expectation, needs: ['status'] }, report(verdict), [])
    const unmarked: ChainCase['expect'] = { verdict: 'untrusted', codes: ['revoked'] }
    expect(lenient(unmarked, 'indeterminate')).toEqual([])
    expect(lenient(unmarked, 'trusted')).toEqual(['trusted, not untrusted'])
    expect(lenient({ verdict: 'trusted', codes: [], trustedChainLength: 4 }, 'indeterminate')).toEqual([])
    expect(lenient({ verdict: 'trusted', codes: [], trustedChainLength: 4 }, 'trusted')).toEqual([])
  })
})
