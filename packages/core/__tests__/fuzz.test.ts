import { TrustChainError, validateChain, ValidationMemo } from '../src/index.js'
import type { Evidence } from '../src/index.js'
import { corpus, type Base } from './support/fuzz/corpus.js'
import { describeDifference } from './support/fuzz/describe-difference.js'
import { isAccreditationOf, isImmaterial } from './support/fuzz/is-immaterial.js'
import { lists, mutateEvidence, type Mutation } from './support/fuzz/mutate-evidence.js'
import { randomDraw } from './support/fuzz/random.js'

// `npm run fuzz` judges 100,000; `FUZZ_SEED` and `FUZZ_INPUTS` say which and how many.
const inputs = Number(process.env.FUZZ_INPUTS ?? 3000)
const seed = Number(process.env.FUZZ_SEED ?? 1)
/** Milliseconds of computing that one input may take; `deadlineMs` bounds the collection alone. */
const mostMs = 5000

const memo = new ValidationMemo()
const bases = corpus()
const donors = bases.flatMap(({ evidence }) => [
  evidence.leaf.credential ?? '{}',
  ...evidence.resources.slice(0, 4).map(({ content = '' }) => Buffer.from(content, 'base64').toString()),
])

describe('inputs that somebody tampered with', () => {
  it.each(bases)('as they were: $name is $verdict', ({ evidence, policy, verdict }) => {
    expect(validateChain(evidence, policy, { memo }).verdict).toBe(verdict)
  })

  it(
    `${String(inputs)} of them: no crash, no hang, and none is trusted that does not mean what it meant`,
    () => {
      const seen: Record<string, number> = {}
      const faults: string[] = []
      let slowest = 0
      for (let number = 0; number < inputs && faults.length < 12; number += 1) {
        const draw = randomDraw(seed * 1_000_003 + number)
        const base = draw.of(bases)
        let mutation = mutateEvidence(base.evidence, draw, donors)
        // What is changed twice is seldom read far, but then in places that nobody thinks of.
        const isDouble = draw.chance(15) && isWhole(mutation.evidence)
        if (isDouble) mutation = { ...mutateEvidence(mutation.evidence, draw, donors), target: 'envelope' }
        const begun = process.cpuUsage()
        const end = judge(mutation.evidence, base)
        const { user, system } = process.cpuUsage(begun)
        slowest = Math.max(slowest, (user + system) / 1000)
        seen[end] = (seen[end] ?? 0) + 1
        if (!isRight(end, base, mutation, isDouble)) {
          faults.push(
            `FUZZ_SEED=${seed}, input ${number}, ${base.name}: ${end}: ${String(describeDifference(base.evidence, mutation.evidence))}`,
          )
        }
      }
      expect(faults).toEqual([])
      expect(slowest).toBeLessThan(mostMs)
      // Inputs that are all refused at the door would prove nothing.
      for (const end of ['trusted', 'untrusted', 'indeterminate', 'invalid_evidence'])
        expect(seen[end]).toBeGreaterThan(0)
    },
    1000 * 60 * 60,
  )
})

/** Whether something is left that a second change can find its way in. */
const isWhole = ({ leaf, ...evidence }: Evidence): boolean =>
  isRecord(leaf) && lists.every((name) => Array.isArray(evidence[name]) && evidence[name].every(isRecord))
const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const ends = ['trusted', 'untrusted', 'indeterminate', 'invalid_evidence']

function isRight(end: string, base: Base, mutation: Mutation, isDouble: boolean): boolean {
  if (end !== 'trusted') return ends.includes(end)
  // No change of what is around it makes a bad leaf, or a bad chain, a good one.
  if (base.verdict !== 'trusted') return isAccreditationOf(base.evidence, mutation.evidence.leaf.credential ?? '')
  return isDouble || isImmaterial(base.evidence, mutation, (replaced) => isTrustedWith(base, mutation, replaced))
}

/** A verdict, `invalid_evidence`, or what nobody may see: another error. */
function judge(evidence: Evidence, { policy }: Base): string {
  try {
    const { verdict, verified } = validateChain(evidence, policy, { memo })
    return verified === (verdict === 'trusted') ? verdict : 'verified contradicts the verdict'
  } catch (error) {
    return error instanceof TrustChainError ? error.code : String(error)
  }
}

/** Whether a chain is trusted with the item that was changed replaced, or left out. */
function isTrustedWith({ evidence, policy }: Base, { target }: Mutation, replaced: object | undefined): boolean {
  if (typeof target === 'string') return false
  const items: object[] = [...evidence[target.list]]
  items.splice(target.index, 1, ...(replaced === undefined ? [] : [replaced]))
  return validateChain({ ...evidence, [target.list]: items }, policy, { memo }).verdict === 'trusted'
}
