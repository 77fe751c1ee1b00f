import { checkRootBinding, checkRootOfVersion } from '../src/checks/check-root-binding.js'
import { linkOf } from './support/link-of.js'
import {
  contextOf,
  did,
  endOf,
  idOf,
  lettered,
  metadataOf,
  named,
  naming,
  pinned,
  rootFrom,
  type Given,
} from './support/path-context.js'

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
      'a resource of which the answer says nothing',
      { path: { links: [leaf, root], parents: naming(pinned(2)) }, others: { [idOf(2)]: {} } },
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

describe('root-binding of a newer version: whoever moved to another root must not lend it to what pins the older', () => {
  const root = rootFrom(pinned(1))
  const links = [linkOf({ kind: 'attestation' }), linkOf({ kind: 'attest' }), root]
  const version = (rootAuthorization?: string, kind = 'attest') => {
    const [parent] = rootAuthorization === undefined ? [] : naming(rootAuthorization)
    return linkOf({ kind, ...(parent && { parent }) })
  }
  it.each<[string, ReturnType<typeof linkOf>, Given, unknown[]]>([
    ['it pins the root', version(pinned(1)), { path: { links } }, ['pass', 'ok']],
    ['it names the root, to accredit', version(named('Root'), 'accredit'), { path: { links } }, ['pass', 'ok']],
    ['it names another', version(named('Other')), { path: { links } }, ['fail', 'root_mismatch']],
    ['it names what is no DID URL', version('x'), { path: { links } }, ['fail', 'root_mismatch']],
    ['it names no parent and no root', version(), { path: { links } }, ['fail', 'root_mismatch']],
    [
      'it pins what was not collected',
      version(pinned(2)),
      { path: { links } },
      ['indeterminate', 'resource_unavailable'],
    ],
    ['it is a root', version(undefined, 'root'), { path: { links } }, ['skipped', 'not_applicable']],
    ['it is a leaf', version(undefined, 'attestation'), { path: { links } }, ['skipped', 'not_applicable']],
    [
      'no root was reached',
      version(named('Other')),
      { path: { links, complete: false } },
      ['skipped', 'not_applicable'],
    ],
    ['there is no link at all', version(named('Other')), { path: { links: [] } }, ['skipped', 'not_applicable']],
  ])('%s', (_name, link, given, end) => {
    expect(endOf(checkRootOfVersion(contextOf(given), link))).toEqual(end)
  })
})
