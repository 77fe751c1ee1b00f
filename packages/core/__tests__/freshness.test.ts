import type { MintOptions } from '@trustchains/test-kit'
import { ValidationMemo, validateChain, type Evidence } from '../src/index.js'
import { caseOf, outcome } from './support/judge.js'

const minute = 60_000
const lists = ['resources', 'schemas', 'statusLists', 'didDocuments'] as const

/** A chain whose evidence was read at these times, milliseconds before (or after) the time of evaluation. */
function readAt(offsets: Partial<Record<(typeof lists)[number], number>>, options: MintOptions = {}) {
  const { chain, evidence, policy } = caseOf(options)
  for (const list of lists) {
    for (const item of evidence[list]) {
      item.asOf = new Date(Date.parse(chain.at) + (offsets[list] ?? 0)).toISOString()
      item.readAt = item.asOf
    }
  }
  const judge = (more: { freshness?: number } = {}, bundle: Evidence = evidence) =>
    validateChain(bundle, { ...policy, ...more }, { memo: new ValidationMemo() })
  return { evidence, judge, at: chain.at }
}

describe('how long an answer that may change is good for: a revocation would be noticed too late, or never', () => {
  it('an answer five minutes old is taken, so that a cache can be of use', () => {
    const { judge } = readAt({ didDocuments: -5 * minute, resources: -5 * minute, schemas: -5 * minute })
    expect(outcome(judge())).toBe('trusted')
  })

  it('a policy that asks for fresher answers gets no older ones, 60 s of skew in their favour', () => {
    const at = (ms: number): string => outcome(readAt({ didDocuments: ms }).judge({ freshness: 0 }))
    expect(at(-minute)).toBe('trusted')
    expect(at(-minute - 1)).toBe('indeterminate: did-state did_unresolvable 0')
  })

  it('a policy that allows older answers gets them: a bundle of yesterday, where that is what is wanted', () => {
    const { judge } = readAt({ didDocuments: -1440 * minute, resources: -1440 * minute, schemas: -1440 * minute })
    expect(outcome(judge({ freshness: 86_400 }))).toBe('trusted')
    expect(judge().verdict).toBe('indeterminate')
  })

  it('a bundle does not get fresher by being judged later', () => {
    const { evidence, judge, at } = readAt({})
    const later = (ms: number): string =>
      outcome(judge({}, { ...evidence, at: new Date(Date.parse(at) + ms).toISOString() }))
    expect(later(6 * minute)).toBe('trusted')
    expect(later(6 * minute + 1)).toMatch(/^indeterminate: /)
  })

  it('a readAt of the future does not make an answer fresher: what counts is the time that it holds for', () => {
    const { evidence, judge } = readAt({ didDocuments: -7 * minute })
    for (const item of evidence.didDocuments) item.readAt = '2030-01-01T00:00:00Z'
    expect(outcome(judge())).toBe('indeterminate: did-state did_unresolvable 0')
  })
})

describe('until when a report holds: it would be relied on after what it rests on has changed', () => {
  const expiresAt = (
    offsets: Parameters<typeof readAt>[0],
    policy: { freshness?: number } = {},
    options: MintOptions = {},
  ): string | undefined => readAt(offsets, options).judge(policy).expiresAt

  it('the oldest answer that it rests on ends it', () => {
    expect(expiresAt({ didDocuments: -2 * minute })).toBe('2026-06-01T00:03:00Z')
    expect(expiresAt({ schemas: -3 * minute })).toBe('2026-06-01T00:02:00Z')
    expect(expiresAt({ resources: -4 * minute })).toBe('2026-06-01T00:01:00Z')
  })

  it('a credential that ends earlier ends it first', () => {
    expect(expiresAt({}, {}, { validUntil: { a1: '2026-06-01T00:02:00Z' } })).toBe('2026-06-01T00:02:00Z')
  })

  it('a pinned accreditation never gets old', () => {
    const { evidence, judge } = readAt({})
    for (const item of evidence.resources) if (item.url.includes('/resources/')) item.asOf = '2026-01-01T00:00:00Z'
    expect(judge().expiresAt).toBe('2026-06-01T00:05:00Z')
  })

  it('an answer from the end of time ends it no later than its credentials', () => {
    const { evidence, judge } = readAt({})
    for (const list of lists) for (const item of evidence[list]) item.asOf = '9999-12-31T23:59:59Z'
    expect(judge({ freshness: 3_153_600_000 }).expiresAt).toBe('2027-01-10T00:00:00Z')
  })

  it('of two answers that say the same, the one that was read last counts', () => {
    const { evidence, judge } = readAt({})
    const older = structuredClone(evidence.didDocuments)
    for (const item of older) item.asOf = '2026-05-31T23:56:00Z'
    evidence.didDocuments.push(...older)
    expect(judge().expiresAt).toBe('2026-06-01T00:05:00Z')
  })
})
