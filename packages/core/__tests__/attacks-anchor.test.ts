import type { MintOptions } from '@trustchains/test-kit'
import { judge, outcome } from './support/judge.js'
import { outcomeOf, terms } from './support/tamper.js'
import type { Row } from './support/tamper.js'

describe('H5 to H7: root, framework and anchor: any self-made root would do', () => {
  const anchors =
    (
      change: (names: {
        did: (actor: string) => string
        url: (link: string) => { pinned: string; latest: string }
      }) => object[],
    ) =>
    (options: MintOptions = {}): string =>
      outcome(
        judge(options, (chain) => {
          chain.policy.anchors = change(chain) as never
        }),
      )
  it.each<Row>([
    [
      'no anchors: nothing is trusted, nothing refused',
      { policy: { anchors: undefined } },
      'indeterminate: anchor no_trust_anchor chain',
    ],
    ['an empty list of anchors', { policy: { anchors: [] } }, 'untrusted: anchor anchor_untrusted chain'],
    [
      'a domain, which nobody asked',
      { policy: { anchors: [{ domain: 'example.org' }] } },
      'indeterminate: anchor dns_unreachable chain',
    ],
    [
      'the leaf names another root than its parents',
      terms('leaf', (policy, { url }) => {
        policy.rootAuthorization = url('a1').pinned
      }),
      'untrusted: root-binding root_mismatch chain',
    ],
    [
      'a link above names another root',
      terms('a1', (policy, { did }) => {
        policy.rootAuthorization = `${did('mallory')}?resourceName=x&resourceType=y`
      }),
      'untrusted: root-binding root_mismatch chain',
    ],
    [
      'a link names a root of the same name and type under another DID',
      terms('a1', (policy, { url, did }) => {
        policy.rootAuthorization = url('root').latest.replace(did('root'), did('mallory'))
      }),
      'untrusted: root-binding root_mismatch chain',
    ],
    [
      'a root that is no DID URL',
      terms('a1', (policy) => {
        policy.rootAuthorization = 'https://example.org/root'
      }),
      'untrusted: root-binding root_mismatch chain',
    ],
    [
      'a root that is a DID',
      terms('a1', (policy, { did }) => {
        policy.rootAuthorization = did('root')
      }),
      'untrusted: root-binding root_mismatch chain',
    ],
    [
      'pinned by one link and named by the others',
      { reference: { a1: 'named', leaf: 'pinned', a2: 'named' } },
      'trusted',
    ],
    [
      'no framework',
      terms('root', (policy) => {
        delete policy.trustFramework
        delete policy.trustFrameworkId
      }),
      'untrusted: framework framework_missing chain',
    ],
    [
      'a framework that the policy accepts by name',
      { policy: { trustFrameworks: ['Example Diploma Framework'] } },
      'trusted',
    ],
    [
      'a framework that the policy accepts by URL',
      { policy: { trustFrameworks: ['https://learn.example.org/governance/start'] } },
      'trusted',
    ],
    [
      'a framework that the policy does not name',
      { policy: { trustFrameworks: ['Another'] } },
      'untrusted: framework framework_refused chain',
    ],
    [
      'a policy that accepts no framework',
      { policy: { trustFrameworks: [] } },
      'untrusted: framework framework_refused chain',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })
  it.each([
    ['a stranger', anchors(({ did }) => [{ did: did('mallory') }]), 'untrusted: anchor anchor_untrusted chain'],
    [
      'an accreditor of the chain, not its root',
      anchors(({ did }) => [{ did: did('p1') }]),
      'untrusted: anchor anchor_untrusted chain',
    ],
    ['a stranger, then the root', anchors(({ did }) => [{ did: did('mallory') }, { did: did('root') }]), 'trusted'],
    [
      'the root in capitals',
      anchors(({ did }) => [{ did: did('root').replace(/[a-f](?=[^:]*$)/g, (letter) => letter.toUpperCase()) }]),
      'trusted',
    ],
    [
      'the root, pinned',
      anchors(({ did, url }) => [{ did: did('root'), rootAuthorization: url('root').pinned }]),
      'trusted',
    ],
    [
      'the root, by name',
      anchors(({ did, url }) => [{ did: did('root'), rootAuthorization: url('root').latest }]),
      'trusted',
    ],
    [
      'another resource of the root’s DID',
      anchors(({ did, url }) => [{ did: did('root'), rootAuthorization: url('a1').pinned }]),
      'untrusted: anchor anchor_untrusted chain',
    ],
    [
      'the root’s framework',
      anchors(({ did }) => [{ did: did('root'), trustFrameworkId: 'Example Diploma Framework' }]),
      'trusted',
    ],
    [
      'another framework of the root’s DID',
      anchors(({ did }) => [{ did: did('root'), trustFrameworkId: 'Another' }]),
      'untrusted: anchor anchor_untrusted chain',
    ],
    ['a domain beside the root', anchors(({ did }) => [{ domain: 'example.org' }, { did: did('root') }]), 'trusted'],
    [
      'a domain beside a stranger',
      anchors(({ did }) => [{ domain: 'example.org' }, { did: did('mallory') }]),
      'indeterminate: anchor dns_unreachable chain',
    ],
  ])('the policy anchors %s', (_name, run, end) => {
    expect(run()).toBe(end)
  })

  it('an anchor that is the subject of a delegated root, not its issuer, would be taken for the root', () => {
    expect(anchors(({ did }) => [{ did: did('p0') }])({ delegatedRoot: true })).toBe(
      'untrusted: anchor anchor_untrusted chain',
    )
  })
})
