import { checkAudience } from '../src/checks/check-audience.js'
import { pass, type Finding } from '../src/checks/finding.js'
import { plainMessage } from '../src/checks/plain-message.js'

const endOf = (finding: Finding | undefined): unknown[] | undefined =>
  finding && [finding.status, finding.code, ...(finding.details === undefined ? [] : [finding.details])]

describe('for whom a token is made', () => {
  it('is repeated in the report, bounded: a token could fill the log', () => {
    const many = Array.from({ length: 20 }, (_, index) => `${String(index).padStart(2, '0')}${'x'.repeat(300)}`)
    const audience = many.slice(0, 16).map((name) => name.slice(0, 256))
    expect(endOf(checkAudience(many, ['us']))).toEqual(['fail', 'audience_mismatch', { audience }])
    expect(endOf(checkAudience(many, undefined))).toEqual(['indeterminate', 'audience_mismatch', { audience }])
    expect(checkAudience(many, [many[19]!])).toBeUndefined()
  })
})

it('a finding without details has no such member: reports are compared as they are', () => {
  expect(pass('x')).toStrictEqual({ status: 'pass', code: 'ok', message: 'x' })
})

describe('a message out of evidence', () => {
  it.each([
    ['is as it was, up to its limit', 'x'.repeat(300), 'x'.repeat(300)],
    ['is cut behind it, and shows that', 'x'.repeat(301), `${'x'.repeat(300)}…`],
    ['moves no cursor and hides no text', 'a\r\n\u001B[2Jb\u202Ec', 'a [2Jb c'],
  ])('%s', (_name, message, plain) => {
    expect(plainMessage(message)).toBe(plain)
  })
})
