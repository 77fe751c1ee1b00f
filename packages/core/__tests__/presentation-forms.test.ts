import { mintChain, mintPresentation } from '@trustchains/test-kit'
import { judgeText, type Attack, judge, outcome, v2 } from './support/judge-presentation.js'

describe('presentations as JWT', () => {
  it.each<[string, Attack, string]>([
    ['expired', { claims: (c) => void (c.exp = 1_780_271_000) }, 'untrusted: validity expired presentation'],
    [
      'not yet valid',
      { claims: (c) => void (c.nbf = 1_790_000_000) },
      'untrusted: validity dates_disagree presentation',
    ],
    [
      'made in the future',
      { claims: (c) => void (c.iat = 1_790_000_000) },
      'untrusted: validity not_yet_valid presentation',
    ],
    ['with a date that is none', { claims: (c) => void (c.exp = 'never') }, 'untrusted: format malformed presentation'],
    [
      'without expiry where the policy asks for one',
      {
        claims: (c) => {
          delete c.exp
        },
        policy: { expiry: 'required' },
      },
      'untrusted: validity expiry_required presentation',
    ],
    [
      'without iss',
      {
        claims: (c) => {
          delete c.iss
        },
      },
      'untrusted: format holder_missing presentation',
    ],
    [
      'by two holders',
      { presentation: (p) => void (p.holder = 'did:example:other') },
      'untrusted: format holder_mismatch presentation',
    ],
    [
      'by a holder that is no DID',
      { claims: (c) => void (c.iss = 'https://example.org') },
      'untrusted: format malformed presentation',
    ],
    [
      'with a nonce that is a number',
      { claims: (c) => void (c.nonce = 7) },
      'untrusted: format malformed presentation',
    ],
    ['with alg none', { header: (h) => void (h.alg = 'none') }, 'untrusted: algorithm algorithm_refused presentation'],
    ['with crit', { header: (h) => void (h.crit = ['exp']) }, 'untrusted: format crit_unknown presentation'],
    [
      'with the typ of a credential',
      { header: (h) => void (h.typ = 'vc+jwt') },
      'untrusted: format malformed presentation',
    ],
    [
      'with the key of another',
      { header: (h, { did }) => void (h.kid = `${did('root')}#key-1`) },
      'untrusted: signature key_not_found presentation',
    ],
    ['with a vp that is a string', { claims: (c) => void (c.vp = 'x') }, 'untrusted: format malformed presentation'],
    [
      'with neither vp nor VCDM 2.0',
      { claims: ({ vp, ...c }) => ({ ...c, ...(vp as object) }) },
      'untrusted: format malformed presentation',
    ],
    [
      'that is a credential',
      {
        claims: (c) => ({
          ...c,
          vp: { '@context': ['https://www.w3.org/2018/credentials/v1'], type: ['VerifiableCredential'] },
        }),
      },
      'untrusted: format malformed presentation',
    ],
  ])('%s', (_name, attack, expected) => {
    expect(outcome(judge(attack))).toBe(expected)
  })

  it('a presentation does not pass as a credential, nor a credential as a presentation', () => {
    const chain = mintChain()
    expect(outcome(judgeText(chain, chain.leaf))).toBe('untrusted: format malformed presentation')
    const nested = mintPresentation(chain, { credentials: [mintPresentation(chain)] })
    expect(outcome(judgeText(chain, nested))).toBe('untrusted: trust-chain malformed 0')
  })
})

describe('the JSON around a JWT', () => {
  const json = (document: Attack['document'], more: Attack = {}): Attack => ({ form: 'json', document, ...more })
  it.each<[string, Attack, string]>([
    [
      'names another holder',
      json((d) => void (d.holder = 'did:example:other')),
      'untrusted: format payload_mismatch presentation',
    ],
    [
      'adds a credential',
      json((d) => void (d.verifiableCredential as unknown[]).push('a.b.c')),
      'untrusted: format payload_mismatch presentation',
    ],
    [
      'drops the credentials',
      json((d) => {
        delete d.verifiableCredential
      }),
      'untrusted: format payload_mismatch presentation',
    ],
    ['adds a member', json((d) => void (d.extra = 1)), 'untrusted: format payload_mismatch presentation'],
    [
      'calls its proof something else',
      json((d) => void ((d.proof as { type: string }).type = 'Ed25519Signature2020')),
      'trusted',
    ],
    [
      'calls its proof something else, and is changed',
      json((d) => {
        ;(d.proof as { type: string }).type = 'DataIntegrityProof'
        d.holder = 'did:example:other'
      }),
      'untrusted: format payload_mismatch presentation',
    ],
    ['has two proofs', json((d) => void (d.proof = [d.proof, d.proof])), 'untrusted: format malformed presentation'],
  ])('%s', (_name, attack, expected) => {
    expect(outcome(judge(attack))).toBe(expected)
  })

  it('may show a credential as JSON where the JWT has its token, but not a better one', () => {
    const chain = mintChain()
    const { credential } = chain.link('leaf')
    const show = (shown: unknown) =>
      judge({ chain, form: 'json', document: (d) => void (d.verifiableCredential = [shown]) })
    expect(outcome(show(credential))).toBe('trusted')
    const better = { ...credential, credentialSubject: { ...credential.credentialSubject, degree: 'PhD' } }
    expect(outcome(show(better))).toBe('untrusted: trust-chain payload_mismatch 0')
    const other = mintChain({ claims: { degree: 'PhD' } }).link('leaf').credential
    expect(outcome(show(other))).toBe('untrusted: format payload_mismatch presentation')
  })
})

