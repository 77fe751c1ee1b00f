import { decodeCredential } from '../src/index.js'
import type { Dialect, JsonObject } from '../src/index.js'
import { judge, outcome } from './support/judge.js'
import { payload, scopes, terms } from './support/tamper.js'
import { accreditation, attestation, claimsOf, names, rootAuthorization, tokenOf } from './support/token.js'
import type { CredentialDraft, MintOptions } from '@trustchains/test-kit'

const dialectsOf = (claims: JsonObject, header?: string): { dialects: Dialect[] | undefined; codes: string[] } => {
  const { credential, faults } = decodeCredential(tokenOf(JSON.stringify(claims), header))
  return { dialects: credential?.dialects, codes: faults.map(({ code }) => code) }
}
const resolver = 'https://resolver.cheqd.net/1.0/identifiers/'
const british = (draft: CredentialDraft): void => {
  const { rootAuthorization: root, ...policy } = draft.termsOfUse
  draft.termsOfUse = { ...policy, rootAuthorisation: root }
}

describe('each dialect by itself: read by default and named, refused in strict mode', () => {
  it.each<[Dialect, string, MintOptions]>([
    ['authorisation-spelling', 'rootAuthorisation', payload('leaf', british)],
    [
      'authorisation-spelling',
      'the root’s type',
      {
        tamper: {
          root: {
            payload: (draft) => {
              draft.type = ['VerifiableCredential', 'VerifiableAuthorisationForTrustChain']
            },
          },
        },
      },
    ],
    [
      'accredited-for-type',
      'type for types',
      scopes('a2', ([entry]) => [{ ...entry, types: undefined, type: 'DiplomaCredential' }]),
    ],
    [
      'accredited-for-type',
      'types as one string',
      scopes('a2', ([entry]) => [{ ...entry, types: 'DiplomaCredential' as never }]),
    ],
    [
      'terms-of-use-array',
      'a list of one',
      payload('a1', (draft) => {
        draft.termsOfUse = [draft.termsOfUse] as never
      }),
    ],
    [
      'terms-of-use-array',
      'a list of one on the leaf',
      payload('leaf', (draft) => {
        draft.termsOfUse = [draft.termsOfUse] as never
      }),
    ],
    [
      'terms-of-use-type',
      'an accreditation’s own type',
      terms('a2', (policy) => {
        policy.type = 'VerifiableAccreditationToAttest'
      }),
    ],
    [
      'terms-of-use-type',
      'the root’s own type',
      terms('root', (policy) => {
        policy.type = 'VerifiableAuthorisationForTrustChain'
      }),
    ],
    [
      'framework-swapped',
      'name and URL the other way round',
      terms('root', (policy) => {
        ;[policy.trustFramework, policy.trustFrameworkId] = [policy.trustFrameworkId, policy.trustFramework]
      }),
    ],
    [
      'resolver-url',
      'a parent as a resolver’s URL',
      terms('leaf', (policy) => {
        policy.parentAccreditation = resolver + String(policy.parentAccreditation)
      }),
    ],
    [
      'resolver-url',
      'a root as a resolver’s URL',
      terms('a1', (policy) => {
        policy.rootAuthorization = resolver + String(policy.rootAuthorization)
      }),
    ],
    [
      'resolver-url',
      'a schema as a resolver’s URL',
      scopes('a1', ([entry]) => [{ ...entry, schemaId: resolver + String(entry?.schemaId) }]),
    ],
    [
      'resolver-url',
      'a schema of the leaf',
      payload('leaf', (draft, { schemaUrl }) => {
        draft.credentialSchema = { id: resolver + encodeURIComponent(schemaUrl), type: 'JsonSchema' }
      }),
    ],
    [
      'credential-schema-string',
      'a bare string',
      payload('leaf', (draft, { schemaUrl }) => {
        draft.credentialSchema = schemaUrl
      }),
    ],
    ['missing-kid', 'no kid', { kid: { leaf: false, root: true, a1: true, a2: true } }],
    [
      'subject-only-in-sub',
      'a subject without id',
      {
        tamper: {
          a2: {
            claims: (claims) => {
              delete claims.vc?.credentialSubject.id
            },
          },
        },
      },
    ],
  ])('%s: %s', (dialect, _name, options) => {
    const report = judge(options)
    expect(outcome(report)).toBe('trusted')
    const named = report.checks.filter(({ id, details }) => id === 'format' && details !== undefined)
    expect(named.map(({ details }) => details?.dialects)).toEqual([[dialect]])
    const strict = judge({ ...options, policy: { dialect: 'strict' } })
    expect(outcome(strict)).toMatch(/^untrusted: format dialect_refused \d$/)
    expect(strict.reasons.map(({ code }) => code)).toEqual(['dialect_refused'])
  })

  it('the forms that this suite writes are no dialect', () => {
    const strict = { policy: { dialect: 'strict' } } satisfies MintOptions
    expect(outcome(judge(strict))).toBe('trusted')
    expect(outcome(judge({ ...strict, dataModel: '2.0' }))).toBe('trusted')
    expect(outcome(judge({ ...strict, leafForm: 'json', reference: 'named' }))).toBe('trusted')
  })

  it('a leaf with several parents is no array of one', () => {
    const two = payload('leaf', (draft) => {
      draft.termsOfUse = [draft.termsOfUse, draft.termsOfUse] as never
    })
    expect(outcome(judge({ ...two, policy: { dialect: 'strict' } }))).toBe('trusted')
  })

  it('exp and jti are not asked for', () => {
    const bare: MintOptions = {
      tamper: {
        leaf: {
          payload: (draft) => {
            delete draft.id
            delete draft.expirationDate
          },
        },
      },
    }
    expect(outcome(judge({ ...bare, policy: { dialect: 'strict' } }))).toBe('trusted')
    expect(outcome(judge({ ...bare, policy: { expiry: 'required' } }))).toBe('untrusted: validity expiry_required 0')
  })

  it('a vc claim in a 2.0 JWT', () => {
    const vc = { ...attestation(), '@context': ['https://www.w3.org/ns/credentials/v2'] }
    expect(dialectsOf(claimsOf(vc))).toEqual({ dialects: ['vc-claim-in-2.0'], codes: [] })
  })
})

