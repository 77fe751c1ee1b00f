import { evidenceFromWorld, mintChain } from '@trustchains/test-kit'
import { validateChain, validateDraft, ValidationMemo, type Evidence, type TrustPolicy } from '../src/index.js'
import { chainByLedger, judgeByLedger, rotate } from './support/clock.js'
import { codeThrown } from './support/code-thrown.js'
import { caseOf, outcome } from './support/judge.js'

const march = '2026-03-01T00:00:00Z'

describe('how long a report by the ledger’s clock holds: one that promises too much would be kept too long', () => {
  const century: TrustPolicy = { freshness: 3_153_600_000 }
  const validUntil = {
    root: '2026-07-01T00:00:00Z',
    a1: '2026-08-01T00:00:00Z',
    a2: '2026-09-01T00:00:00Z',
    leaf: '2026-10-01T00:00:00Z',
  }

  it('ends with the leaf or its parent, not with what held when its child was issued', () => {
    const chain = chainByLedger({ validUntil })
    expect(judgeByLedger(chain, { policy: century }).expiresAt).toBe('2026-09-01T00:00:00Z')
    expect(judgeByLedger(chain, { policy: { ...century, validity: 'shell' } }).expiresAt).toBe('2026-07-01T00:00:00Z')
  })

  it('ends with the leaf alone where its age is proven', () => {
    const chain = chainByLedger({ validUntil, publishLeaf: true })
    const { pinned } = chain.url('leaf')
    expect(judgeByLedger({ ...chain, leaf: pinned }, { policy: century }).expiresAt).toBe('2026-10-01T00:00:00Z')
    const { expiresAt } = judgeByLedger(chain, { policy: century, existence: [{ kind: 'resource', url: pinned }] })
    expect(expiresAt).toBe('2026-10-01T00:00:00Z')
  })

  it('does not age with what a ledger said of its past', () => {
    // Nothing is asked as of now but the documents of the leaf's issuer and the newest version of its parent.
    const chain = chainByLedger({ publishLeaf: true })
    const report = judgeByLedger({ ...chain, leaf: chain.url('leaf').pinned })
    expect(report.expiresAt).toBe('2027-01-10T00:00:00Z')
  })
})

describe('a leaf that names two parents, by the ledger’s clock', () => {
  const otherPolicy = (
    draft: { termsOfUse: unknown },
    { url }: { url: (link: string) => { pinned: string; latest: string } },
  ): void => {
    const [pinned, latest] = [url('a2').pinned, url('a2').latest]
    const policy = { type: 'AttestationPolicy', rootAuthorization: url('root').pinned }
    draft.termsOfUse = [
      { ...policy, parentAccreditation: pinned },
      { ...policy, parentAccreditation: latest },
    ]
  }

  it('is trusted by the one that holds, though the other was replaced since', () => {
    const chain = chainByLedger({ tamper: { leaf: { payload: otherPolicy } } })
    expect(outcome(judgeByLedger(chain))).toBe('trusted')
    // Narrowed since: by name it is refused, pinned it is superseded.
    chain.reissue('a2', { created: march, payload: (draft) => void (draft.credentialSubject.accreditedFor = []) })
    expect(outcome(judgeByLedger(chain))).toBe('indeterminate: resource time_unproven 1')
    expect(outcome(judgeByLedger(chain, { policy: { superseded: 'accept' } }))).toBe('trusted')
  })
})

describe('evidence for the ledger’s clock', () => {
  const { chain, evidence } = caseOf()
  const judge = (change: (bundle: Evidence) => void): string => {
    const bundle = structuredClone(evidence)
    change(bundle)
    return codeThrown(() => validateChain(bundle, chain.policy, { memo: new ValidationMemo() }))
  }

  it.each<[string, unknown]>([
    ['no list', 'x'],
    ['more than 8 proofs', Array.from({ length: 9 }, () => ({ kind: 'rfc3161', token: '' }))],
    ['a proof that is no object', ['x']],
    ['a proof of an unknown kind', [{ kind: 'word', url: 'x' }]],
    ['a resource without URL', [{ kind: 'resource' }]],
    ['a timestamp that is a number', [{ kind: 'rfc3161', token: 7 }]],
  ])('with %s as proof of the leaf’s age is refused, in whatever model', (_name, existence) => {
    expect(judge((bundle) => Object.assign(bundle.leaf, { existence }))).toBe('invalid_evidence')
  })

  it('of before there were such proofs is still read', () => {
    expect(evidence.leaf).not.toHaveProperty('existence')
    expect(
      outcome(validateChain(evidence, { ...chain.policy, validity: 'chain' }, { memo: new ValidationMemo() })),
    ).toBe('trusted')
  })

  it.each(['shell', 'chain'] as const)(
    'does not say today how things will be: an answer as of later than it was read (%s)',
    (validity) => {
      const minted = mintChain({ reference: 'named' })
      const bundle = evidenceFromWorld(minted.world, minted.leaf, minted.at)
      // Read in May, and said to hold for June: what happened in between stands in neither.
      const readAt = '2026-05-01T00:00:00Z'
      for (const name of ['resources', 'didDocuments'] as const) for (const item of bundle[name]) item.readAt = readAt
      const report = validateChain(bundle, { ...minted.policy, validity }, { memo: new ValidationMemo() })
      expect(report.verdict).toBe('indeterminate')
      expect(report.reasons.map(({ code }) => code)).toContain('did_unresolvable')
    },
  )
})

describe('a draft, by the ledger’s clock: an issuer would sign what verifiers refuse', () => {
  const draftOf = (link: string, date: string): string => {
    const chain = chainByLedger({
      published: { root: '2026-01-10T00:00:00Z', a1: march, a2: march, leaf: march },
      validFrom: { [link]: date },
    })
    const { proof: _, ...draft } = chain.link(link).credential
    const evidence = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    return outcome(validateDraft(evidence, draft as never, chain.policy, { memo: new ValidationMemo() }))
  }

  it('of a leaf may not be dated before its parent', () => {
    expect(draftOf('leaf', '2026-02-01T00:00:00Z')).toBe('untrusted: validity not_yet_valid 0')
    expect(draftOf('leaf', '2026-05-01T00:00:00Z')).toBe('trusted')
  })

  it('of an accreditation may: the ledger will say when it was issued', () => {
    expect(draftOf('a2', '2026-02-01T00:00:00Z')).toBe('trusted')
  })

  it('is judged by its issuer’s key of now', () => {
    const chain = chainByLedger()
    rotate(chain, 'p2', march)
    const { proof: _, ...draft } = chain.link('leaf').credential
    const evidence = evidenceFromWorld(chain.world, chain.leaf, chain.at)
    expect(outcome(validateDraft(evidence, draft as never, chain.policy, { memo: new ValidationMemo() }))).toBe(
      'trusted',
    )
  })
})
