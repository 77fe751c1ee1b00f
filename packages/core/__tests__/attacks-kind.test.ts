import type { CredentialDraft } from '@trustchains/test-kit'
import { payload, outcomeOf, terms } from './support/tamper.js'
import type { Row } from './support/tamper.js'

const attest = 'VerifiableAccreditationToAttest'

describe('H11, H12: a credential of two kinds, or with another kind’s policy, would act as whichever suits', () => {
  it.each<Row>([
    [
      'ToAccredit and ToAttest at once',
      payload('a2', (draft) => {
        draft.type.push('VerifiableAccreditationToAccredit')
      }),
      'untrusted: format ambiguous_type 1',
    ],
    [
      'root and ToAttest at once',
      payload('a2', (draft) => {
        draft.type.unshift('VerifiableAuthorizationForTrustChain')
      }),
      'untrusted: format ambiguous_type 1',
    ],
    [
      'both spellings of the root at once',
      payload('root', (draft) => {
        draft.type.push('VerifiableAuthorisationForTrustChain')
      }),
      'untrusted: format ambiguous_type 3',
    ],
    [
      'one type twice',
      payload('a2', (draft) => {
        draft.type.push(attest)
      }),
      'trusted',
    ],
    [
      'no VerifiableCredential',
      payload('leaf', (draft) => {
        draft.type = ['DiplomaCredential']
      }),
      'untrusted: format malformed 0',
    ],
    [
      'an attestation with an accreditation’s policy',
      terms('leaf', (policy) => {
        policy.type = 'AccreditationPolicy'
      }),
      'untrusted: format policy_mismatch 0',
    ],
    [
      'an accreditation with a root’s policy',
      terms('a1', (policy) => {
        policy.type = 'TrustFrameworkPolicy'
      }),
      'untrusted: format policy_mismatch 2',
    ],
    [
      'a root with an accreditation’s policy',
      terms('root', (policy) => {
        policy.type = 'AccreditationPolicy'
      }),
      'untrusted: format policy_mismatch 3',
    ],
    [
      'an unknown policy',
      terms('leaf', (policy) => {
        policy.type = 'IssuerPolicy'
      }),
      'untrusted: format policy_mismatch 0',
    ],
    [
      'no policy on the leaf',
      payload('leaf', (draft) => {
        delete (draft as Partial<CredentialDraft>).termsOfUse
      }),
      'untrusted: format policy_missing 0',
    ],
    [
      'no policy on an accreditation',
      payload('a1', (draft) => {
        delete (draft as Partial<CredentialDraft>).termsOfUse
      }),
      'untrusted: format policy_missing 2',
    ],
    [
      'no policy on the root',
      payload('root', (draft) => {
        delete (draft as Partial<CredentialDraft>).termsOfUse
      }),
      'untrusted: format policy_missing 3',
    ],
    [
      'a policy without parent',
      terms('a1', (policy) => {
        delete policy.parentAccreditation
      }),
      'untrusted: format policy_missing 2',
    ],
    [
      'a policy without root',
      terms('a1', (policy) => {
        delete policy.rootAuthorization
      }),
      'untrusted: format policy_missing 2',
    ],
    [
      'an accreditation with two policies, one of them good',
      payload('a1', (draft) => {
        draft.termsOfUse = [draft.termsOfUse, draft.termsOfUse] as never
      }),
      'untrusted: format policy_mismatch 2',
    ],
    [
      'a leaf with a good policy beside one of another kind',
      payload('leaf', (draft) => {
        draft.termsOfUse = [draft.termsOfUse, { type: 'TrustFrameworkPolicy' }] as never
      }),
      'untrusted: format policy_mismatch 0',
    ],
    [
      'a leaf with a good policy beside a number',
      payload('leaf', (draft) => {
        draft.termsOfUse = [draft.termsOfUse, 7] as never
      }),
      'untrusted: format malformed 0',
    ],
    [
      'a leaf with a good policy beside EBSI’s',
      payload('leaf', (draft) => {
        draft.termsOfUse = [draft.termsOfUse, { type: 'IssuanceCertificate', id: 'https://example.org/x' }] as never
      }),
      'indeterminate: format dialect_refused 0',
    ],
    [
      'a leaf with nine policies',
      payload('leaf', (draft) => {
        draft.termsOfUse = Array.from({ length: 9 }, () => draft.termsOfUse) as never
      }),
      'untrusted: format malformed 0',
    ],
    [
      'a leaf with the good policy last of eight',
      payload('leaf', (draft, { did }) => {
        draft.termsOfUse = [
          ...Array.from({ length: 7 }, () => ({
            ...draft.termsOfUse,
            parentAccreditation: `${did('mallory')}?resourceName=x&resourceType=y`,
          })),
          draft.termsOfUse,
        ] as never
      }),
      'trusted',
    ],
    [
      'an accreditation of several subjects',
      payload('a1', (draft) => {
        draft.credentialSubject = [draft.credentialSubject] as never
      }),
      'untrusted: format malformed 2',
    ],
    [
      'a leaf of two subjects without sub',
      {
        tamper: {
          leaf: {
            claims: ({ sub: _, ...claims }) => claims,
            payload: (draft) => {
              draft.credentialSubject = [draft.credentialSubject, draft.credentialSubject] as never
            },
          },
        },
        policy: { schema: 'off' },
      },
      'trusted',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })
})
