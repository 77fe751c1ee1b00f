import type { MintOptions, ScopeDraft } from '@trustchains/test-kit'
import { payload, outcomeOf, scopes } from './support/tamper.js'
import type { Row } from './support/tamper.js'

describe('H8: scope: an issuer would issue or hand on more than it was given', () => {
  const twoEntries = (entries: ScopeDraft[]): ScopeDraft[] =>
    entries.flatMap((entry) => [
      { ...entry, types: ['VerifiableCredential', 'VerifiableAttestation'] },
      { ...entry, schemaId: 'did:cheqd:testnet:other?resourceName=x&resourceType=y', types: ['DiplomaCredential'] },
    ])
  it.each<Row>([
    ['an empty accreditedFor', scopes('a2', () => []), 'untrusted: scope scope_empty 0'],
    [
      'no accreditedFor',
      payload('a2', (draft) => {
        delete draft.credentialSubject.accreditedFor
      }),
      'untrusted: scope scope_empty 0',
    ],
    ['an empty accreditedFor at the root', scopes('root', () => []), 'untrusted: scope scope_empty 2'],
    ['empty types', scopes('a2', ([entry]) => [{ ...entry, types: [] }]), 'untrusted: scope scope_exceeded 0'],
    [
      'only generic types',
      scopes('a2', ([entry]) => [{ ...entry, types: ['VerifiableCredential', 'VerifiableAttestation'] }]),
      'untrusted: scope scope_exceeded 0',
    ],
    [
      'a leaf of generic types alone',
      payload('leaf', (draft) => {
        draft.type = ['VerifiableCredential', 'VerifiableAttestation']
      }),
      'untrusted: scope scope_empty 0',
    ],
    [
      'an entry without schema',
      scopes('a2', ([entry]) => [{ types: entry?.types ?? [] }]),
      'untrusted: scope scope_exceeded 0',
    ],
    ['types spread over two entries', scopes('a2', twoEntries), 'untrusted: scope scope_exceeded 0'],
    [
      'a type that the parent does not list',
      payload('leaf', (draft) => {
        draft.type.push('DoctorateCredential')
      }),
      'untrusted: scope scope_exceeded 0',
    ],
    [
      'another schema',
      payload('leaf', (draft) => {
        draft.credentialSchema = { id: 'did:cheqd:testnet:x?resourceName=a&resourceType=b', type: 'JsonSchema' }
      }),
      'untrusted: scope scope_exceeded 0',
    ],
    [
      'two schemas, one of them covered',
      payload('leaf', (draft) => {
        draft.credentialSchema = [draft.credentialSchema, { id: 'https://example.org/s', type: 'JsonSchema' }]
      }),
      'untrusted: scope scope_exceeded 0',
    ],
    [
      'an empty list of schemas',
      payload('leaf', (draft) => {
        draft.credentialSchema = []
      }),
      'untrusted: format malformed 0',
    ],
    [
      'an accreditation with an empty list of schemas',
      payload('a1', (draft) => {
        draft.credentialSchema = []
      }),
      'untrusted: format malformed 2',
    ],
    [
      'a schema that is null',
      payload('leaf', (draft) => {
        draft.credentialSchema = null
      }),
      'untrusted: format malformed 0',
    ],
    [
      'a schema without id',
      payload('leaf', (draft) => {
        draft.credentialSchema = [{ type: 'JsonSchema' }]
      }),
      'untrusted: format malformed 0',
    ],
    [
      'a second entry of the child that the parent does not cover',
      scopes('a2', (entries) => [...entries, { schemaId: 'https://example.org/s', types: ['OtherCredential'] }]),
      'untrusted: scope scope_exceeded 1',
    ],
    [
      'a wider entry at an accreditor',
      scopes('a1', ([entry]) => [{ ...entry, types: [...(entry?.types ?? []), 'OtherCredential'] }]),
      'untrusted: scope scope_exceeded 2',
    ],
    [
      'a narrower entry',
      { ...scopes('root', ([entry]) => [{ ...entry, types: [...(entry?.types ?? []), 'OtherCredential'] }]) },
      'trusted',
    ],
    [
      'a child that lists the generic types its parent leaves out',
      scopes('a1', ([entry]) => [{ ...entry, types: ['DiplomaCredential'] }]),
      'trusted',
    ],
    [
      'type and types in one entry',
      scopes('a2', ([entry]) => [{ ...entry, type: 'Anything' }]),
      'untrusted: format malformed 1',
    ],
    [
      'an entry that is a string',
      scopes('a2', (entries) => ['all' as never, ...entries]),
      'untrusted: format malformed 1',
    ],
    [
      'a schemaId that is a number',
      scopes('a2', ([entry]) => [{ ...entry, schemaId: 7 as never }]),
      'untrusted: format malformed 1',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })

  const own = 'VerifiableAccreditationToAttest'
  const parentEntries = (...entries: string[][]): MintOptions =>
    scopes('a1', ([entry]) => entries.map((types) => ({ ...entry, types })))
  const diploma = ['DiplomaCredential']
  it.each<Row>([
    ['ADR 0005: the parent is silent about accrediting', parentEntries(diploma), 'trusted'],
    [
      'ADR 0005: the accreditation type in the covering entry',
      parentEntries([own, ...diploma]),
      'untrusted: scope scope_exceeded 2',
    ],
    [
      'ADR 0005: the accreditation type in an entry of its own, beside one that lists another with the domain',
      parentEntries([own], ['VerifiableAccreditationToAccredit', ...diploma]),
      'untrusted: scope scope_exceeded 1',
    ],
    [
      'ADR 0005: the accreditation type in an entry of its own',
      parentEntries([own], diploma),
      'untrusted: scope scope_exceeded 2',
    ],
    [
      'ADR 0005: the accreditation type in another domain entry',
      parentEntries([own, 'Other'], diploma),
      'untrusted: scope scope_exceeded 1',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })
})
