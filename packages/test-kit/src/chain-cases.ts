import { readFileSync } from 'node:fs'
import { caseNeeds } from './case-needs.js'
import type { ChainCase } from './types/chain-case.js'

/** The cases of `fixtures/chains/cases.json`, read anew at each call. */
export function loadChainCases(): ChainCase[] {
  const text = readFileSync(new URL('../fixtures/chains/cases.json', import.meta.url), 'utf8')
  const cases = JSON.parse(text) as Omit<ChainCase, 'needs'>[]
  return cases.map((chainCase) => ({ ...chainCase, needs: caseNeeds(chainCase.id, chainCase.group) }))
}
