import { payload, terms } from '../tamper.js'
import { attack, walkEnds } from './attack.js'

const otherRoot = 'resourceName=OtherRoot&resourceType=VerifiableAuthorizationForTrustChain'

/** Whoever ends the chain where it suits, or nowhere. */
export const attacksOnRoots = [
  attack('root nobody anchored', 'A H5 R1', 'anchor', 'untrusted: anchor anchor_untrusted chain', {
    policy: { anchors: [{ did: 'did:cheqd:testnet:00000000-0000-4000-8000-000000000000' }] },
  }),
  attack('no anchor at all', 'H5 R1', 'anchor', 'indeterminate: anchor no_trust_anchor chain', {
    policy: { anchors: undefined },
  }),
  attack('an empty list of anchors', 'R1', 'anchor', 'untrusted: anchor anchor_untrusted chain', {
    policy: { anchors: [] },
  }),
  attack(
    'root of the same DID but another resource: the links name another',
    'A H7 R10',
    'root-binding',
    'untrusted: root-binding root_mismatch chain',
    {
      tamper: Object.fromEntries(
        ['a1', 'a2', 'leaf'].map((link) => [
          link,
          {
            payload: (draft, { did }) => {
              draft.termsOfUse.rootAuthorization = `${did('root')}?${otherRoot}`
            },
          },
        ]),
      ),
    },
    {
      change: ({ world, did, link }) => {
        world.publish({
          collection: did('root'),
          id: '00000000-0000-4000-8000-000000000001',
          name: 'OtherRoot',
          type: 'VerifiableAuthorizationForTrustChain',
          created: '2026-01-10T00:00:00Z',
          content: JSON.stringify(link('root').credential),
        })
      },
    },
  ),
  attack(
    'root of the same DID but another resource: the policy anchors another',
    'A H7 R10',
    'anchor',
    'untrusted: anchor anchor_untrusted chain',
    {},
    {
      bundle: ({ chain, policy }) => {
        policy.anchors = [{ did: chain.did('root'), rootAuthorization: `${chain.did('root')}?${otherRoot}` }]
      },
    },
  ),
  attack(
    'one link names another root than the others',
    'H7 R10',
    'root-binding',
    'untrusted: root-binding root_mismatch chain',
    terms('leaf', (policy, { url }) => {
      policy.rootAuthorization = url('a1').pinned
    }),
  ),
  attack(
    'a framework that the policy does not accept',
    'R10',
    'framework',
    'untrusted: framework framework_refused chain',
    {
      policy: { trustFrameworks: ['Another'] },
    },
  ),
  attack(
    'a root without framework',
    'R10',
    'framework',
    'untrusted: framework framework_missing chain',
    terms('root', (policy) => {
      delete policy.trustFramework
      delete policy.trustFrameworkId
    }),
  ),
  attack(
    'accreditation naming itself as parent',
    'A H2 R13',
    'loop',
    'untrusted: loop loop chain',
    terms('a1', (policy, { url }) => {
      policy.parentAccreditation = url('a1').latest
    }),
    walkEnds,
  ),
  attack(
    'A names B names A',
    'A H2 R13',
    'loop',
    'untrusted: loop loop chain',
    {
      depth: 3,
      ...terms('a1', (policy, { url }) => {
        policy.parentAccreditation = url('a2').pinned
      }),
    },
    walkEnds,
  ),
  attack(
    '100-link chain',
    'A H2 R13',
    'limits',
    'untrusted: limits limit_exceeded chain',
    { depth: 98, policy: { maxPathLength: 1000 } },
    walkEnds,
  ),
  attack(
    'more parents than anybody follows',
    'F3 R13',
    'format',
    'untrusted: format malformed 0',
    payload('leaf', (draft) => {
      draft.termsOfUse = Array.from({ length: 9 }, () => draft.termsOfUse) as never
    }),
    walkEnds,
  ),
  attack(
    '10 MB resource',
    'A R13',
    'limits',
    'untrusted: limits limit_exceeded chain',
    {
      tamper: {
        a1: {
          resource: (resource) => ({ ...resource, content: `${String(resource.content)}${' '.repeat(10_000_000)}` }),
        },
      },
    },
    walkEnds,
  ),
]
