import { policyTable } from '../tools/scripts/policy-table.mjs'

/** A policy of one number, and what core would make of it. */
const tableOf = (description: string | undefined, applied: unknown = 300): string[] =>
  policyTable(
    {
      TrustPolicy: { properties: { freshness: { type: 'number', ...(description !== undefined && { description }) } } },
    },
    (policy: { freshness?: number }) => {
      if (policy.freshness === 0) throw new Error('too little')
      return { freshness: applied }
    },
  )

describe('the table of a policy’s members', () => {
  it('has the default that is applied, and the least value that is taken', () => {
    expect(tableOf('Seconds that an answer may be old. Default 300.').at(-1)).toBe(
      '| `freshness` | Seconds that an answer may be old. | whole number from 1 | 300 | s |',
    )
  })

  it('is not made where the TSDoc states another default than the one applied', () => {
    expect(() => tableOf('Seconds that an answer may be old. Default 60.')).toThrow(/freshness.*default 60.*300/)
  })

  it('is not made where a number has no unit, or a member no words', () => {
    expect(() => tableOf('How old an answer may be.')).toThrow(/freshness.*unit/)
    expect(() => tableOf(undefined)).toThrow(/freshness.*TSDoc/)
  })
})