describe('what no dialect allows', () => {
  it.each<[string, JsonObject, string]>([
    [
      'both spellings of the root',
      { ...attestation(), termsOfUse: { ...(attestation().termsOfUse as JsonObject), rootAuthorisation: names.root } },
      'malformed',
    ],
    [
      'type beside types',
      { ...accreditation(), credentialSubject: { id: names.subject, accreditedFor: [{ type: 'a', types: ['b'] }] } },
      'malformed',
    ],
    [
      'both root types',
      {
        ...rootAuthorization(),
        type: ['VerifiableCredential', 'VerifiableAuthorizationForTrustChain', 'VerifiableAuthorisationForTrustChain'],
      },
      'ambiguous_type',
    ],
    [
      'an attestation with its own type as policy',
      { ...attestation(), termsOfUse: { ...(attestation().termsOfUse as JsonObject), type: 'DiplomaCredential' } },
      'policy_mismatch',
    ],
    [
      'ToAttest with the policy type of ToAccredit',
      {
        ...accreditation(),
        termsOfUse: { ...(accreditation().termsOfUse as JsonObject), type: 'VerifiableAccreditationToAccredit' },
      },
      'policy_mismatch',
    ],
  ])('%s', (_name, vc, code) => {
    expect(dialectsOf(claimsOf(vc)).codes).toContain(code)
  })
})

describe('EBSI’s forms: recognised, and neither good nor bad for ever', () => {
  const ebsi = {
    id: 'https://api-pilot.ebsi.eu/trusted-issuers-registry/v5/issuers/did:ebsi:x/attributes/1',
    type: 'IssuanceCertificate',
  }
  it('an IssuanceCertificate', () => {
    expect(dialectsOf(claimsOf({ ...accreditation(), termsOfUse: ebsi }))).toEqual({
      dialects: ['ebsi'],
      codes: ['dialect_refused'],
    })
    const report = judge(
      payload('a2', (draft) => {
        draft.termsOfUse = ebsi
      }),
    )
    expect(outcome(report)).toBe('indeterminate: format dialect_refused 1')
  })
  it('a reservedAttributeId', () => {
    const subject = { id: names.subject, reservedAttributeId: '1', accreditedFor: [] }
    expect(dialectsOf(claimsOf({ ...accreditation(), credentialSubject: subject }))).toEqual({
      dialects: ['ebsi'],
      codes: [],
    })
  })
})
