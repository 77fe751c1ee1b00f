import type { Path } from '../src/chain/build-paths.js'
import { checkAnchor, describe as describeAnchor } from '../src/checks/check-anchor.js'
import type { CheckContext } from '../src/checks/check-context.js'
import { checkFormat } from '../src/checks/check-format.js'
import { checkFramework } from '../src/checks/check-framework.js'
import { checkLimits, totalBytes } from '../src/checks/check-limits.js'
import { checkLoop } from '../src/checks/check-loop.js'
import { checkRootBinding } from '../src/checks/check-root-binding.js'
import { parseResourceReference, resolvePolicy } from '../src/index.js'
import type { Evidence, TrustPolicy } from '../src/index.js'
import { linkOf } from './support/link-of.js'

const did = 'did:cheqd:testnet:00000000-0000-4000-8000-000000000001'
const idOf = (number: number): string => `00000000-0000-4000-8000-00000000010${String(number)}`
const lettered = '00000000-0000-4000-8000-00000000abcd'
const pinned = (number: number): string => `${did}/resources/${idOf(number)}`
const named = (name: string, type = 'R'): string => `${did}?resourceName=${name}&resourceType=${type}`
const metadataOf = (number: number, resourceName = 'Root', resourceType = 'R') => ({
  resourceCollectionId: did,
  resourceId: idOf(number),
  resourceName,
  resourceType,
})
const nothing: Evidence = {
  version: 1,
  at: '2026-06-01T00:00:00Z',
  leaf: {},
  resources: [],
  schemas: [],
  statusLists: [],
  didDocuments: [],
  limitsHit: [],
}

interface Given {
  policy?: TrustPolicy
  path?: Partial<Path>
  evidence?: Partial<Evidence>
  /** What the evidence says of other resources, by their id. */
  others?: Record<string, { metadata?: object; error?: { code: string } }>
}
function contextOf({ policy = {}, path = {}, evidence = {}, others = {} }: Given): CheckContext {
  const index = {
    resource: ({ resourceId = '' }: { resourceId?: string }) => {
      const item = others[resourceId]
      return item === undefined ? { why: 'was not collected' } : { item }
    },
  }
  const whole = { links: [], parents: [], complete: true, faults: [], ...path }
  return { at: 0, policy: resolvePolicy(policy), evidence: { ...nothing, ...evidence }, index, path: whole } as never
}
const rootFrom = (url: string, metadata: object | undefined = metadataOf(1), more: object = {}) => ({
  ...linkOf({ kind: 'root', issuer: did, ...more }),
  source: { reference: parseResourceReference(url)!, evidence: { metadata } as never, sha256: '' },
})
const naming = (...urls: string[]): Path['parents'] =>
  urls.map((rootAuthorization) => {
    const rootReference = parseResourceReference(rootAuthorization)
    return { parentAccreditation: 'x', rootAuthorization, ...(rootReference && { rootReference }) }
  })
const endOf = ({ status, code, details }: { status: string; code: string; details?: unknown }) =>
  details === undefined ? [status, code] : [status, code, details]

