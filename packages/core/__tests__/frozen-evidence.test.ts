import fc from 'fast-check'
import { freezeData, validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence, JsonObject, TrustPolicy } from '../src/index.js'
import { attacks } from './support/attacks/attacks.js'
import { drawWith } from './support/forest/draw.js'
import { drawForest } from './support/forest/draw-forest.js'
import { mintForest } from './support/forest/mint-forest.js'
import { caseOf, outcome } from './support/judge.js'
import { leafWith } from './support/leaf-with.js'

const { stringify } = JSON

/** The report by evidence and policy that nobody has seen before. */
const alone = (evidence: Evidence, policy: TrustPolicy): string =>
  stringify(validateChain(structuredClone(evidence), structuredClone(policy), { memo: new ValidationMemo() }))

/** The same evidence and policy, so that core may know them again. */
function frozen(evidence: Evidence, policy: TrustPolicy): { evidence: Evidence; policy: TrustPolicy } {
  const { resources, schemas, statusLists, didDocuments, ...rest } = structuredClone(evidence)
  const lists = { resources, schemas, statusLists, didDocuments }
  for (const list of Object.values(lists)) freezeData(list)
  return { evidence: { ...rest, ...lists }, policy: freezeData(structuredClone(policy)) }
}

describe('evidence that nobody can change: what was found of its accreditations stands for the next leaf', () => {
  const memo = new ValidationMemo()

  it.each(attacks)('$name: every report is the one of whoever sees it first', ({ forge }) => {
    const forged = forge()
    const expected = alone(forged.evidence, forged.policy)
    const { evidence, policy } = frozen(forged.evidence, forged.policy)
    for (let time = 0; time < 4; time += 1) expect(stringify(validateChain(evidence, policy, { memo }))).toBe(expected)
  })

  it('any forest of accreditations: likewise', () => {
    const verdicts = new Set<string>()
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const minted = mintForest(drawForest(drawWith(gen)))
        const expected = alone(minted.evidence, minted.policy)
        const { evidence, policy } = frozen(minted.evidence, minted.policy)
        for (let time = 0; time < 3; time += 1) {
          const report = validateChain(evidence, policy, { memo })
          verdicts.add(report.verdict)
          expect(stringify(report)).toBe(expected)
        }
      }),
      { numRuns: 150 },
    )
    expect(verdicts).toContain('trusted')
  })

  const others: [string, (credential: JsonObject) => void, string][] = [
    ['it says something else', (leaf) => (leaf.id = 'urn:other'), 'trusted'],
    ['its type is beyond the scope', (leaf) => (leaf.type = ['VerifiableCredential', 'Passport']), 'untrusted'],
    ['it names another root', (leaf) => ((leaf.termsOfUse as JsonObject).rootAuthorization = 'did:x:y'), 'untrusted'],
    ['it has expired', (leaf) => (leaf.expirationDate = '2026-01-02T00:00:00Z'), 'untrusted'],
    ['its issuer is another', (leaf) => (leaf.issuer = 'did:cheqd:testnet:other'), 'untrusted'],
  ]

  it.each(others)('a leaf is judged by itself, below accreditations that are known: %s', (_name, change, verdict) => {
    const { chain, evidence, policy } = caseOf()
    const shared = frozen(evidence, policy)
    for (let time = 0; time < 3; time += 1) validateChain(shared.evidence, shared.policy, { memo })
    const leaf = { credential: leafWith(chain, change) }
    const report = validateChain({ ...shared.evidence, leaf }, shared.policy, { memo })
    expect(report.verdict).toBe(verdict)
    expect(stringify(report)).toBe(alone({ ...evidence, leaf }, policy))
  })

  it('a newer version of a parent that permits one leaf need not permit the next', () => {
    type Draft = { credentialSubject: { accreditedFor?: { types: string[] }[] } }
    const payload = (draft: Draft): void => {
      for (const { types } of draft.credentialSubject.accreditedFor ?? []) types.push('Passport')
    }
    const wider = { payload } as never
    const { chain, evidence, policy } = caseOf({ tamper: { root: wider, a1: wider, a2: wider } }, (minted) => {
      minted.reissue('a2', { created: '2026-03-01T00:00:00Z', payload: () => undefined })
    })
    const shared = frozen(evidence, policy)
    const both = leafWith(chain, (leaf) => (leaf.type as string[]).push('Passport'))
    for (const [credential, end] of [
      ...[1, 2, 3].map(() => [chain.leaf, 'trusted'] as const),
      ...[1, 2, 3].map(() => [both, 'untrusted: resource superseded 1'] as const),
      [chain.leaf, 'trusted'] as const,
    ]) {
      const report = validateChain({ ...shared.evidence, leaf: { credential } }, shared.policy, { memo })
      expect(outcome(report)).toBe(end)
      expect(stringify(report)).toBe(alone({ ...evidence, leaf: { credential } }, policy))
    }
  })

  it('another time of evaluation and another policy have findings of their own', () => {
    const { evidence, policy } = caseOf({ validUntil: { a1: '2026-09-01T00:00:00Z' } })
    const shared = frozen(evidence, policy)
    const strict = freezeData({
      ...structuredClone(policy),
      superseded: 'refuse' as const,
      expiry: 'required' as const,
    })
    for (let time = 0; time < 3; time += 1) validateChain(shared.evidence, shared.policy, { memo })
    for (let time = 0; time < 3; time += 1) {
      for (const [at, asked] of [
        [evidence.at, strict],
        ['2027-01-01T00:00:00Z', shared.policy],
        [evidence.at, shared.policy],
      ] as const) {
        const report = validateChain({ ...shared.evidence, at }, asked, { memo })
        expect(stringify(report)).toBe(alone({ ...evidence, at }, asked))
      }
    }
  })

  it('a report belongs to its reader: changing it changes no later one', () => {
    const { evidence, policy } = caseOf()
    const shared = frozen(evidence, policy)
    for (let time = 0; time < 4; time += 1) {
      const report = validateChain(shared.evidence, shared.policy, { memo })
      expect(outcome(report)).toBe('trusted')
      expect(stringify(report)).toBe(alone(evidence, policy))
      spoil(report)
    }
  })

  it('an accreditation that is shown below itself is a loop, known or not', () => {
    const { chain, evidence, policy } = caseOf()
    const shared = frozen(evidence, policy)
    for (let time = 0; time < 3; time += 1) validateChain(shared.evidence, shared.policy, { memo })
    for (const name of ['a2', 'a1', 'root']) {
      const leaf = { credential: chain.link(name).token }
      const expected = alone({ ...evidence, leaf }, policy)
      for (let time = 0; time < 3; time += 1) {
        expect(stringify(validateChain({ ...shared.evidence, leaf }, shared.policy, { memo }))).toBe(expected)
      }
    }
  })
})

function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  Object.values(value).forEach(spoil)
  if (Array.isArray(value)) value.push('spoilt')
  else Object.assign(value, { spoilt: true, verdict: 'trusted' })
}
