import { readFileSync, writeFileSync } from 'node:fs'
import { validateChain, ValidationMemo } from '../src/index.js'
import { attacks } from './support/attacks/attacks.js'
import { caseOf } from './support/judge.js'

// After a change on purpose: `UPDATE_TOLD=1 npm test -- told-details`, and read what git shows.
const file = new URL('fixtures/told-details.json', import.meta.url)
const memo = new ValidationMemo()

/** What a program reads of each check that did not simply pass: where, which code, and the facts behind it. */
function told({ forge, isWhole }: Told): unknown {
  const { evidence, policy, dnsAnchors = [] } = forge()
  return validateChain(evidence, policy, { memo, dnsAnchors }).checks.flatMap(({ id, link, status, code, details }) =>
    isWhole === true || status === 'fail' || status === 'indeterminate' ? [{ id, link, status, code, details }] : [],
  )
}

interface Told extends Pick<(typeof attacks)[number], 'name' | 'forge'> {
  /** What passed too. */
  isWhole?: boolean
}

const honest: Told = {
  isWhole: true,
  name: 'an honest chain',
  forge: () => caseOf({ jurisdiction: { root: 'FI' }, policy: { jurisdiction: 'FI' } }),
}
const cases: Told[] = [honest, ...attacks]

if (process.env.UPDATE_TOLD !== undefined) {
  const all = Object.fromEntries(cases.map((one) => [one.name, told(one)]))
  writeFileSync(file, `${JSON.stringify(all, null, 1)}\n`)
}
const expected = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>

describe('the facts behind each result: an auditor would look for the fault in the wrong place', () => {
  it.each(cases)('$name', (one) => {
    expect(JSON.parse(JSON.stringify(told(one)))).toEqual(expected[one.name])
  })

  it('every result has a sentence for people', () => {
    const messages = cases.flatMap(({ forge }) => {
      const { evidence, policy, dnsAnchors = [] } = forge()
      return validateChain(evidence, policy, { memo, dnsAnchors }).checks.map(({ message }) => message)
    })
    expect(messages.filter((message) => message.trim().length < 8)).toEqual([])
  })
})
