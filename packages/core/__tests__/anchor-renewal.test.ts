import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import type { TrustPolicy } from '../src/index.js'
import { caseOf, outcome } from './support/judge.js'
import { validateChain, ValidationMemo } from '../src/index.js'

const created = '2026-03-01T00:00:00Z'

/** How a chain ends whose root was renewed, anchored at the version before. */
function outcomeOfRenewal(
  options: MintOptions = { reference: 'named' },
  policy: TrustPolicy = {},
  change: (chain: MintedChain) => void = (chain) => chain.reissue('root', { created }),
): string {
  const { chain, evidence, policy: given } = caseOf(options, change)
  const anchors = [{ did: chain.did('root'), rootAuthorization: chain.url('root').pinned }]
  return outcome(validateChain(evidence, { ...given, anchors, ...policy }, { memo: new ValidationMemo() }))
}

describe('an anchor that pins a version of a root: its renewal would shut out all who stand below', () => {
  it.each<[string, string, MintOptions, TrustPolicy]>([
    ['reached by name, it is the newest', 'trusted', { reference: 'named' }, {}],
    ['the version itself is reached, and the newest permits the chain too', 'trusted', { reference: 'pinned' }, {}],
    [
      'the version itself is reached, and the policy refuses what is superseded',
      'untrusted: resource superseded 3',
      { reference: 'pinned' },
      { superseded: 'refuse' },
    ],
    [
      'the policy refuses what is superseded, and the newest is reached',
      'trusted',
      { reference: 'named' },
      { superseded: 'refuse' },
    ],
  ])('%s', (_name, end, options, policy) => {
    expect(outcomeOfRenewal(options, policy)).toBe(end)
  })

  it('does not hold for a renewal that narrows the scope: that one counts, pinned or not', () => {
    for (const reference of ['named', 'pinned'] as const) {
      const end = outcomeOfRenewal({ reference }, {}, (chain) =>
        chain.reissue('root', { created, payload: (draft) => void (draft.credentialSubject.accreditedFor = []) }),
      )
      expect(end).toBe(reference === 'named' ? 'untrusted: scope scope_empty 2' : 'untrusted: resource superseded 3')
    }
  })

  it('of one framework does not accept a renewal of another: pinned or not, the newest counts', () => {
    const other = 'Quite Another Framework'
    const renewal = (reference: 'named' | 'pinned', trustFrameworkId: string): string => {
      const { chain, evidence, policy } = caseOf({ reference }, (minted) =>
        minted.reissue('root', {
          created,
          payload: ({ termsOfUse }) => void Object.assign(termsOfUse as object, { trustFrameworkId: other }),
        }),
      )
      const anchors = [{ did: chain.did('root'), trustFrameworkId }]
      return outcome(validateChain(evidence, { ...policy, anchors }, { memo: new ValidationMemo() }))
    }
    expect(renewal('named', 'Example Diploma Framework')).toBe('untrusted: anchor anchor_untrusted chain')
    expect(renewal('pinned', 'Example Diploma Framework')).toBe('untrusted: resource superseded 3')
    expect(renewal('named', other)).toBe('trusted')
  })

  it.each(['name', 'type'] as const)(
    'is not lent to a root authorization of another %s under the same DID',
    (member) => {
      // The chain names the second one throughout; only the anchor pins the first.
      const { chain, evidence, policy } = caseOf({ reference: 'pinned' }, ({ world, did, url }) => {
        const { contentStream } = world.findResource(url('root').pinned)
        world.publish({
          collection: did('root'),
          id: '00000000-0000-4000-8000-000000000009',
          name: 'RootAuthorization-root',
          type: 'VerifiableAuthorizationForTrustChain',
          created,
          content: contentStream ?? '',
          [member]: 'VerifiableAuthorisationForTrustChain',
        })
      })
      const rootAuthorization = `${chain.did('root')}/resources/00000000-0000-4000-8000-000000000009`
      const anchors = [{ did: chain.did('root'), rootAuthorization }]
      expect(outcome(validateChain(evidence, { ...policy, anchors }, { memo: new ValidationMemo() }))).toBe(
        'untrusted: anchor anchor_untrusted chain',
      )
    },
  )

  it.each([
    ['could not be had', 'indeterminate: anchor resource_unavailable chain'],
    ['does not exist', 'untrusted: anchor anchor_untrusted chain'],
  ])('is undecided only where what it pins %s', (why, end) => {
    const { chain, evidence, policy } = caseOf({ reference: 'named' }, (minted) => minted.reissue('root', { created }))
    const { pinned } = chain.url('root')
    const resources = evidence.resources.filter(({ url }) => url !== pinned)
    const error = { code: 'notFound' as const, message: 'nothing here' }
    const absent = { url: pinned, source: 'test', readAt: chain.at, asOf: chain.at, error }
    if (why === 'does not exist') resources.push(absent)
    const anchors = [{ did: chain.did('root'), rootAuthorization: pinned }]
    const report = validateChain({ ...evidence, resources }, { ...policy, anchors }, { memo: new ValidationMemo() })
    expect(outcome(report)).toBe(end)
  })
})
