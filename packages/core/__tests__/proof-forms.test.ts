import { addDataIntegrityProof, createKeyPair, envelope, mintChain, proofOptions } from '@trustchains/test-kit'
import type { MintedChain, MintOptions } from '@trustchains/test-kit'
import { decodeCredential, validateChain, ValidationMemo } from '../src/index.js'
import { evidenceFromWorld } from '@trustchains/test-kit'
import { judge, outcome } from './support/judge.js'
import { chainWith } from './support/chain-with-status.js'
import { at as statusIndex, bitsOf, listCredential } from './support/status-list.js'
import { v2, secured, enveloped, onLeaf, options, end, endOf } from './support/proof-options.js'

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
