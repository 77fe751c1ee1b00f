import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import { judgeExternalProof } from '../src/checks/judge-external-proof.js'
import type { TrustPolicy } from '../src/index.js'
import {
  did,
  id,
  now,
  dated,
  own,
  other,
  documentOf,
  document,
  type Given,
  answerOf,
  contextOf,
  codesAndDetails,
} from './support/proof-context.js'

describe('a proof that the agent’s plugins verified, without any other check before it', () => {
  const proof = {
    kind: 'external',
    suite: 'S',
    verificationMethod: id,
    proofPurpose: 'assertionMethod',
    sha256: 'digest',
    contexts: [],
  }
  const judged = (given: Given) =>
    codesAndDetails(
      judgeExternalProof(
        contextOf(given),
        { ...proof, ...given.proof } as never,
        did,
        'document' in given ? given.document : document,
        now,
      ),
    )
  const algorithm = { suite: 'S', key: id, verifiedBy: 'agent' }
  const purpose = { key: id, purposes: ['assertionMethod', 'authentication'] }
  const key = { key: id }
  const stopped = (code: string, details: unknown) => [`not_reached ${code} not_reached`, undefined, details, undefined]
  const refused = (code: string, details: unknown) => [`ok ${code} not_reached`, algorithm, details, undefined]
  const off = { deactivated: true }
  it.each<[string, Given, unknown[]]>([
    ['it holds', {}, ['ok ok ok', algorithm, { key: id, suite: 'S', verifiedBy: 'agent' }, purpose]],
    [
      'the policy takes nobody’s word',
      { policy: { otherProofs: 'refuse' } },
      stopped('proof_unverified', { suite: 'S' }),
    ],
    ['it can’t be judged as JSON', { proof: { obstacle: 'x' } }, stopped('proof_unverified', { suite: 'S' })],
    [
      'a context that nobody knows, named up to a bound',
      { proof: { contexts: ['https://www.w3.org/2018/credentials/v1', `https://x.example/${'y'.repeat(300)}`] } },
      stopped('proof_unverified', { suite: 'S', context: `https://x.example/${'y'.repeat(300)}`.slice(0, 256) }),
    ],
    ['no DID document', { document: undefined }, stopped('not_reached', undefined)],
    [
      'a key that is not there',
      { proof: { verificationMethod: `${did}#9` } },
      stopped('key_not_found', { key: `${did}#9` }),
    ],
    [
      'a name of a key that would fill the log',
      { proof: { verificationMethod: `${id}${'9'.repeat(1000)}` } },
      stopped('key_not_found', { key: `${id}${'9'.repeat(1000)}`.slice(0, 512) }),
    ],
    ['no key named', { proof: { verificationMethod: undefined } }, stopped('key_not_found', { key: null })],
    [
      'an algorithm that the policy refuses',
      { policy: { algorithms: ['ES256'] } },
      ['algorithm_refused not_reached not_reached', { suite: 'S', key: id, alg: 'EdDSA' }, undefined, undefined],
    ],
    [
      'a key of no kind that is known',
      { document: documentOf({ id, type: 'X' }) },
      ['algorithm_refused not_reached not_reached', { suite: 'S', key: id }, undefined, undefined],
    ],
    ['nobody asked them', { isUnasked: true }, refused('proof_unverified', { suite: 'S' })],
    ['they spoke of another', { proof: { sha256: 'other' } }, refused('proof_unverified', { suite: 'S' })],
    ['they refuse it', { answer: { outcome: 'refused' } }, refused('signature_invalid', { suite: 'S', key: id })],
    ['they can’t tell', { answer: { outcome: 'unknown' } }, refused('proof_unverified', { suite: 'S', key: id })],
    ['nobody knows the key of now', { answers: [] }, refused('time_unproven', key)],
    ['the DID is deactivated by now', { answers: [answerOf({ metadata: off })] }, refused('time_unproven', key)],
    [
      'the DID is deactivated by now, and no document is left',
      { answers: [answerOf({ metadata: off, document: undefined })] },
      refused('time_unproven', key),
    ],
    [
      'the key has another value by now',
      { answers: [answerOf({ document: documentOf(verificationMethod(other, id)) })] },
      refused('time_unproven', key),
    ],
    [
      'the key has another name by now',
      { answers: [answerOf({ document: documentOf({ ...verificationMethod(own, id), id: `${did}#2` }) })] },
      refused('time_unproven', key),
    ],
    [
      'the key is one of several by now',
      {
        answers: [
          answerOf({ document: documentOf(verificationMethod(other, `${did}#2`), verificationMethod(own, id)) }),
        ],
      },
      ['ok ok ok', algorithm, { key: id, suite: 'S', verifiedBy: 'agent' }, purpose],
    ],
    [
      'they were asked as long after the DID was read as the policy allows',
      { answer: { askedAt: '2026-06-01T00:06:00Z' } },
      ['ok ok ok', algorithm, { key: id, suite: 'S', verifiedBy: 'agent' }, purpose],
    ],
    ['longer', { answer: { askedAt: '2026-06-01T00:06:00.001Z' } }, refused('time_unproven', key)],
    ['nobody knows when', { answer: { askedAt: 'x' } }, refused('time_unproven', key)],
    [
      'it has ended',
      { proof: { expires: dated(now - 60_001) } },
      refused('expired', { expires: new Date(now - 60_001).toISOString() }),
    ],
    [
      'it is made for another purpose, named up to a bound',
      { proof: { proofPurpose: 'x'.repeat(100) } },
      [
        'ok ok key_not_authorized',
        algorithm,
        { key: id, suite: 'S', verifiedBy: 'agent' },
        { key: id, proofPurpose: 'x'.repeat(64) },
      ],
    ],
    [
      'it says nothing of its purpose',
      { proof: { proofPurpose: undefined } },
      [
        'ok ok key_not_authorized',
        algorithm,
        { key: id, suite: 'S', verifiedBy: 'agent' },
        { key: id, proofPurpose: '' },
      ],
    ],
    [
      'a key that does not stand in the purpose of its proof',
      { document: { ...document, assertionMethod: [] } },
      [
        'ok ok key_not_authorized',
        algorithm,
        { key: id, suite: 'S', verifiedBy: 'agent' },
        { key: id, purposes: ['authentication'] },
      ],
    ],
  ])('%s', (_name, given, expected) => {
    expect(judged(given)).toStrictEqual(expected)
  })

  it.each([
    'https://www.w3.org/2018/credentials/v1',
    'https://www.w3.org/ns/credentials/v2',
    'https://w3id.org/security/v1',
    'https://w3id.org/security/v2',
    'https://w3id.org/security/data-integrity/v1',
    'https://w3id.org/security/data-integrity/v2',
    'https://w3id.org/security/suites/ed25519-2018/v1',
    'https://w3id.org/security/suites/ed25519-2020/v1',
    'https://w3id.org/security/suites/jws-2020/v1',
    'https://w3id.org/security/suites/secp256k1recovery-2020/v2',
    'https://w3id.org/security/suites/eip712sig-2021/v1',
  ])('the context %s is known: its credentials would stay open', (url) => {
    expect(judged({ proof: { contexts: [url] } })[0]).toBe('ok ok ok')
  })

  it('a key that is known by its account only is one of its curve, and no other key is', () => {
    const account = { id, type: 'EcdsaSecp256k1RecoveryMethod2020', blockchainAccountId: 'eip155:1:0xab' }
    const given = (policy: TrustPolicy): Given => ({
      policy,
      document: documentOf(account),
      answers: [answerOf({ document: documentOf(account) })],
    })
    expect(judged(given({}))[0]).toBe('ok ok ok')
    expect(judged(given({ algorithms: ['EdDSA'] }))[0]).toBe('algorithm_refused not_reached not_reached')
  })

  it.each(['ES256', 'ES256K'] as const)(
    'a key for %s is allowed where the policy allows that, and only there',
    (alg) => {
      const keyed = documentOf(verificationMethod(createKeyPair(alg, 'k'), id))
      const given = (policy: TrustPolicy): Given => ({
        policy,
        document: keyed,
        answers: [answerOf({ document: keyed })],
      })
      expect(judged(given({ algorithms: [alg] }))[0]).toBe('ok ok ok')
      expect(judged(given({ algorithms: ['EdDSA'] }))[0]).toBe('algorithm_refused not_reached not_reached')
    },
  )

  it('why the plugins refuse it is told, and nothing where they did not say', () => {
    const message = (outcome: 'refused' | 'unknown', text?: string) =>
      judgeExternalProof(
        contextOf({ answer: { outcome, ...(text !== undefined && { message: text }) } }),
        proof as never,
        did,
        document,
        now,
      ).signature.message
    expect(message('refused', 'bad\nbytes')).toMatch(/: bad bytes$/)
    expect(message('unknown', 'no suite')).toMatch(/: no suite$/)
    expect(message('refused')).toMatch(/do not verify it$/)
  })
})
