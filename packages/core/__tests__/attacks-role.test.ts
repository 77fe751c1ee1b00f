import type { CredentialDraft } from '@trustchains/test-kit'
import { outcomeOf, payload } from './support/tamper.js'
import type { Row } from './support/tamper.js'

const attest = 'VerifiableAccreditationToAttest'
const retype = (type: string) => ({
  payload: (draft: CredentialDraft) => {
    draft.type = ['VerifiableCredential', type]
  },
  resource: (resource: { type: string }) => {
    resource.type = type
  },
})

describe('link and role: whoever holds any accreditation would hand on what it does not hold', () => {
  it.each<Row>([
    [
      'a leaf of an issuer whom the parent does not accredit',
      payload('a2', (draft, { did }) => {
        draft.credentialSubject.id = did('mallory')
      }),
      'untrusted: link issuer_not_subject 0',
    ],
    [
      'iss of another than the issuer',
      { tamper: { leaf: { claims: (claims, { did }) => ({ ...claims, iss: did('mallory') }) } } },
      'untrusted: link issuer_not_subject 0',
    ],
    [
      'sub of another than the accreditation’s subject',
      { tamper: { a2: { claims: (claims, { did }) => ({ ...claims, sub: did('mallory') }) } } },
      'untrusted: link issuer_not_subject 1',
    ],
    [
      'sub of another on the root',
      { tamper: { root: { claims: (claims, { did }) => ({ ...claims, sub: did('mallory') }) } } },
      'untrusted: link issuer_not_subject 3',
    ],
    [
      'an issuer in another case of its UUID',
      payload('leaf', (draft) => {
        draft.issuer.id = draft.issuer.id
          .replace(/[a-f]/g, (letter) => letter.toUpperCase())
          .replace(/^.*:/, 'did:cheqd:testnet:')
      }),
      'trusted',
    ],
    ['a delegated root, where subject is not issuer', { delegatedRoot: true }, 'trusted'],
    ['an accreditor that accredits itself to attest', { depth: 3, subject: { a3: 'p2' } }, 'trusted'],
    ['an accreditor that accredits itself to accredit', { depth: 3, subject: { a2: 'p1' } }, 'trusted'],
    [
      'H1: an issuer that may only attest accredits others',
      { depth: 3, tamper: { a2: { payload: retype(attest).payload, resource: retype(attest).resource } } },
      'untrusted: role role_not_permitted 1',
    ],
    [
      'an accreditor without accreditation to attest issues credentials',
      {
        tamper: {
          a2: retype('VerifiableAccreditationToAccredit'),
        },
      },
      'untrusted: role role_not_permitted 0',
    ],
    [
      'the root’s subject issues credentials without an accreditation',
      { depth: 0 },
      'untrusted: role role_not_permitted 0',
    ],
  ])('%s', (_name, options, end) => {
    expect(outcomeOf(options)).toBe(end)
  })
})
