import type { MintOptions } from '@trustchains/test-kit'
import { payload, outcomeOf, terms } from './support/tamper.js'
import type { Row } from './support/tamper.js'

describe('path length and loop: a chain would be longer than anybody allowed, or never end', () => {
  const subjects = { depth: 4 } satisfies MintOptions
  it.each<Row>([
    ['as many accreditations as the policy allows', { depth: 3, policy: { maxPathLength: 3 } }, 'trusted'],
    [
      'one accreditation more',
      { depth: 3, policy: { maxPathLength: 2 } },
      'untrusted: path-length path_too_long chain',
    ],
    ['the default: ten', { depth: 10 }, 'trusted'],
    ['the default: eleven', { depth: 11 }, 'untrusted: path-length path_too_long chain'],
    ['none allowed', { depth: 1, policy: { maxPathLength: 0 } }, 'untrusted: path-length path_too_long chain'],
    ['a root that allows two accreditors, and two below it', { depth: 3, maxPathLength: { root: 2 } }, 'trusted'],
    [
      'a root that allows one accreditor, and two below it',
      { depth: 3, maxPathLength: { root: 1 } },
      'untrusted: path-length path_too_long chain',
    ],
    ['an accreditor that allows none, and one to attest below it', { maxPathLength: { a1: 0 } }, 'trusted'],
    [
      'an accreditor that allows none, and one below it',
      { depth: 3, maxPathLength: { a1: 0 } },
      'untrusted: path-length path_too_long chain',
    ],
    [
      'a lower link that allows more than the one above',
      { ...subjects, maxPathLength: { a1: 1, a2: 9 } },
      'untrusted: path-length path_too_long chain',
    ],
    [
      'an accreditor that accredits itself counts',
      { depth: 3, subject: { a2: 'p1' }, maxPathLength: { a1: 0 } },
      'untrusted: path-length path_too_long chain',
    ],
    ['a claim below zero', { maxPathLength: { a1: -1 } }, 'untrusted: format malformed 2'],
    ['a claim that is no whole number', { maxPathLength: { a1: 1.5 } }, 'untrusted: format malformed 2'],
    [
      'a claim that is a string',
      payload('a1', (draft) => {
        draft.credentialSubject.maxPathLength = '9' as never
      }),
      'untrusted: format malformed 2',
    ],
    ['as many links as the policy allows', { depth: 3, policy: { limits: { maxLinks: 5 } } }, 'trusted'],
    ['one link more', { depth: 3, policy: { limits: { maxLinks: 4 } } }, 'untrusted: limits limit_exceeded chain'],
    [
      'H2: a chain of 100 links',
      { depth: 98, policy: { maxPathLength: 1000 } },
      'untrusted: limits limit_exceeded chain',
    ],
    [
      'an accreditation that names itself as its parent',
      terms('a1', (policy, { url }) => {
        policy.parentAccreditation = url('a1').pinned
      }),
      'untrusted: loop loop chain',
    ],
    [
      'an accreditation that names itself by its name',
      terms('a1', (policy, { url }) => {
        policy.parentAccreditation = url('a1').latest
      }),
      'untrusted: loop loop chain',
    ],
    [
      'two accreditations that name each other',
      {
        depth: 3,
        ...terms('a1', (policy, { url }) => {
          policy.parentAccreditation = url('a2').pinned
        }),
      },
      'untrusted: loop loop chain',
    ],
    [
      'a leaf that is its own parent',
      {
        publishLeaf: true,
        ...terms('leaf', (policy, { url }) => {
          policy.parentAccreditation = url('leaf').pinned
        }),
      },
      'untrusted: loop loop chain',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })
})
