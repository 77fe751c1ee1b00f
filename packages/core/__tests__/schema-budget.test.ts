import { jest } from '@jest/globals'
import { mintPresentation } from '@trustchains/test-kit'
import type { CredentialDraft } from '@trustchains/test-kit'
import { buildPaths } from '../src/chain/build-paths.js'
import { EvidenceIndex } from '../src/chain/evidence-index.js'
import { freezeData, validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence, JsonObject, TrustChainReport } from '../src/index.js'
import { prepareSchema } from '../src/schema/prepare-schema.js'
import { SchemaBudget } from '../src/schema/schema-budget.js'
import { caseOf, outcome, type Case } from './support/judge.js'
import { judgeText } from './support/judge-presentation.js'
import { leafWith } from './support/leaf-with.js'

/** A schema that takes some 100 steps for each item of `load`. */
const schema: JsonObject = {
  properties: {
    credentialSubject: { properties: { load: { items: { allOf: Array.from({ length: 98 }, () => ({})) } } } },
  },
}
/** What takes so many thousand steps, and some. */
const load = (thousands: number): number[] => Array.from({ length: thousands * 10 }, () => 1)
const reason = 'All schemas together take more than the limit of 1000000 steps.'

/** A chain in which these links name the schema so often, and take so many thousand steps each time. */
function chainOf(loads: Record<string, number>, times = 1): Case {
  const tamper = Object.fromEntries(
    Object.entries(loads).map(([link, thousands]) => {
      const payload = (draft: CredentialDraft, { schemaUrl }: { schemaUrl: string }): void => {
        Object.assign(draft.credentialSubject, { load: load(thousands) })
        const named = { id: schemaUrl, type: 'JsonSchema' }
        draft.credentialSchema = times === 1 ? named : Array.from({ length: times }, () => named)
      }
      return [link, { payload }]
    }),
  )
  return caseOf({ schema, tamper })
}
const judge = ({ evidence, policy }: Case, memo = new ValidationMemo()): TrustChainReport =>
  validateChain(evidence, policy, { memo })

describe('whoever writes credentials and schemas decides how much there is to validate: a verifier would hang', () => {
  it('a credential that names the same schema 16 times is validated once', () => {
    expect(outcome(judge(chainOf({ a1: 600 })))).toBe('trusted')
    expect(outcome(judge(chainOf({ a1: 600 }, 16)))).toBe('trusted')
  })

  it('all credentials of a chain share the steps of one validation, and what is left out is not trusted', () => {
    expect(outcome(judge(chainOf({ leaf: 300, a1: 300, a2: 300 })))).toBe('trusted')
    const report = judge(chainOf({ leaf: 400, a1: 400, a2: 400, root: 1 }))
    expect(outcome(report)).toBe('untrusted: schema schema_unavailable 2')
    expect(report.reasons.map(({ code, link }) => `${code} ${String(link)}`)).toEqual([
      'schema_unavailable 2',
      'schema_unavailable 3',
    ])
    expect(report.reasons[0]?.message).toContain(reason)
  })

  it('a presentation has no more for all of its credentials', () => {
    const { chain, policy } = chainOf({ leaf: 300 })
    const present = (count: number): (string | undefined)[] => {
      const credentials = Array.from({ length: count }, (_, number) =>
        leafWith(chain, (leaf) => (leaf.id = `urn:${String(number)}`)),
      )
      const report = judgeText(chain, mintPresentation(chain, { credentials }), {}, policy)
      return report.credentials.map(({ reasons }) => reasons[0]?.code)
    }
    expect(present(3)).toEqual([undefined, undefined, undefined])
    expect(present(5)).toEqual([undefined, undefined, undefined, 'schema_unavailable', 'schema_unavailable'])
  })

  it('a leaf that names the same parent eight times has one way up, and the report of one that names it once', () => {
    const minted = (times: number): Case =>
      caseOf({
        tamper: {
          leaf: {
            payload: (draft) => {
              const { termsOfUse } = draft
              Object.assign(draft, { termsOfUse: Array.from({ length: times }, () => termsOfUse) })
            },
          },
        },
      })
    const ways = ({ evidence, policy: asked }: Case): number => {
      const [memo, at] = [new ValidationMemo(), Date.parse(evidence.at)]
      const policy = memo.policy(asked)
      return buildPaths({ evidence, at, policy, memo, index: new EvidenceIndex(evidence, at, 0) }).length
    }
    expect(ways(minted(8))).toBe(1)
    // A list of one is a dialect, which the check `format` of the leaf tells.
    const told = ({ checks, ...report }: TrustChainReport): unknown => [report, checks.slice(1)]
    expect(told(judge(minted(8)))).toEqual(told(judge(minted(1))))
  })

  it('the same parent below another root is another way up', () => {
    const { evidence, policy } = caseOf({
      tamper: {
        leaf: {
          payload: (draft) => {
            const { termsOfUse: named } = draft
            const termsOfUse = [{ ...named, rootAuthorization: named.parentAccreditation }, named]
            Object.assign(draft, { termsOfUse })
          },
        },
      },
    })
    expect(outcome(validateChain(evidence, policy))).toBe('trusted')
  })
})

