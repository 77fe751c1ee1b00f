import fc from 'fast-check'
import { validateChain, ValidationMemo } from '../src/index.js'
import { drawWith } from './support/forest/draw.js'
import { drawForest } from './support/forest/draw-forest.js'
import { mintForest } from './support/forest/mint-forest.js'
import { isTrusted } from './support/forest/oracle.js'

// `ORACLE_RUNS=20000` looks longer; a failure prints its seed and what is left of the forest after shrinking.
const numRuns = Number(process.env.ORACLE_RUNS ?? 600)
const memo = new ValidationMemo()

describe('any forest of accreditations', () => {
  it('is trusted exactly when a naive reading of the rules says so', () => {
    const seen = { trusted: 0, untrusted: 0, indeterminate: 0 }
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const forest = drawForest(drawWith(gen))
        const { evidence, policy } = mintForest(forest)
        const report = validateChain(evidence, policy, { memo })
        seen[report.verdict] += 1
        const expected = isTrusted(forest)
        if (report.verified !== expected) {
          const reasons = report.reasons.map(({ id, code, link }) => `${id} ${code} ${String(link)}`)
          throw new Error(`${report.verdict} (${reasons.join(', ')}): ${JSON.stringify(forest)}`)
        }
      }),
      { numRuns },
    )
    // A property that saw one kind only would prove nothing.
    expect(Math.min(seen.trusted, seen.untrusted)).toBeGreaterThan(numRuns / 5)
    expect(seen.indeterminate).toBeGreaterThan(0)
  })
})
