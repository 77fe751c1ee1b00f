import { verifyDataIntegrity } from '../src/checks/verify-data-integrity.js'
import type { JsonObject, TrustPolicy } from '../src/index.js'
import {
  did,
  id,
  now,
  dated,
  own,
  other,
  curve,
  document,
  contextOf,
  codesAndDetails,
} from './support/proof-context.js'

describe('a Data Integrity proof, without any other check before it', () => {
  const bytes = new Uint8Array(64).fill(7)
  const proofOf = (pair: typeof own, more: object = {}) => ({
    cryptosuite: 'eddsa-jcs-2022',
    verificationMethod: id,
    proofPurpose: 'assertionMethod',
    signedBytes: bytes,
    signature: Buffer.from(pair.sign(bytes as never), 'base64url'),
    ...more,
  })
  const judged = (proofs: object[], policy: TrustPolicy = {}, of: JsonObject | undefined = document) =>
    codesAndDetails(verifyDataIntegrity(contextOf({ policy }), { proofs } as never, did, of, now))
  const good = { key: id, cryptosuite: 'eddsa-jcs-2022' }
  const purpose = { key: id, purposes: ['assertionMethod', 'authentication'] }
  it.each<[string, () => object[], unknown[]]>([
    ['it verifies', () => [proofOf(own)], ['ok ok ok', undefined, good, purpose]],
    [
      'it is of another',
      () => [proofOf(other)],
      ['ok signature_invalid not_reached', undefined, { key: id }, undefined],
    ],
    [
      'one of several is of another',
      () => [proofOf(own), proofOf(other)],
      ['ok signature_invalid not_reached', undefined, { key: id }, undefined],
    ],
    [
      'a countersignature that nobody verifies stands beside it',
      () => [proofOf(other, { verificationMethod: 'did:example:other#1' }), proofOf(own)],
      ['ok ok ok', undefined, good, purpose],
    ],
    [
      'only a countersignature, its key named up to a bound',
      () => [proofOf(own, { verificationMethod: `did:example:other#${'1'.repeat(1000)}` })],
      [
        'ok key_not_found not_reached',
        undefined,
        { key: `did:example:other#${'1'.repeat(1000)}`.slice(0, 512) },
        undefined,
      ],
    ],
    [
      'by a key of a DID that begins like the issuer’s',
      () => [proofOf(own, { verificationMethod: `${did}2#1` })],
      ['ok key_not_found not_reached', undefined, { key: `${did}2#1` }, undefined],
    ],
    ['there is none', () => [], ['ok key_not_found not_reached', undefined, { key: null }, undefined]],
    [
      'a signature over a curve that the suite is not implemented for',
      () => [proofOf(curve, { cryptosuite: 'ecdsa-jcs-2019', signature: new Uint8Array(96) })],
      [
        'algorithm_refused not_reached not_reached',
        { cryptosuite: 'ecdsa-jcs-2019', alg: 'ES256' },
        undefined,
        undefined,
      ],
    ],
    [
      'a signature of as many bytes under the other suite',
      () => [proofOf(own, { signature: new Uint8Array(96) })],
      ['ok signature_invalid not_reached', undefined, { key: id }, undefined],
    ],
    [
      'it is made later',
      () => [proofOf(own, { created: dated(now + 60_001) })],
      ['ok not_yet_valid ok', undefined, { created: new Date(now + 60_001).toISOString() }, purpose],
    ],
    [
      'it is made for another purpose than is asked for',
      () => [proofOf(own, { proofPurpose: 'capabilityInvocation' })],
      ['ok ok key_not_authorized', undefined, good, { key: id, proofPurpose: 'capabilityInvocation' }],
    ],
  ])('%s', (_name, proofs, expected) => {
    expect(judged(proofs())).toEqual(expected)
  })

  it('the policy’s algorithms hold, whatever the suite is called', () => {
    expect(judged([proofOf(own)], { algorithms: ['ES256'] })).toEqual([
      'algorithm_refused not_reached not_reached',
      { cryptosuite: 'eddsa-jcs-2022', alg: 'EdDSA' },
      undefined,
      undefined,
    ])
  })

  it('without a document nothing is verified, and no key is said to be wrong', () => {
    const { algorithm, signature, keyPurpose } = verifyDataIntegrity(
      contextOf({}),
      { proofs: [proofOf(own)] } as never,
      did,
      undefined,
      now,
    )
    expect([algorithm, signature, keyPurpose].map(({ status }) => status)).toEqual(['pass', 'skipped', 'skipped'])
  })
})
