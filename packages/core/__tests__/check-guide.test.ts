import { evidenceFromWorld, loadChainCases, World } from '@trustchains/test-kit'
import { checkGuide, codeGuide, presentationGuide, validateChain } from '../src/index.js'
import { checkTable } from '../src/check-table.js'
import { undocumentedResults } from './support/undocumented-results.js'

const cases = loadChainCases()

describe('what relying parties are told of checks and codes', () => {
  it('tells of the checks that run, in their order, or a page would explain others', () => {
    expect(Object.keys(checkGuide)).toEqual(checkTable.map(({ id }) => id))
  })

  it('has no code that no check gives and no result carries', () => {
    const guides = [...Object.values(checkGuide), ...Object.values(presentationGuide)]
    const named = new Set(guides.flatMap(({ codes }) => codes))
    const others = Object.entries(codeGuide).filter(([code]) => !named.has(code as keyof typeof codeGuide))

    expect(others.map(([code]) => code)).toEqual([
      'ok',
      'not_applicable',
      'policy_off',
      'not_implemented',
      'not_reached',
    ])
  })

  it.each(cases.map((item) => [item.id, item] as const))(
    '%s: no result has a code that the guide does not tell of',
    (_, { world, leaf, at, policy }) => {
      const report = validateChain(evidenceFromWorld(new World(world), leaf, at), policy)

      expect(undocumentedResults(report)).toEqual([])
    },
  )
})
