import { evidenceFromWorld, mintPresentation } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import { freezeData, validateChain, ValidationMemo } from '../src/index.js'
import type { TrustChainReport, TrustPolicy } from '../src/index.js'
import { InflationBudget } from '../src/status/inflation-budget.js'
import { chainWith, type StatusCase } from './support/chain-with-status.js'
import { outcome } from './support/judge.js'
import { judgeText } from './support/judge-presentation.js'
import { leafWith } from './support/leaf-with.js'
import { bitsOf, entry, listCredential, listUrl, signed } from './support/status-list.js'

/** Bytes of one list: so many that a policy which allows no larger one allows four of them. */
const limits = { maxInflatedBytes: bitsOf({}).length }
const named = (number: number): string => `list-${String(number)}`

/** A chain of which one link has so many statuses, each in a list of its own. */
const chainOf = (count: number, link: StatusCase['link'] = 'leaf'): MintedChain =>
  chainWith({
    link,
    status: (_url, { did }) =>
      Array.from({ length: count }, (_, number) =>
        entry(listUrl(did(link === 'leaf' ? 'p2' : 'root'), undefined, named(number))),
      ),
    lists: (chain, issuer) =>
      Array.from({ length: count }, (_, number) => ({
        name: named(number),
        content: signed(chain, link === 'leaf' ? 'p2' : 'root', {
          ...listCredential(issuer, bitsOf({})),
          id: `urn:${String(number)}`,
        }),
      })),
  })

const judge = (chain: MintedChain, policy: TrustPolicy = { limits }): TrustChainReport =>
  validateChain(
    evidenceFromWorld(chain.world, chain.leaf, chain.at),
    { ...chain.policy, ...policy },
    { memo: new ValidationMemo() },
  )

describe('whoever writes credentials decides how many status lists there are to inflate: a verifier would hang', () => {
  it('all lists of a call share four times the bytes of one, and what is left out is not trusted', () => {
    expect(outcome(judge(chainOf(4)))).toBe('trusted')
    expect(outcome(judge(chainOf(5)))).toBe('untrusted: status limit_exceeded 0')
    expect(outcome(judge(chainOf(5), {}))).toBe('trusted')
  })

  it('a presentation has no more for all of its credentials, and pays once for a list that several have', () => {
    const chain = chainOf(3)
    const present = (change: (number: number) => (leaf: Record<string, unknown>) => void) => {
      const credentials = Array.from({ length: 3 }, (_, number) => leafWith(chain, change(number)))
      const report = judgeText(chain, mintPresentation(chain, { credentials }), {}, { limits })
      return report.credentials.map(({ reasons }) => reasons[0]?.code)
    }
    expect(present((number) => (leaf) => (leaf.id = `urn:${String(number)}`))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })

  it('what may be spent does not depend on what is remembered of the accreditations above', () => {
    const chain = chainOf(4, 'a1')
    const memo = new ValidationMemo()
    const evidence = freezeData(evidenceFromWorld(chain.world, chain.leaf, chain.at))
    const policy = freezeData({ ...chain.policy, limits })
    const reports = Array.from({ length: 4 }, () => validateChain(evidence, policy, { memo }))
    for (const report of reports) expect(report).toEqual(reports[0])
    expect(outcome(reports[0] as TrustChainReport)).toBe('trusted')
  })

  it('what was found elsewhere costs as much as finding it again', () => {
    const bits = (length: number) => () => ({ bits: new Uint8Array(length) })
    const [first, second] = [new InflationBudget(10), new InflationBudget(10)]
    for (const name of ['a', 'b', 'c', 'd']) expect(first.inflate(name, bits(10)).bits).toHaveLength(10)
    expect(first.inflate('e', bits(1))).toMatchObject({ tooLarge: true })
    expect(first.inflate('a', bits(1)).bits).toHaveLength(10)
    expect(second.inflate('a', bits(10)).bits).toHaveLength(10)
    expect(second.adopt(first.paid())).toBe(true)
    expect(second.inflate('b', bits(10)).bits).toHaveLength(10)
    expect(second.inflate('e', bits(1))).toMatchObject({ tooLarge: true })
    const third = new InflationBudget(10)
    third.inflate('x', bits(1))
    expect(third.adopt(first.paid())).toBe(false)
    expect(third.inflate('b', () => ({ reason: 'no gzip', tooLarge: false }))).toMatchObject({ reason: 'no gzip' })
    expect(third.paid()).toEqual([
      { sha256: 'x', bytes: 1 },
      { sha256: 'b', bytes: 10 },
    ])
  })
})
