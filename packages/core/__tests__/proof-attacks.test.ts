import { addDataIntegrityProof, createKeyPair, mintChain, proofOptions } from '@trustchains/test-kit'
import type { MintOptions, ProofDraft } from '@trustchains/test-kit'
import { secured, onLeaf, options, end, endOf } from './support/proof-options.js'

describe('Data Integrity proofs that must not pass', () => {
  const policy = (change: MintOptions['policy']): MintOptions => ({ ...secured, policy: change })
  it.each<[string, MintOptions, string]>([
    [
      'a value changed',
      onLeaf({ document: (d) => void (d.credentialSubject.degree = 'PhD') }),
      'untrusted: signature signature_invalid 0',
    ],
    ['a member added', onLeaf({ document: (d) => void (d.evidence = []) }), 'untrusted: signature signature_invalid 0'],
    [
      'the status dropped',
      {
        ...secured,
        tamper: {
          leaf: {
            payload: (d) => void (d.credentialStatus = []),
            document: (d) => {
              delete d.credentialStatus
            },
          },
        },
      },
      'untrusted: signature signature_invalid 0',
    ],
    [
      'an accreditation changed',
      {
        ...secured,
        tamper: { a1: { document: (d) => void (d.credentialSubject.maxPathLength = 9) } },
      },
      'untrusted: signature signature_invalid 2',
    ],
    ['another’s key', onLeaf({ signWith: 'mallory' }), 'untrusted: signature signature_invalid 0'],
    [
      'another’s key, said so',
      onLeaf({
        signWith: 'mallory',
        proofOptions: (draft, { did }) => void (draft.verificationMethod = `${did('mallory')}#key-1`),
      }),
      'untrusted: signature key_not_found 0',
    ],
    [
      'a key that is not there',
      onLeaf({
        proofOptions: (draft, { did }) => void (draft.verificationMethod = `${did('p2')}#key-9`),
      }),
      'untrusted: signature key_not_found 0',
    ],
    [
      'a bare fragment',
      onLeaf(options((draft) => (draft.verificationMethod = '#key-1'))),
      'untrusted: format malformed 0',
    ],
    [
      'an Ed25519 key under ecdsa-jcs-2019',
      onLeaf(options((draft) => (draft.cryptosuite = 'ecdsa-jcs-2019'))),
      'untrusted: algorithm key_type_mismatch 0',
    ],
    [
      'a P-256 key under eddsa-jcs-2022',
      onLeaf(
        options((draft) => (draft.cryptosuite = 'eddsa-jcs-2022')),
        { ...secured, algorithm: 'ES256' },
      ),
      'untrusted: algorithm key_type_mismatch 0',
    ],
    [
      'an algorithm that the policy leaves out',
      policy({ algorithms: ['ES256', 'ES256K'] }),
      'untrusted: algorithm algorithm_refused 0',
    ],
    ['no algorithm at all', policy({ algorithms: [] }), 'untrusted: algorithm algorithm_refused 0'],
    [
      'a purpose that the policy leaves out',
      policy({ keyPurposes: ['authentication'] }),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    [
      'a purpose that is none',
      onLeaf(options((draft) => (draft.proofPurpose = 'keyAgreement'))),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    [
      'a key without the purpose of the proof',
      onLeaf({
        didDocument: (entry) => void (entry.document.assertionMethod = []),
      }),
      'untrusted: key-purpose key_not_authorized 0',
    ],
    [
      'a proof that ended',
      onLeaf(options((draft) => (draft.expires = '2026-05-31T23:58:00Z'))),
      'untrusted: signature expired 0',
    ],
    [
      'a proof of the future',
      onLeaf(options((draft) => (draft.created = '2026-06-01T00:02:00Z'))),
      'untrusted: signature not_yet_valid 0',
    ],
    [
      'a created that is no time',
      onLeaf(options((draft) => (draft.created = 'yesterday'))),
      'untrusted: format malformed 0',
    ],
    [
      'an expires that is no time',
      onLeaf(options((draft) => (draft.expires = '2027-01-01'))),
      'untrusted: format malformed 0',
    ],
    [
      'a challenge that is no string',
      onLeaf(options((draft) => (draft.challenge = 7))),
      'untrusted: format malformed 0',
    ],
    [
      'a proof chain',
      onLeaf(options((draft) => (draft.previousProof = 'urn:x'))),
      'indeterminate: format not_implemented 0',
    ],
    [
      'a proof put around a proof',
      onLeaf({ document: (d) => ({ ...d, proof: [[d.proof]] }) as never }),
      'untrusted: format malformed 0',
    ],
    [
      'no proof in the list',
      onLeaf({ document: (d) => ({ ...d, proof: [] }) as never }),
      'untrusted: format malformed 0',
    ],
    [
      'a thousand proofs',
      onLeaf({ document: (d) => ({ ...d, proof: Array(1000).fill(d.proof) }) as never }),
      'untrusted: format malformed 0',
    ],
  ])('%s', (_name, minted, expected) => {
    expect(end(minted)).toBe(expected)
  })
})

describe('proof sets', () => {
  const chain = mintChain(secured)
  const { proof, ...document } = chain.link('leaf').credential as { proof: ProofDraft } & Record<string, unknown>
  const { pair, kid } = chain.link('leaf').key
  const again = (more: Partial<ProofDraft>): ProofDraft =>
    addDataIntegrityProof(document, pair, proofOptions(pair, kid, more)).proof
  const stranger = createKeyPair('EdDSA', 'stranger')
  const countersigned = addDataIntegrityProof(document, stranger, proofOptions(stranger, 'did:example:notary#1')).proof
  const other = { type: 'DataIntegrityProof', cryptosuite: 'bbs-2023', proofValue: 'u' }

  it.each<[string, unknown, string]>([
    ['one in a list', [proof], 'trusted'],
    ['two of the issuer', [proof, again({ nonce: '2' })], 'trusted'],
    ['one that is not known counts as absent', [other, proof], 'trusted'],
    ['a notary’s counts as absent', [countersigned, proof], 'trusted'],
    ['a notary’s alone', [countersigned], 'untrusted: signature key_not_found 0'],
    [
      'one of the issuer’s does not verify',
      [proof, { ...proof, nonce: '2' }],
      'untrusted: signature signature_invalid 0',
    ],
    [
      'one of the issuer’s has ended',
      [proof, again({ expires: '2026-02-01T00:00:00Z' })],
      'untrusted: signature expired 0',
    ],
    ['different contexts', [proof, again({ '@context': [] })], 'untrusted: format malformed 0'],
    ['none that is known', [other, other], 'indeterminate: format not_implemented 0'],
    ['a JWT among them', [proof, { type: 'JwtProof2020', jwt: 'a.b.c' }], 'untrusted: format malformed 0'],
    ['one that is no object', [proof, 'x'], 'untrusted: format malformed 0'],
  ])('%s', (_name, proofs, expected) => {
    expect(endOf({ ...document, proof: proofs }, chain)).toBe(expected)
  })
})
