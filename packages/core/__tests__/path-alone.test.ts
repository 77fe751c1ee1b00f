import { checkFormat } from '../src/checks/check-format.js'
import { checkFramework } from '../src/checks/check-framework.js'
import { checkLimits, totalBytes } from '../src/checks/check-limits.js'
import { checkLoop } from '../src/checks/check-loop.js'
import { linkOf } from './support/link-of.js'
import { contextOf, endOf, nothing, type Given } from './support/path-context.js'

describe('framework, without any other check before it', () => {
  const path = (framework?: object) => ({ links: [linkOf({ kind: 'root', ...(framework && { framework }) })] })
  const both = { trustFramework: 'URL', trustFrameworkId: 'Name' }
  it.each<[string, Given, unknown[]]>([
    ['no root', { path: { links: [linkOf({ kind: 'attest' })] } }, ['skipped', 'not_reached']],
    ['a chain that is not complete', { path: { ...path(both), complete: false } }, ['skipped', 'not_reached']],
    ['no link at all', {}, ['skipped', 'not_reached']],
    ['no policy', { path: path() }, ['fail', 'framework_missing']],
    ['a policy that names none', { path: path({}) }, ['fail', 'framework_missing']],
    ['any', { path: path(both) }, ['pass', 'ok', both]],
    [
      'a name alone',
      { path: path({ trustFrameworkId: 'Name' }), policy: { trustFrameworks: ['Name'] } },
      ['pass', 'ok', { trustFrameworkId: 'Name' }],
    ],
    [
      'a URL alone',
      { path: path({ trustFramework: 'URL' }), policy: { trustFrameworks: ['x', 'URL'] } },
      ['pass', 'ok', { trustFramework: 'URL' }],
    ],
    ['another', { path: path(both), policy: { trustFrameworks: ['x'] } }, ['fail', 'framework_refused', both]],
    ['none accepted', { path: path(both), policy: { trustFrameworks: [] } }, ['fail', 'framework_refused', both]],
  ])('%s', (_name, given, end) => {
    expect(endOf(checkFramework(contextOf(given)))).toStrictEqual(end)
  })
})

describe('loop and limits, without any other check before them', () => {
  const fault = (id: 'loop' | 'limits' | 'resource') => ({
    id,
    finding: { status: 'fail' as const, code: 'loop' as const, message: id },
  })
  it('a loop is the one that the walk met, and no other fault', () => {
    expect(endOf(checkLoop(contextOf({ path: { faults: [fault('resource'), fault('loop')] } })))).toEqual([
      'fail',
      'loop',
    ])
    expect(endOf(checkLoop(contextOf({ path: { faults: [fault('resource')] } })))).toEqual(['pass', 'ok'])
  })

  it('what the walk and the collection met, the collection’s in one order', () => {
    const hit = (limit: string, message: string) => ({ limit, message })
    const limitsHit = [hit('maxFetches', 'b'), hit('deadlineMs', 'c'), hit('maxFetches', 'a')]
    const findings = checkLimits(
      contextOf({ path: { faults: [fault('limits'), fault('loop')] }, evidence: { limitsHit } }),
    )
    expect(findings.slice(1).map(({ code }) => code)).toEqual(['limit_exceeded', 'limit_exceeded', 'limit_exceeded'])
    const two = checkLimits(contextOf({ evidence: { limitsHit: limitsHit.slice(0, 2) } }))
    expect(two.map(({ message }) => message)).toEqual(['c', 'b'])
    expect(findings.map(({ status, message, details }) => [status, message, details])).toEqual([
      ['fail', 'limits', undefined],
      ['indeterminate', 'c', { limit: 'deadlineMs' }],
      ['fail', 'a', { limit: 'maxFetches' }],
      ['fail', 'b', { limit: 'maxFetches' }],
    ])
  })

  it('bytes of all lists together, to the byte', () => {
    const item = (content?: string) => ({
      url: 'x',
      source: 'x',
      readAt: 'x',
      asOf: 'x',
      ...(content !== undefined && { content }),
    })
    const evidence = { resources: [item('AAAA'), item()], schemas: [item('AAAA')], statusLists: [item('AAAAAAAA')] }
    expect(totalBytes({ ...nothing, ...evidence })).toBe(12)
    const ends = (maxTotalBytes: number) =>
      checkLimits(contextOf({ evidence, policy: { limits: { maxTotalBytes } } })).map(endOf)
    expect(ends(12)).toEqual([['pass', 'ok']])
    expect(ends(11)).toEqual([['fail', 'limit_exceeded', { limit: 'maxTotalBytes' }]])
  })
})

describe('format, without any other check before it', () => {
  const link = (dialects: string[], faults: object[] = []) => ({
    ...linkOf({ kind: 'attestation', dialects }),
    faults: faults as never,
  })
  const fault = { status: 'fail', code: 'malformed', message: 'x', details: { a: 1 } }
  it('nothing is wrong', () => {
    expect(checkFormat(contextOf({}), link([])).map(endOf)).toEqual([['pass', 'ok']])
    expect(checkFormat(contextOf({ policy: { dialect: 'strict' } }), link([])).map(endOf)).toEqual([['pass', 'ok']])
  })
  it('a fault alone is one, and no dialect is refused where there is none', () => {
    const strict = contextOf({ policy: { dialect: 'strict' } })
    expect(checkFormat(strict, link([], [fault])).map(endOf)).toEqual([['fail', 'malformed', { a: 1 }]])
  })
  it('a token for somebody else is refused', () => {
    const given = link([])
    Object.assign(given.credential, { audience: ['https://other.example'] })
    const [finding] = checkFormat(contextOf({}), given)
    expect(finding?.status).not.toBe('pass')
  })
  it('a dialect is named, and refused where the policy is strict', () => {
    const dialects = ['missing-kid', 'resolver-url']
    expect(checkFormat(contextOf({}), link(dialects)).map(endOf)).toEqual([['pass', 'ok', { dialects }]])
    expect(checkFormat(contextOf({}), link(dialects))[0]?.message).toContain('missing-kid, resolver-url')
    expect(checkFormat(contextOf({ policy: { dialect: 'strict' } }), link(dialects)).map(endOf)).toEqual([
      ['fail', 'dialect_refused', { dialects }],
    ])
    expect(checkFormat(contextOf({ policy: { dialect: 'strict' } }), link(dialects))[0]?.message).toContain(
      'missing-kid, resolver-url',
    )
  })
  it('faults come first, in a copy that belongs to the report', () => {
    const given = link(['missing-kid'], [fault, { ...fault, details: undefined }])
    const found = checkFormat(contextOf({ policy: { dialect: 'strict' } }), given)
    expect(found.map(endOf)).toEqual([
      ['fail', 'malformed', { a: 1 }],
      ['fail', 'malformed'],
      ['fail', 'dialect_refused', { dialects: ['missing-kid'] }],
    ])
    expect(found[0]?.details).not.toBe(fault.details)
    expect(checkFormat(contextOf({}), given).map(endOf)).toHaveLength(2)
  })
})
