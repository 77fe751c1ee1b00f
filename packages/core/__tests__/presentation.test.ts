import { mintChain, mintPresentation } from '@trustchains/test-kit'
import type { MintedChain } from '@trustchains/test-kit'
import { decodePresentation, validatePresentation, ValidationMemo } from '../src/index.js'
import type { PresentationEvidence, PresentationRequest } from '../src/index.js'
import { codeThrown } from './support/code-thrown.js'
import { evidenceOf, judgeText, type Attack, judge, outcome, forms, asked, v2 } from './support/judge-presentation.js'

describe.each(forms)('a presentation as %s', (form) => {
  const isFirst = form === 'jwt' || form === 'json'
  const chain = isFirst ? mintChain() : v2()
  const run = (attack: Attack): string => outcome(judge({ form, chain, ...attack }))

  it('by the subject of a good credential is trusted', () => {
    const report = judge({ form, chain, ...asked, request: asked })
    expect(outcome(report)).toBe('trusted')
    expect(report).toMatchObject({ verified: true, holder: chain.did('holder'), reasons: [] })
    expect(report.credentials.map(({ verdict }) => verdict)).toEqual(['trusted'])
  })

  it('says that it may be a recording where no challenge was asked for', () => {
    const report = judge({ form, chain })
    expect(report.verdict).toBe('trusted')
    expect(report.checks.find(({ id }) => id === 'challenge')).toMatchObject({
      status: 'skipped',
      code: 'replay_possible',
    })
  })

  it.each<[string, Attack, string]>([
    [
      'replayed with another challenge',
      { challenge: 'old', request: { challenge: 'new' } },
      'untrusted: challenge challenge_mismatch presentation',
    ],
    [
      'without the challenge asked for',
      { request: { challenge: 'new' } },
      'untrusted: challenge challenge_missing presentation',
    ],
    [
      'made for another verifier',
      { domain: 'a', request: { domain: 'b' } },
      'untrusted: audience audience_mismatch presentation',
    ],
    [
      'made for nobody, where it was to be for us',
      { request: { domain: 'b' } },
      'untrusted: audience audience_missing presentation',
    ],
    [
      'made for somebody, where we did not say who we are',
      { domain: 'a' },
      'indeterminate: audience audience_mismatch presentation',
    ],
    ['signed by another', { signWith: 'mallory' }, 'untrusted: signature signature_invalid presentation'],
    [
      'of an algorithm that the policy refuses',
      { policy: { algorithms: ['ES256'] } },
      'untrusted: algorithm algorithm_refused presentation',
    ],
    ['without credentials', { credentials: [] }, 'untrusted: format credential_missing presentation'],
    [
      'that is a credential too',
      { presentation: (p) => void (p.type = ['VerifiablePresentation', 'VerifiableCredential']) },
      'untrusted: format malformed presentation',
    ],
    [
      'that is no presentation',
      { presentation: (p) => void (p.type = ['Something']) },
      'untrusted: format malformed presentation',
    ],
    [
      'of a credential that is a number',
      { presentation: (p) => void (p.verifiableCredential = [7]) },
      'untrusted: format malformed presentation',
    ],
    [
      'of a hundred credentials',
      { presentation: (p) => void (p.verifiableCredential = Array(100).fill('x')) },
      'untrusted: format limit_exceeded presentation',
    ],
  ])('%s', (_name, attack, expected) => {
    // Each has a world of its own, since who presents is put into it.
    expect(run({ chain: isFirst ? mintChain() : v2(), ...attack })).toBe(expected)
  })

  it('of somebody else’s credential: whoever steals one could be anybody', () => {
    const own = isFirst ? mintChain() : v2()
    expect(run({ chain: own, holder: 'mallory2' })).toBe('untrusted: holder-binding subject_not_holder 0')
  })

  it('with a key that is not for authentication', () => {
    const own = isFirst ? mintChain() : v2()
    expect(run({ chain: own, purposes: ['assertionMethod'] })).toBe(
      'untrusted: key-purpose key_not_authorized presentation',
    )
  })

  it('does not hide a bad credential behind a good one', () => {
    const own = isFirst ? mintChain() : v2()
    const bad = `${own.leaf.slice(0, -4)}AAAA`
    const report = judge({ form, chain: own, credentials: [own.leaf, bad] })
    expect(report.verdict).toBe('untrusted')
    expect(report.credentials.map(({ verdict }) => verdict)).toEqual(['trusted', 'untrusted'])
    expect(report.reasons).toMatchObject([{ id: 'trust-chain', credential: 1, code: 'signature_invalid' }])
  })
})

