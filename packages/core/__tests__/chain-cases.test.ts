import { evidenceFromWorld, judgeCase, loadChainCases, World } from '@trustchains/test-kit'
import { validateChain, ValidationMemo } from '../src/index.js'

describe('the chain cases, judged by core alone', () => {
  const memo = new ValidationMemo()
  for (const chainCase of loadChainCases()) {
    it(`${chainCase.id}: ${chainCase.title}`, () => {
      const evidence = evidenceFromWorld(new World(chainCase.world), chainCase.leaf, chainCase.at)
      const report = validateChain(evidence, chainCase.policy, { memo })
      expect({ problems: judgeCase(chainCase, report), reasons: report.reasons }).toMatchObject({ problems: [] })
    })
  }
})
