import { checkAnchor, describe as describeAnchor } from '../src/checks/check-anchor.js'
import { parseResourceReference } from '../src/index.js'
import { linkOf } from './support/link-of.js'
import { contextOf, did, endOf, metadataOf, named, pinned, rootFrom, type Given } from './support/path-context.js'

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
      'itself, but it was handed over and not read from there',
      {
        path: { links: [linkOf({ kind: 'root', issuer: did })] },
        policy: { anchors: [{ did, rootAuthorization: pinned(1) }] },
      },
      open,
    ],
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