describe('whom the credentials speak of', () => {
  const of = (subject: unknown): MintedChain =>
    mintChain({
      schema: { type: 'object' },
      tamper: {
        leaf: {
          payload: (draft, names) => {
            const text = JSON.stringify(subject).replaceAll('HOLDER', names.did('holder'))
            draft.credentialSubject = JSON.parse(text) as typeof draft.credentialSubject
          },
          claims: ({ sub: _, ...claims }) => claims,
        },
      },
    })
  it.each<[string, unknown, string]>([
    ['the holder', { id: 'HOLDER' }, 'trusted'],
    ['the holder twice', [{ id: 'HOLDER' }, { id: 'HOLDER' }], 'trusted'],
    [
      'the holder and another',
      [{ id: 'HOLDER' }, { id: 'did:example:x' }],
      'untrusted: holder-binding subject_not_holder 0',
    ],
    ['nobody', { degree: 'MSc' }, 'indeterminate: holder-binding subject_missing 0'],
    ['the holder and nobody', [{ id: 'HOLDER' }, { degree: 'MSc' }], 'indeterminate: holder-binding subject_missing 0'],
    ['something that is no DID', { id: 'urn:x' }, 'untrusted: holder-binding subject_not_holder 0'],
  ])('%s', (_name, subject, expected) => {
    expect(outcome(judge({ chain: of(subject) }))).toBe(expected)
  })
})

describe('misuse', () => {
  const chain = mintChain()
  const evidence = evidenceOf(chain, mintPresentation(chain))
  it.each<[string, PresentationRequest]>([
    ['an empty challenge, which anything would meet', { challenge: '' }],
    ['an empty domain', { domain: '' }],
    ['a challenge that is a number', { challenge: 7 as never }],
    ['an endless challenge', { challenge: 'x'.repeat(10_000) }],
  ])('%s', (_name, request) => {
    expect(codeThrown(() => validatePresentation(evidence, request))).toBe('invalid_argument')
  })

  it('evidence without a presentation', () => {
    const { presentation: _, ...rest } = evidence
    expect(codeThrown(() => validatePresentation(rest as PresentationEvidence))).toBe('invalid_evidence')
  })

  it('a holder whose DID can’t be had is not decided', () => {
    const known = { ...evidence, didDocuments: evidence.didDocuments.filter(({ did }) => did !== chain.did('holder')) }
    expect(outcome(validatePresentation(known, {}, chain.policy))).toBe(
      'indeterminate: did-state did_unresolvable presentation',
    )
  })

  it.each(['', '{}', 'a.b.c', '{"proof":{}}', '[]', `{"proof":${'['.repeat(5000)}`, 'x'.repeat(3_000_000)])(
    'text %# that is no presentation: no error, no trust',
    (text) => {
      expect(decodePresentation(text).presentation).toBeUndefined()
      expect(judgeText(chain, text)).toMatchObject({ verdict: 'untrusted', credentials: [] })
    },
  )

  it('the same evidence gives the same report, and without a trusted root nothing is trusted', () => {
    expect(JSON.stringify(validatePresentation(evidence, {}, chain.policy))).toBe(
      JSON.stringify(validatePresentation(evidence, {}, chain.policy, { memo: new ValidationMemo() })),
    )
    expect(outcome(validatePresentation(evidence))).toBe('indeterminate: trust-chain no_trust_anchor 0')
  })

  it('the report ends when the presentation does', () => {
    const report = validatePresentation(evidence, {}, { ...chain.policy, freshness: 86_400 })
    expect(report.expiresAt).toBe('2026-06-01T00:10:00Z')
  })
})