describe('root-binding, without any other check before it', () => {
  const root = rootFrom(pinned(1))
  const leaf = linkOf({ kind: 'attestation' })
  const other = (metadata: object) => ({ [idOf(2)]: { metadata } })
  it.each<[string, Given, unknown[]]>([
    ['no root was reached', { path: { links: [leaf], complete: false } }, ['skipped', 'not_reached']],
    ['there is no link at all', { path: { links: [] } }, ['skipped', 'not_reached']],
    ['a root alone', { path: { links: [root] } }, ['skipped', 'not_applicable']],
    [
      'a root without metadata',
      {
        path: {
          links: [leaf, { ...root, source: { ...root.source, evidence: {} as never } }],
          parents: naming(pinned(1)),
        },
      },
      ['indeterminate', 'resource_unavailable'],
    ],
    [
      'a root that was handed over',
      { path: { links: [leaf, linkOf({ kind: 'root' })], parents: naming(pinned(1)) } },
      ['indeterminate', 'resource_unavailable'],
    ],
    [
      'each names it, pinned or by name',
      { path: { links: [leaf, root], parents: naming(pinned(1), named('Root')) } },
      ['pass', 'ok'],
    ],
    [
      'its id in capitals',
      {
        path: {
          links: [leaf, rootFrom(pinned(1), { ...metadataOf(1), resourceId: idOf(1).toUpperCase() })],
          parents: naming(pinned(1)),
        },
      },
      ['pass', 'ok'],
    ],
    [
      'pinned by one who pins what another read by name, in other capitals',
      {
        path: {
          links: [leaf, rootFrom(named('Root'), { ...metadataOf(1), resourceId: lettered.toUpperCase() })],
          parents: naming(`${did}/resources/${lettered}`),
        },
      },
      ['pass', 'ok'],
    ],
    [
      'what was asked for is what is named',
      { path: { links: [leaf, rootFrom(pinned(2))], parents: naming(pinned(2)) } },
      ['pass', 'ok'],
    ],
    [
      'an earlier version of its name',
      { path: { links: [leaf, root], parents: naming(pinned(2)) }, others: other(metadataOf(2)) },
      ['pass', 'ok'],
    ],
    [
      'a resource of another name',
      { path: { links: [leaf, root], parents: naming(pinned(2)) }, others: other(metadataOf(2, 'Other')) },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: pinned(2) }],
    ],
    [
      'a resource of another type',
      { path: { links: [leaf, root], parents: naming(pinned(2)) }, others: other(metadataOf(2, 'Root', 'Q')) },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: pinned(2) }],
    ],
    [
      'an answer about another resource',
      { path: { links: [leaf, root], parents: naming(pinned(2)) }, others: other(metadataOf(3)) },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: pinned(2) }],
    ],
    [
      'a resource that does not exist',
      {
        path: { links: [leaf, root], parents: naming(pinned(2)) },
        others: { [idOf(2)]: { error: { code: 'notFound' } } },
      },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: pinned(2) }],
    ],
    [
      'a resource that can’t be reached',
      {
        path: { links: [leaf, root], parents: naming(pinned(2)) },
        others: { [idOf(2)]: { error: { code: 'unreachable' } } },
      },
      ['indeterminate', 'resource_unavailable', { link: 0, rootAuthorization: pinned(2) }],
    ],
    [
      'a resource that was not collected, by the second of three links',
      { path: { links: [leaf, root], parents: naming(pinned(1), pinned(2), pinned(3)) } },
      ['indeterminate', 'resource_unavailable', { link: 1, rootAuthorization: pinned(2) }],
    ],
    [
      'what is open does not hide what is wrong',
      { path: { links: [leaf, root], parents: naming(pinned(2), named('Other')) } },
      ['fail', 'root_mismatch', { link: 1, rootAuthorization: named('Other') }],
    ],
    [
      'another name',
      { path: { links: [leaf, root], parents: naming(named('Other')) } },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: named('Other') }],
    ],
    [
      'another type',
      { path: { links: [leaf, root], parents: naming(named('Root', 'Q')) } },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: named('Root', 'Q') }],
    ],
    [
      'another DID',
      { path: { links: [leaf, root], parents: naming('did:x:y?resourceName=Root&resourceType=R') } },
      ['fail', 'root_mismatch', { link: 0, rootAuthorization: 'did:x:y?resourceName=Root&resourceType=R' }],
    ],
    [
      'what is no DID URL',
      { path: { links: [leaf, root], parents: naming(pinned(1), 'x'.repeat(600)) } },
      ['fail', 'root_mismatch', { link: 1, rootAuthorization: 'x'.repeat(512) }],
    ],
  ])('%s', (_name, given, end) => {
    expect(endOf(checkRootBinding(contextOf(given)))).toEqual(end)
  })
})

