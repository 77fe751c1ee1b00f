import { addDataIntegrityProof, createKeyPair, envelope, mintChain, proofOptions } from '@trustchains/test-kit'
import type { LinkTamper, MintedChain, MintOptions, ProofDraft } from '@trustchains/test-kit'
import { decodeCredential, validateChain, ValidationMemo } from '../src/index.js'
import { evidenceFromWorld } from '@trustchains/test-kit'
import { judge, outcome } from './support/judge.js'
import { chainWith } from './support/chain-with-status.js'
import { at as statusIndex, bitsOf, listCredential } from './support/status-list.js'

const v2: MintOptions = { dataModel: '2.0' }
const secured: MintOptions = { proof: 'data-integrity', ...v2 }
const enveloped: MintOptions = { ...v2, leafForm: 'enveloped' }
const onLeaf = (tamper: LinkTamper, options: MintOptions = secured): MintOptions => ({
  ...options,
  tamper: { leaf: tamper },
})
const options = (change: (draft: ProofDraft) => void): LinkTamper => ({
  proofOptions: (draft) => {
    change(draft)
  },
})
const end = (minted: MintOptions): string => outcome(judge(minted))
const endOf = (leaf: object | string, chain: MintedChain): string =>
  outcome(validateChain(evidenceFromWorld(chain.world, leaf, chain.at), chain.policy, { memo: new ValidationMemo() }))

describe('every form of proof ends a good chain as trusted, or honest holders lose', () => {
  it.each<[string, MintOptions]>([
    ['Data Integrity throughout, VCDM 2.0', secured],
    ['Data Integrity throughout, VCDM 1.1', { proof: 'data-integrity' }],
    ['ecdsa-jcs-2019', { ...secured, algorithm: 'ES256' }],
    ['ecdsa-jcs-2019 with a Multikey', { ...secured, algorithm: 'ES256', keyForm: 'Multikey' }],
    ['eddsa-jcs-2022 with a JSON Web Key', { ...secured, keyForm: 'JsonWebKey2020' }],
    ['eddsa-jcs-2022 with a Multikey', { ...secured, keyForm: 'Multikey' }],
    ['the leaf alone', { ...v2, proof: { leaf: 'data-integrity' } }],
    ['an accreditation alone', { ...v2, proof: { a1: 'data-integrity' } }],
    ['the root alone', { ...v2, proof: { root: 'data-integrity' } }],
    ['an enveloped leaf', enveloped],
    ['enveloped accreditations', { ...v2, enveloped: { root: true, a1: true, a2: true } }],
    ['a proof for authentication', onLeaf(options((draft) => (draft.proofPurpose = 'authentication')))],
    ['a proof that ends later', onLeaf(options((draft) => (draft.expires = '2027-01-01T00:00:00Z')))],
    ['a proof without created', onLeaf(options((draft) => delete draft.created))],
    [
      'a proof with domain and challenge',
      onLeaf(options((draft) => Object.assign(draft, { domain: ['a', 'b'], challenge: 'c' }))),
    ],
  ])('%s', (_name, minted) => {
    expect(end(minted)).toBe('trusted')
  })

  it('says which cryptosuite it was', () => {
    expect(judge(secured).checks.find(({ id, link }) => id === 'signature' && link === 0)?.details).toMatchObject({
      cryptosuite: 'eddsa-jcs-2022',
    })
  })
})

it('a report ends when a proof that it rests on does, or a cached verdict would outlive it', () => {
  const minted = onLeaf(options((draft) => (draft.expires = '2026-07-01T00:00:00Z')))
  expect(judge({ ...minted, policy: { freshness: 86_400 * 365 } }).expiresAt).toBe('2026-07-01T00:00:00Z')
})

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

