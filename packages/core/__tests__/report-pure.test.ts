import fc from 'fast-check'
import type { MintOptions } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence } from '../src/index.js'
import { caseOf, outcome } from './support/judge.js'

describe('a judgement is a pure function: an auditor would come to another report', () => {
  it('a report belongs to its reader: changing it changes no later one', () => {
    const memo = new ValidationMemo()
    for (const options of [
      {},
      { kid: false },
      { schema: { type: 'array' } },
      { policy: { dialect: 'strict' }, kid: false },
    ] satisfies MintOptions[]) {
      const { evidence, policy } = caseOf(options)
      const first = validateChain(evidence, policy, { memo })
      const before = JSON.stringify(first)
      spoil(first)
      expect(JSON.stringify(validateChain(evidence, policy, { memo }))).toBe(before)
    }
  })

  it('a judgement leaves its evidence and its policy as they were', () => {
    const { evidence, policy } = caseOf({ kid: false })
    const before = JSON.stringify([evidence, policy])
    validateChain(evidence, policy)
    expect(JSON.stringify([evidence, policy])).toBe(before)
    expect(outcome(validateChain(deepFreeze(evidence), deepFreeze(policy)))).toBe('trusted')
  })

  it.each<[string, MintOptions]>([
    ['trusted', {}],
    ['by names', { reference: 'named' }],
    ['without kid', { kid: false }],
    ['untrusted', { tamper: { a1: { signWith: 'mallory' } } }],
    [
      'a loop',
      {
        tamper: {
          a1: {
            payload: (draft, { url }) => {
              draft.termsOfUse.parentAccreditation = url('a2').pinned
            },
          },
        },
      },
    ],
  ])('the same evidence in any order gives a byte-identical report: %s', (_name, options) => {
    const { evidence, policy } = caseOf(options, (chain) => {
      chain.reissue('a2', { created: '2026-03-01T00:00:00Z' })
    })
    const noisy: Evidence = {
      ...evidence,
      resources: [
        ...evidence.resources,
        ...evidence.resources.map((item) => ({ ...item, readAt: '2026-07-01T00:00:00Z' })),
      ],
      limitsHit: [
        { limit: 'b', message: 'b' },
        { limit: 'a', message: 'c' },
        { limit: 'a', message: 'b' },
      ],
    }
    const expected = JSON.stringify(validateChain(noisy, policy))
    const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length })
    fc.assert(
      fc.property(
        shuffled(noisy.resources),
        shuffled(noisy.didDocuments),
        shuffled(noisy.schemas),
        shuffled(noisy.limitsHit),
        (resources, didDocuments, schemas, limitsHit) => {
          const bundle = { ...noisy, resources, didDocuments, schemas, limitsHit }
          expect(JSON.stringify(validateChain(bundle, policy, { memo: new ValidationMemo() }))).toBe(expected)
        },
      ),
      { numRuns: 15 },
    )
  })
})

function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.values(value).forEach(spoil)
  if (Array.isArray(value)) value.push('spoilt')
  else Object.assign(value, { spoilt: true, verdict: 'trusted' })
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze)
  return value
}