describe('anchor, without any other check before it', () => {
  const root = rootFrom(pinned(1), metadataOf(1), { framework: { trustFramework: 'URL', trustFrameworkId: 'Name' } })
  const path = { links: [linkOf({ kind: 'attestation' }), linkOf({ kind: 'attest' }), root] }
  const bare = { links: [rootFrom(pinned(1))] }
  const accepted = (matched: string) => ['pass', 'ok', { did, matched }]
  const refused = ['fail', 'anchor_untrusted', { did }]
  const open = ['indeterminate', 'resource_unavailable', { did }]
  it.each<[string, Given, unknown[]]>([
    ['no anchors', { path }, ['indeterminate', 'no_trust_anchor']],
    [
      'no root',
      { path: { links: [linkOf({ kind: 'attestation' })], complete: false }, policy: { anchors: [] } },
      ['skipped', 'not_reached'],
    ],
    [
      'a root in a chain that is not complete',
      { path: { ...path, complete: false }, policy: { anchors: [{ did }] } },
      ['skipped', 'not_reached'],
    ],
    [
      'an end that is no root',
      { path: { links: [linkOf({ kind: 'attest' })] }, policy: { anchors: [{ did }] } },
      ['skipped', 'not_reached'],
    ],
    ['none accepted', { path, policy: { anchors: [] } }, refused],
    ['its DID', { path, policy: { anchors: [{ did }] } }, accepted('did')],
    ['another DID', { path, policy: { anchors: [{ did: 'did:x:y' }] } }, refused],
    ['its DID after another', { path, policy: { anchors: [{ did: 'did:x:y' }, { did }] } }, accepted('did')],
    [
      'its framework by name',
      { path, policy: { anchors: [{ did, trustFrameworkId: 'Name' }] } },
      accepted('did+trustFrameworkId'),
    ],
    [
      'its framework by URL',
      { path, policy: { anchors: [{ did, trustFrameworkId: 'URL' }] } },
      accepted('did+trustFrameworkId'),
    ],
    [
      'a framework, where the root names none',
      { path: bare, policy: { anchors: [{ did, trustFrameworkId: 'x' }] } },
      refused,
    ],
    ['another framework', { path, policy: { anchors: [{ did, trustFrameworkId: 'Other' }] } }, refused],
    [
      'itself, pinned',
      { path, policy: { anchors: [{ did, rootAuthorization: pinned(1) }] } },
      accepted('did+rootAuthorization'),
    ],
    [
      'itself by name, with its framework',
      { path, policy: { anchors: [{ did, rootAuthorization: named('Root'), trustFrameworkId: 'URL' }] } },
      accepted('did+rootAuthorization+trustFrameworkId'),
    ],
    ['another name', { path, policy: { anchors: [{ did, rootAuthorization: named('Other') }] } }, refused],
    [
      'another resource that could not be read',
      { path, policy: { anchors: [{ did, rootAuthorization: pinned(2) }] } },
      open,
    ],
    [
      'another resource, of another framework',
      { path, policy: { anchors: [{ did, rootAuthorization: pinned(2), trustFrameworkId: 'Other' }] } },
      refused,
    ],
    [
      'a domain',
      { path, policy: { anchors: [{ domain: 'example.org' }] } },
      ['indeterminate', 'dns_unreachable', { did }],
    ],
    ['a domain beside its DID', { path, policy: { anchors: [{ domain: 'example.org' }, { did }] } }, accepted('did')],
  ])('%s', (_name, given, end) => {
    expect(endOf(checkAnchor(contextOf(given)))).toEqual(end)
  })

  it('what matched is said in one order', () => {
    expect(describeAnchor({ did, trustFrameworkId: 'x', rootAuthorization: parseResourceReference(pinned(1))! })).toBe(
      'did+rootAuthorization+trustFrameworkId',
    )
  })
})

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
