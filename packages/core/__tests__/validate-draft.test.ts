import { validateDraft } from '../src/index.js'
import type { JsonObject } from '../src/index.js'
import { caseOf, outcome } from './support/judge.js'

describe('a draft, judged before it is signed: an issuer would sign what no verifier accepts', () => {
  const { evidence, policy, chain } = caseOf()
  const { proof: _, ...draft } = chain.link('leaf').credential
  const judgeDraft = (change: (copy: typeof draft) => void): string => {
    const copy = structuredClone(draft)
    change(copy)
    return outcome(validateDraft({ ...evidence, leaf: {} }, copy as unknown as JsonObject, policy))
  }
  it('that is right', () => {
    expect(judgeDraft(() => undefined)).toBe('trusted')
  })
  it.each<[string, (copy: typeof draft) => void, string]>([
    [
      'of another type',
      (copy) => {
        copy.type.push('DoctorateCredential')
      },
      'untrusted: scope scope_exceeded 0',
    ],
    [
      'that violates the schema',
      (copy) => {
        delete copy.credentialSubject.degree
      },
      'untrusted: schema schema_violation 0',
    ],
    [
      'of another issuer',
      (copy) => {
        copy.issuer.id = chain.did('mallory')
      },
      'untrusted: link issuer_not_subject 0',
    ],
    [
      'that is expired',
      (copy) => {
        copy.expirationDate = '2026-02-01T00:00:00Z'
      },
      'untrusted: validity expired 0',
    ],
    [
      'with a member that is undefined',
      (copy) => {
        copy.expirationDate = undefined
      },
      'trusted',
    ],
    [
      'with a BigInt',
      (copy) => {
        copy.credentialSubject.n = 1n
      },
      'untrusted: format malformed 0',
    ],
    [
      'with a cycle',
      (copy) => {
        copy.credentialSubject.self = copy
      },
      'untrusted: format malformed 0',
    ],
    [
      'of 10,000 levels',
      (copy) => {
        copy.credentialSubject.deep = JSON.parse(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)
      },
      'untrusted: format malformed 0',
    ],
    [
      'of 3 MB',
      (copy) => {
        copy.credentialSubject.degree = 'x'.repeat(3_000_000)
      },
      'untrusted: format malformed 0',
    ],
    [
      'with a status of no kind',
      (copy) => {
        copy.credentialStatus = { id: 'urn:s' }
      },
      'indeterminate: status status_unavailable 0',
    ],
  ])('%s', (_name, change, end) => {
    expect(judgeDraft(change)).toBe(end)
  })
  it('of an issuer whose DID is deactivated', () => {
    const since = caseOf({}, ({ world, did }) => {
      world.deactivateDid(did('p2'), '2026-05-01T00:00:00Z')
    })
    expect(outcome(validateDraft(since.evidence, draft as unknown as JsonObject, policy))).toBe(
      'untrusted: did-state did_deactivated 0',
    )
  })
})
