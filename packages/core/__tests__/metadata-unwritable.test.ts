import { validateChain } from '../src/index.js'
import { caseOf } from './support/judge.js'

describe('evidence from a stranger would end a validation with an error that nobody foresees', () => {
  it.each(['resourceName', 'resourceType'] as const)('with a %s that no UTF-8 can write', (name) => {
    for (const reference of ['pinned', 'named'] as const) {
      const { evidence, policy } = caseOf({ reference })
      const resources = evidence.resources.map(({ metadata, ...item }) => ({
        ...item,
        ...(metadata && { metadata: { ...metadata, [name]: '\ud800' } }),
      }))
      expect(validateChain({ ...evidence, resources }, policy).verdict).not.toBe('trusted')
    }
  })
})
