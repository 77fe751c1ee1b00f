import { sameValue } from '../src/batch/same-value.js'
import { EffectivePolicies } from '../src/effective-policies.js'

describe('two values of a report', () => {
  const parse = (text: string): unknown => JSON.parse(text)
  it.each([
    ['{"a":1,"b":[2,{"c":null}]}', '{"b":[2,{"c":null}],"a":1}'],
    ['{"__proto__":{}}', '{"__proto__":{}}'],
    ['[]', '[]'],
  ])('are the same where they say the same: %s, %s', (a, b) => {
    expect(sameValue(parse(a), parse(b))).toBe(true)
  })

  it.each([
    ['{"a":1}', '{"a":1,"b":2}'],
    ['{"a":1}', '{"b":1}'],
    ['{"__proto__":{}}', '{"y":1}'],
    ['{"a":[]}', '{"a":{}}'],
    ['[1]', '[1,2]'],
    ['{}', 'null'],
  ])('are told apart, or one would be sent for the other: %s, %s', (a, b) => {
    expect([sameValue(parse(a), parse(b)), sameValue(parse(b), parse(a))]).toEqual([false, false])
  })
})

it('a policy that can not be written as JSON is read anew for each call: it may have been changed', () => {
  const policies = new EffectivePolicies({}, {})
  const policy = { freshness: 10 }
  Object.defineProperty(policy, 'toJSON', {
    value: () => {
      throw new Error('not this one')
    },
  })
  expect(policies.of(policy).resolved.freshness).toBe(10)
  policy.freshness = 20
  expect(policies.of(policy).resolved.freshness).toBe(20)
  const plain = { freshness: 10 }
  expect(policies.of(plain)).toBe(policies.of(plain))
})