describe('what may be spent on schemas does not depend on what is remembered', () => {
  const { evidence, policy, chain } = chainOf({ leaf: 1, a1: 300, a2: 100 })
  const withLoad = (thousands: number): Evidence => {
    const credential = leafWith(chain, (leaf) => {
      Object.assign(leaf.credentialSubject as object, { load: load(thousands) })
    })
    return { ...evidence, leaf: { credential } }
  }

  it.each([
    [100, 'trusted'],
    [590, 'trusted'],
    [650, 'untrusted: schema schema_unavailable 2'],
    [950, 'untrusted: schema schema_unavailable 1'],
  ])('a leaf of %i thousand steps has one report, whether the accreditations above it are known or not', (own, end) => {
    const expected = validateChain(withLoad(own), policy, { memo: new ValidationMemo() })
    expect(outcome(expected)).toBe(end)
    const memo = new ValidationMemo()
    const { resources, schemas, statusLists, didDocuments } = evidence
    for (const list of [resources, schemas, statusLists, didDocuments]) freezeData(list)
    for (let time = 0; time < 3; time += 1) judge({ evidence, policy, chain }, memo)
    expect(JSON.stringify(validateChain(withLoad(own), policy, { memo }))).toBe(JSON.stringify(expected))
  })

  it('a leaf for which nothing is left does not keep the accreditations above it from being known', () => {
    const memo = new ValidationMemo()
    const { resources, schemas, statusLists, didDocuments } = evidence
    for (const list of [resources, schemas, statusLists, didDocuments]) freezeData(list)
    for (let time = 0; time < 3; time += 1) judge({ evidence: withLoad(1500), policy, chain }, memo)
    const leaf = memo.credential(chain.leaf).credential
    const [parent] = leaf?.kind === 'attestation' ? leaf.parents : []
    const known = (): unknown =>
      memo.evidenceLists(evidence, memo.policy(policy), Date.parse(evidence.at)).trunks?.find(parent!)
    for (let time = 0; time < 3; time += 1) judge({ evidence, policy, chain }, memo)
    expect(known()).toBeDefined()
  })
})

describe('the steps that one judgement may spend', () => {
  const text = '{"items":{"type":"number"}}'
  const prepared = (source = text) => jest.fn(() => prepareSchema(source))
  const spent500 = { outcome: 'unusable', reason: 'All schemas together take more than the limit of 500 steps.' }
  const items = (count: number) => jest.fn(() => Array.from({ length: count }, () => 1))

  it('are spent once on a credential and a schema', () => {
    const budget = new SchemaBudget(500)
    const [prepare, instance] = [prepared(), items(300)]
    for (let time = 0; time < 9; time += 1) {
      expect(budget.validate('one', 'schema', prepare, instance)).toEqual({ outcome: 'valid' })
    }
    expect(prepare).toHaveBeenCalledTimes(1)
    expect(instance).toHaveBeenCalledTimes(1)
    expect(budget.validate('other', 'schema', prepare, instance)).toEqual(spent500)
    expect(budget.validate('one', 'schema', prepare, instance)).toEqual({ outcome: 'valid' })
  })

  it('are gone after a validation that took more, and then no schema is even prepared', () => {
    const budget = new SchemaBudget(500)
    expect(budget.validate('one', 'schema', prepared(), items(2_000))).toEqual(spent500)
    expect(budget.isSpent).toBe(true)
    const prepare = prepared()
    expect(budget.validate('two', 'other', prepare, items(0))).toEqual(spent500)
    expect(prepare).not.toHaveBeenCalled()
  })

  it('are spent on what a schema takes to prepare, once, whether it can be used or not', () => {
    const pattern = (source: string): string => JSON.stringify({ pattern: source })
    for (const costly of [pattern('^(abc){900}$'), pattern('^((abc){900}'.repeat(9)), '[' + ' '.repeat(90_000)]) {
      expect(prepareSchema(costly).steps).toBeGreaterThan(costly.length / 2 - 1)
    }
    expect(prepareSchema(pattern('^(abc){900}$')).steps).toBeGreaterThan(2_700 * 16)
    const refused = JSON.stringify({ allOf: [{ pattern: '^(abc){900}$' }, { pattern: '(?=x)' }] })
    expect(prepareSchema(refused)).toMatchObject({ usable: false })
    expect(prepareSchema(refused).steps).toBeGreaterThan(2_700 * 16)
    const budget = new SchemaBudget(500)
    expect(budget.validate('one', 'schema', prepared(refused), items(0))).toEqual(spent500)
    const shared = new SchemaBudget(text.length * 2)
    const prepare = prepared()
    for (const name of ['1', '2', '3']) {
      expect(shared.validate(name, 'schema', prepare, items(0))).toEqual({ outcome: 'valid' })
    }
    expect(prepare).toHaveBeenCalledTimes(1)
  })

  it('are spent on what another judgement has found, as if it were found again', () => {
    const first = new SchemaBudget(500)
    first.validate('one', 'schema', prepared(), items(300))
    first.validate('two', 'schema', prepared(), () => ['no number'])
    const found = first.satisfied(['one', 'two', 'three'])
    expect(found).toMatchObject([{ credential: 'one', schema: 'schema' }])
    const [{ preparation, steps } = { preparation: 0, steps: 0 }] = found
    expect(new SchemaBudget(preparation + steps - 1).adopt(found)).toBe(false)
    expect(new SchemaBudget(preparation + steps).adopt(found)).toBe(true)

    const second = new SchemaBudget(500)
    expect(second.adopt(found)).toBe(true)
    expect(second.adopt(found)).toBe(true)
    const instance = items(300)
    expect(second.validate('one', 'schema', prepared(), instance)).toEqual({ outcome: 'valid' })
    expect(instance).not.toHaveBeenCalled()
    expect(second.validate('two', 'schema', prepared(), instance)).toEqual(spent500)

    const third = new SchemaBudget(2 * steps + preparation)
    expect(third.validate('two', 'schema', prepared(), items(300))).toEqual({ outcome: 'valid' })
    expect(third.adopt(found)).toBe(true)
  })
})
