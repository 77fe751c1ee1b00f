import { createHmac } from 'node:crypto'
import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import type { HeaderDraft, MintOptions, WorldDid } from '@trustchains/test-kit'
import { attack } from './attack.js'

const header = (change: Partial<HeaderDraft>, link = 'leaf'): MintOptions => ({
  tamper: { [link]: { header: (draft) => ({ ...draft, ...change }) } },
})
const document = (change: (entry: WorldDid) => void): MintOptions => ({ tamper: { leaf: { didDocument: change } } })
const hmac = (input: string): string =>
  createHmac('sha256', createKeyPair('EdDSA', 'chain/key/p2/EdDSA/').publicJwk.x).update(input).digest('base64url')

/** The same id, another key. */
const rotate = ({ document }: WorldDid): void => {
  document.verificationMethod = [verificationMethod(createKeyPair('EdDSA', 'next'), `${document.id}#key-1`)]
}

/** Whoever has no key of the issuer's, or one that does not count. */
export const attacksOnSignatures = [
  attack(
    'the leaf is signed by a stranger under the issuer’s kid',
    'H17 R2 R16',
    'signature',
    'untrusted: signature signature_invalid 0',
    { tamper: { leaf: { signWith: 'mallory' } } },
  ),
  attack(
    'an accreditation is signed by a stranger: it is only decoded, not verified',
    'E2 R2',
    'signature',
    'untrusted: signature signature_invalid 2',
    { tamper: { a1: { signWith: 'mallory' } } },
  ),
  attack(
    'the root authorization is signed by a stranger: one hop is verified, not all',
    'E1 R2',
    'signature',
    'untrusted: signature signature_invalid 3',
    { tamper: { root: { signWith: 'mallory' } } },
  ),
  attack('alg none', 'A R19', 'algorithm', 'untrusted: algorithm algorithm_refused 0', {
    tamper: { leaf: { header: (draft) => ({ ...draft, alg: 'none' }), sign: () => '' } },
  }),
  attack('HS256 with the public key', 'A R19', 'algorithm', 'untrusted: algorithm algorithm_refused 0', {
    tamper: { leaf: { header: (draft) => ({ ...draft, alg: 'HS256' }), sign: hmac } },
  }),
  attack('ES256K key under EdDSA', 'A R19', 'algorithm', 'untrusted: algorithm key_type_mismatch 0', {
    algorithm: 'ES256K',
    ...header({ alg: 'EdDSA' }),
  }),
  attack(
    'a key of the issuer that the header brings along',
    'R2',
    'signature',
    'untrusted: signature signature_invalid 0',
    {
      tamper: {
        leaf: {
          signWith: 'mallory',
          header: (draft) => ({ ...draft, jwk: createKeyPair('EdDSA', 'chain/key/mallory/EdDSA/').publicJwk }),
        },
      },
    },
  ),
  attack('kid of another DID', 'R2', 'signature', 'untrusted: signature key_not_found 0', {
    tamper: {
      leaf: { signWith: 'mallory', header: (draft, { did }) => ({ ...draft, kid: `${did('mallory')}#key-1` }) },
    },
  }),
  attack('key only in keyAgreement', 'A R3', 'key-purpose', 'untrusted: key-purpose key_not_authorized 0', {
    ...document(({ document }) => {
      document.keyAgreement = document.assertionMethod
      delete document.assertionMethod
      delete document.authentication
    }),
  }),
  attack('key rotated away before issuance', 'A H14 R2', 'signature', 'untrusted: signature signature_invalid 0', {
    ...document(rotate),
  }),
  attack(
    'a rotated key backdating a new credential',
    'A H14 R2',
    'signature',
    'untrusted: signature signature_invalid 0',
    { validFrom: { leaf: '2026-02-01T00:00:00Z' } },
    {
      change: ({ world, did }) =>
        world.updateDid(did('p2'), '2026-05-01T00:00:00Z', (before) => {
          rotate({ document: before } as WorldDid)
          return before
        }),
    },
  ),
  attack(
    'the issuer’s DID is deactivated',
    'R15',
    'did-state',
    'untrusted: did-state did_deactivated 0',
    {},
    { change: ({ world, did }) => world.deactivateDid(did('p2'), '2026-05-01T00:00:00Z') },
  ),
  attack(
    'a resolver that answers another DID’s document',
    'A H20',
    'did-state',
    'untrusted: did-state did_unresolvable 0',
    { tamper: { leaf: { didDocument: ({ document }, { did }) => void (document.id = did('mallory')) } } },
  ),
  attack('crit that nobody understands', 'F2 R12', 'format', 'untrusted: format crit_unknown 0', {
    ...header({ crit: ['exp'] }),
  }),
]