it('a JWT proof decides, whatever suite its type or cryptosuite names: else a renamed one would hide it', () => {
  const chain = mintChain(v2)
  const { proof, ...document } = chain.link('leaf').credential
  const renamed = { ...proof, type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', proofValue: 'z1' }
  expect(endOf({ ...document, proof: renamed }, chain)).toBe('trusted')
  const changed = { ...document, credentialSubject: { ...document.credentialSubject, degree: 'PhD' }, proof: renamed }
  expect(endOf(changed, chain)).toBe('untrusted: format payload_mismatch 0')
})

it('what stands behind the signed @context is not part of the credential', () => {
  const chain = mintChain(secured)
  const leaf = chain.link('leaf').credential
  const shown = { ...leaf, '@context': [...leaf['@context'], 'https://example.org/evil'] }
  expect(endOf(shown, chain)).toBe('trusted')
  expect(decodeCredential(JSON.stringify(shown)).credential?.document['@context']).toEqual(leaf['@context'])
})

it('one Data Integrity credential, written in two ways, does not stand above itself', () => {
  const report = judge({
    ...secured,
    subject: { a1: 'root' },
    tamper: {
      a1: {
        payload: (draft, { url }) => void (draft.termsOfUse.parentAccreditation = url('a1').latest),
        resource: (resource) => ({ ...resource, content: ` ${resource.content as string} ` }),
      },
    },
  })
  expect(outcome(report)).toBe('untrusted: loop loop chain')
})

describe('envelopes', () => {
  const chain = mintChain(v2)
  const { token } = chain.link('leaf')
  const good = envelope(token)
  it.each<[string, object, string]>([
    [
      'as the W3C writes it',
      { ...good, '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['EnvelopedVerifiableCredential'] },
      'trusted',
    ],
    ['in capitals', { ...good, id: good.id.replace('data:application/vc+jwt', 'DATA:Application/VC+JWT') }, 'trusted'],
    ['with a proof', { ...good, proof: { type: 'JwtProof2020', jwt: token } }, 'untrusted: format malformed 0'],
    ['with claims beside', { ...good, credentialSubject: { degree: 'PhD' } }, 'untrusted: format malformed 0'],
    [
      'that is a credential too',
      { ...good, type: ['VerifiableCredential', 'EnvelopedVerifiableCredential'] },
      'untrusted: format malformed 0',
    ],
    ['without @context', { id: good.id, type: good.type }, 'untrusted: format malformed 0'],
    [
      'with the context of 1.1',
      { ...good, '@context': 'https://www.w3.org/2018/credentials/v1' },
      'untrusted: format malformed 0',
    ],
    ['of another media type', { ...good, id: `data:application/jwt,${token}` }, 'untrusted: format malformed 0'],
    ['of SD-JWT', { ...good, id: `data:application/vc+sd-jwt,${token}~` }, 'untrusted: format malformed 0'],
    [
      'in base64',
      { ...good, id: `data:application/vc+jwt;base64,${Buffer.from(token).toString('base64')}` },
      'untrusted: format malformed 0',
    ],
    ['with a parameter', { ...good, id: `data:application/vc+jwt;a=b,${token}` }, 'untrusted: format malformed 0'],
    ['around an envelope', envelope(JSON.stringify(good)), 'untrusted: format malformed 0'],
    ['around nothing', envelope(''), 'untrusted: format malformed 0'],
    ['from the net', { ...good, id: 'https://example.org/credential' }, 'untrusted: format malformed 0'],
    ['percent-encoded', { ...good, id: good.id.replaceAll('.', '%2E') }, 'untrusted: format malformed 0'],
    ['around VCDM 1.1', envelope(mintChain().link('leaf').token), 'untrusted: format malformed 0'],
    ['around a changed token', envelope(`${token.slice(0, -2)}AA`), 'untrusted: signature signature_invalid 0'],
  ])('%s', (_name, shown, expected) => {
    expect(endOf(shown, chain)).toBe(expected)
  })

  it('an envelope inside the token of another is no credential', () => {
    const nested = mintChain({
      ...enveloped,
      tamper: { leaf: { payload: (d) => void d.type.push('EnvelopedVerifiableCredential') } },
    })
    expect(endOf(nested.leaf, nested)).toBe('untrusted: format malformed 0')
  })
})

describe('a status list with a Data Integrity proof', () => {
  const proved =
    (value: number, actor = 'p2', change: object = {}) =>
    (_chain: MintedChain, issuer: string) => {
      const pair = createKeyPair('EdDSA', `chain/key/${actor}/EdDSA/`)
      const list = listCredential(issuer, bitsOf({ [statusIndex]: value }))
      const made = addDataIntegrityProof(list, pair, proofOptions(pair, `${issuer}#key-1`))
      return [{ content: JSON.stringify({ ...made, ...change }) }]
    }
  it.each<[string, ReturnType<typeof proved>, string]>([
    ['speaks for its issuer', proved(0), 'trusted'],
    ['revokes', proved(1), 'untrusted: status revoked 0'],
    ['by another is not believed', proved(0, 'mallory'), 'untrusted: status status_list_invalid 0'],
    [
      'that was changed is not believed',
      proved(0, 'p2', { validFrom: '2026-01-11T00:00:00Z' }),
      'untrusted: status status_list_invalid 0',
    ],
  ])('%s', (_name, lists, expected) => {
    const chain = chainWith({ lists })
    expect(endOf(chain.leaf, chain)).toBe(expected)
    const { checks } = validateChain(evidenceFromWorld(chain.world, chain.leaf, chain.at), chain.policy)
    expect(checks.find(({ id }) => id === 'status')?.details).not.toHaveProperty('unsigned')
  })
})

it('is verified once: a memo remembers the proof, and never for another key', () => {
  const chain = mintChain(secured)
  const memo = new ValidationMemo()
  const verdict = () =>
    validateChain(evidenceFromWorld(chain.world, chain.leaf, chain.at), chain.policy, { memo }).verdict
  expect([verdict(), verdict()]).toEqual(['trusted', 'trusted'])
  const { credential } = memo.credential(chain.leaf)
  const [proof] = credential?.proof?.kind === 'data-integrity' ? credential.proof.proofs : []
  expect(memo.signature(proof!, 'EdDSA:another key', () => false)).toBe(false)
})