describe('presentations with a Data Integrity proof', () => {
  const form = 'data-integrity'
  it.each<[string, Attack, string]>([
    ['with ecdsa-jcs-2019', { algorithm: 'ES256' }, 'trusted'],
    [
      'for assertion',
      { proof: (p) => void (p.proofPurpose = 'assertionMethod') },
      'untrusted: key-purpose key_not_authorized presentation',
    ],
    [
      'that ended',
      { proof: (p) => void (p.expires = '2026-05-01T00:00:00Z') },
      'untrusted: signature expired presentation',
    ],
    [
      'with a challenge put in later',
      { document: (d) => void Object.assign(d.proof as object, { challenge: 'new' }), request: { challenge: 'new' } },
      'untrusted: signature signature_invalid presentation',
    ],
    [
      'with a domain put in later',
      { document: (d) => void Object.assign(d.proof as object, { domain: 'us' }), request: { domain: 'us' } },
      'untrusted: signature signature_invalid presentation',
    ],
    ['for several domains', { proof: (p) => void (p.domain = ['a', 'us']), request: { domain: 'us' } }, 'trusted'],
    [
      'without holder',
      {
        presentation: (p) => {
          delete p.holder
        },
      },
      'untrusted: format holder_missing presentation',
    ],
    ['with a holder that is an object', { presentation: (p) => void (p.holder = { id: p.holder }) }, 'trusted'],
    [
      'with a credential put in later',
      { document: (d) => void (d.verifiableCredential as unknown[]).push('a.b.c') },
      'untrusted: signature signature_invalid presentation',
    ],
    [
      'of another suite',
      { document: (d) => void ((d.proof as { cryptosuite: string }).cryptosuite = 'eddsa-rdfc-2022') },
      'indeterminate: signature proof_unverified presentation',
    ],
    [
      'of a credential with none of its own',
      {
        presentation: (p, { did }) =>
          void (p.verifiableCredential = [
            {
              '@context': ['https://www.w3.org/ns/credentials/v2'],
              type: ['VerifiableCredential'],
              issuer: did('holder'),
              credentialSubject: { id: did('holder') },
            },
          ]),
      },
      'untrusted: trust-chain malformed 0',
    ],
  ])('%s', (_name, attack, expected) => {
    expect(outcome(judge({ form, chain: v2(), ...attack }))).toBe(expected)
  })

  it('every proof of the holder must have the challenge: an old one may not ride along', () => {
    const chain = v2()
    const text = (challenge: string) => mintPresentation(chain, { form, challenge })
    const [first, second] = [text('new'), text('old')].map((item) => JSON.parse(item) as { proof: object })
    const both = JSON.stringify({ ...first, proof: [first?.proof, second?.proof] })
    expect(outcome(judgeText(chain, both, { challenge: 'new' }))).toBe(
      'untrusted: challenge challenge_mismatch presentation',
    )
  })
})

describe('envelopes of presentations', () => {
  it.each<[string, (envelope: Record<string, unknown>) => void]>([
    ['with a member beside', (e) => void (e.holder = 'did:example:x')],
    ['of the media type of credentials', (e) => void (e.id = (e.id as string).replace('vp+jwt', 'vc+jwt'))],
    ['with a proof', (e) => void (e.proof = {})],
    [
      'without @context',
      (e) => {
        delete e['@context']
      },
    ],
    [
      'that is a presentation too',
      (e) => void (e.type = ['VerifiablePresentation', 'EnvelopedVerifiablePresentation']),
    ],
  ])('%s', (_name, document) => {
    expect(outcome(judge({ form: 'enveloped', chain: v2(), document }))).toBe(
      'untrusted: format malformed presentation',
    )
  })

  it('around a presentation of VCDM 1.1', () => {
    const chain = mintChain()
    const text = mintPresentation(chain, { form: 'enveloped', claims: ({ iss, ...draft }) => ({ iss, vp: draft }) })
    expect(outcome(judgeText(chain, text))).toBe('untrusted: format malformed presentation')
  })
})
