import type { CredentialDraft, MintOptions, PolicyDraft, ScopeDraft } from '@trustchains/test-kit'
import { payload, scopes, terms } from '../tamper.js'
import { attack, unreadable, walkEnds } from './attack.js'

const retype = (type: string) => ({
  payload: (draft: CredentialDraft) => {
    draft.type = ['VerifiableCredential', type]
  },
  resource: (resource: { type: string }) => {
    resource.type = type
  },
})
const spread = ([entry]: ScopeDraft[]): ScopeDraft[] => [
  { ...entry, types: ['VerifiableCredential', 'DiplomaCredential'] },
  { ...entry, types: ['VerifiableCredential', 'HonoursCredential'] },
]
const honours = (draft: CredentialDraft): void => {
  draft.type.push('HonoursCredential')
}
const allTypes = ([entry]: ScopeDraft[]): ScopeDraft[] => [
  { ...entry, types: [...(entry?.types ?? []), 'HonoursCredential'] },
]
const onEach = (...parts: MintOptions[]): MintOptions => ({
  tamper: Object.assign({}, ...parts.map(({ tamper }) => tamper)) as NonNullable<MintOptions['tamper']>,
})
const noParent = (policy: PolicyDraft): void => {
  delete policy.parentAccreditation
}

/** Whoever hands on, or issues, what it was not given. */
export const attacksOnRoles = [
  attack('attest-only issuer accredits others', 'A H1 R7', 'role', 'untrusted: role role_not_permitted 1', {
    depth: 3,
    tamper: { a2: retype('VerifiableAccreditationToAttest') },
  }),
  attack(
    'an accreditor issues credentials without an accreditation to attest',
    'R7',
    'role',
    'untrusted: role role_not_permitted 0',
    { tamper: { a2: retype('VerifiableAccreditationToAccredit') } },
  ),
  attack('the root’s subject issues credentials itself', 'R14', 'role', 'untrusted: role role_not_permitted 0', {
    depth: 0,
  }),
  attack(
    'an issuer whom the parent does not accredit',
    'R6 R16',
    'link',
    'untrusted: link issuer_not_subject 0',
    payload('a2', (draft, { did }) => {
      draft.credentialSubject.id = did('mallory')
    }),
  ),
  attack('sub and credentialSubject.id disagree', 'R6', 'link', 'untrusted: link issuer_not_subject 1', {
    tamper: { a2: { claims: (claims, { did }) => ({ ...claims, sub: did('mallory') }) } },
  }),
  attack(
    'empty accreditedFor',
    'A H8',
    'scope',
    'untrusted: scope scope_empty 0',
    scopes('a2', () => []),
  ),
  attack(
    'empty types',
    'H8',
    'scope',
    'untrusted: scope scope_exceeded 0',
    scopes('a2', ([entry]) => [{ ...entry, types: [] }]),
  ),
  attack('types spread over two entries', 'A E5 R9', 'scope', 'untrusted: scope scope_exceeded 0', {
    ...onEach(scopes('root', allTypes), scopes('a1', allTypes), scopes('a2', spread), payload('leaf', honours)),
  }),
  attack(
    'a type that the parent was not accredited for',
    'H17 R9 R16',
    'scope',
    'untrusted: scope scope_exceeded 0',
    payload('leaf', honours),
  ),
  attack(
    'schema dropped by the child',
    'A E6 R9',
    'scope',
    'untrusted: scope scope_exceeded 0',
    scopes('a2', ([entry]) => [{ types: entry?.types ?? [] }]),
  ),
  attack(
    'another schema than the parent’s',
    'E6 R9 R16',
    'scope',
    'untrusted: scope scope_exceeded 1',
    onEach(
      scopes('a2', ([entry]) => [
        { ...entry, schemaId: 'did:cheqd:testnet:x?resourceName=a&resourceType=b' },
        { ...entry },
      ]),
    ),
  ),
  attack(
    'wider jurisdiction below',
    'A H9 E6 R11',
    'jurisdiction',
    'untrusted: jurisdiction jurisdiction_exceeded chain',
    { jurisdiction: { root: 'FI', a1: 'DE' } },
  ),
  attack(
    'a jurisdiction that the chain does not reach',
    'H9 R11',
    'jurisdiction',
    'untrusted: jurisdiction jurisdiction_exceeded chain',
    { jurisdiction: { root: 'FI' }, policy: { jurisdiction: 'DE' } },
  ),
  attack('path longer than allowed', 'A E7 R8', 'path-length', 'untrusted: path-length path_too_long chain', {
    depth: 3,
    policy: { maxPathLength: 2 },
  }),
  attack(
    'path longer than an accreditation above allows: max_path_length is parsed, not enforced',
    'A F1 R8',
    'path-length',
    'untrusted: path-length path_too_long chain',
    { depth: 3, maxPathLength: { root: 0 } },
  ),
  attack(
    'credential with two accreditation types',
    'A H11 R18',
    'format',
    'untrusted: format ambiguous_type 1',
    payload('a2', (draft) => {
      draft.type.push('VerifiableAccreditationToAccredit')
    }),
    unreadable,
  ),
  attack(
    'an accreditation under a root’s policy: the termsOfUse type is never looked at',
    'H12 R12',
    'format',
    'untrusted: format policy_mismatch 2',
    terms('a1', (policy) => {
      policy.type = 'TrustFrameworkPolicy'
    }),
    walkEnds,
  ),
  attack(
    'no termsOfUse: silently right',
    'E3',
    'format',
    'untrusted: format policy_missing 0',
    payload('leaf', (draft) => {
      delete (draft as Partial<CredentialDraft>).termsOfUse
    }),
    walkEnds,
  ),
  attack(
    'a policy that names no parent: it is skipped',
    'E4 H24',
    'format',
    'untrusted: format policy_missing 0',
    terms('leaf', noParent),
    walkEnds,
  ),
  attack(
    'one good policy beside one of another kind',
    'E4 R12',
    'format',
    'untrusted: format policy_mismatch 0',
    payload('leaf', (draft) => {
      draft.termsOfUse = [draft.termsOfUse, { type: 'TrustFrameworkPolicy' }] as never
    }),
  ),
  attack('outer JSON tampered with while proof.jwt stays', 'A R17', 'format', 'untrusted: format payload_mismatch 0', {
    leafForm: 'json',
    tamper: { leaf: { document: (document) => void (document.credentialSubject.degree = 'PhD') } },
  }),
  attack(
    'outer JSON tampered with while proof.jwt stays, and proof.type renamed',
    'A R17',
    'format',
    'untrusted: format payload_mismatch 0',
    {
      leafForm: 'json',
      tamper: {
        leaf: {
          document: (document) => {
            document.credentialSubject.degree = 'PhD'
            document.proof.type = 'Ed25519Signature2018'
          },
        },
      },
    },
  ),
  attack(
    'an accredited issuer writes what its schema forbids',
    'H16 R16 R20',
    'schema',
    'untrusted: schema schema_violation 0',
    { claims: { degree: 7 } },
  ),
  attack('a schema with a remote reference', 'R20', 'schema', 'untrusted: schema schema_unavailable 0', {
    schema: { $ref: 'https://example.org/s' },
  }),
  attack(
    'a schema of other bytes than the ledger’s',
    'H20 R20',
    'schema',
    'untrusted: schema checksum_mismatch 0',
    {},
    {
      bundle: ({ evidence }) => {
        for (const item of evidence.schemas) item.content = Buffer.from('{}').toString('base64')
      },
    },
  ),
]
