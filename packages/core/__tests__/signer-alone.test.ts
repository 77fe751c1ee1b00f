import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import { authenticate } from '../src/checks/authenticate.js'
import type { CheckContext } from '../src/checks/check-context.js'
import { checkOwnDate } from '../src/checks/check-own-date.js'
import type { Finding } from '../src/checks/finding.js'
import type { Link } from '../src/chain/link.js'
import { linkOf } from './support/link-of.js'
import { judgePurpose, verifySigned } from '../src/checks/verify-signed.js'
import { resolvePolicy, ValidationMemo } from '../src/index.js'
import type { DidDocumentEvidence, JsonObject, TrustPolicy } from '../src/index.js'
import { answer, at, did, indexOf, now } from './support/did-answers.js'

const [one, two, curve] = [
  createKeyPair('EdDSA', 'one'),
  createKeyPair('EdDSA', 'two'),
  createKeyPair('ES256', 'curve'),
]
const method = (pair: typeof one, fragment: string) => verificationMethod(pair, `${did}#${fragment}`)
const contextOf = (policy: TrustPolicy = {}): CheckContext =>
  ({ index: indexOf(), memo: new ValidationMemo(), policy: resolvePolicy(policy) }) as never

describe('a signature by a key of its signer, without any other check before it', () => {
  const methods = [method(one, '1'), method(two, '2'), method(curve, '3'), { id: `${did}#4`, type: 'Multikey' }]
  const issuer = {
    id: did,
    verificationMethod: methods,
    assertionMethod: ['#2', '#3', '#4'],
    keyAgreement: ['#1'],
  } as never
  const judged = (pair: typeof one, more: object, policy: TrustPolicy = {}, of = issuer) => {
    const signed = {
      proof: {},
      alg: 'EdDSA',
      input: 'input',
      signature: Buffer.from(pair.sign('input'), 'base64url'),
      namedIn: 'kid',
      purposes: ['assertionMethod'],
      at: now,
      ...more,
    } as never
    const { algorithm, signature, keyPurpose } = verifySigned(contextOf(policy), signed, of)
    return [algorithm.code, signature.code, keyPurpose.code, signature.details]
  }
  const named = (fragment: string) => ({ keyId: `${did}#${fragment}` })
  it.each<[string, typeof one, object, unknown[]]>([
    ['the key that it names', two, named('2'), ['ok', 'ok', 'ok', { key: `${did}#2` }]],
    ['its key for another purpose', one, named('1'), ['ok', 'ok', 'key_not_authorized', { key: `${did}#1` }]],
    ['a key that it does not name', two, named('1'), ['ok', 'signature_invalid', 'not_reached', { key: `${did}#1` }]],
    ['a key of another kind', two, named('3'), ['key_type_mismatch', 'not_reached', 'not_reached', undefined]],
    ['a key without material', two, named('4'), ['ok', 'key_not_found', 'not_reached', { key: `${did}#4` }]],
    ['a key that is not there', two, named('5'), ['ok', 'key_not_found', 'not_reached', { key: `${did}#5` }]],
    ['no key named', two, {}, ['ok', 'ok', 'ok', { key: `${did}#2` }]],
    ['no key named, one for another purpose', one, {}, ['ok', 'ok', 'key_not_authorized', { key: `${did}#1` }]],
    ['no key named, none of the issuer’s', curve, {}, ['ok', 'signature_invalid', 'not_reached', undefined]],
    ['no key named, none that fits', two, { alg: 'ES256K' }, ['ok', 'key_not_found', 'not_reached', undefined]],
  ])('%s', (_name, pair, more, expected) => {
    expect(judged(pair, more)).toEqual(expected)
  })

  it('the name of a key that is not there is bounded: a token could fill the log', () => {
    const keyId = `${did}#${'x'.repeat(1000)}`
    expect(judged(two, { keyId })[3]).toEqual({ key: keyId.slice(0, 512) })
  })

  it('with no key named as many are tried as the policy says, those for the purpose first', () => {
    const limits = { limits: { maxKeysPerSignature: 1 } }
    expect(judged(two, {}, limits)).toEqual(['ok', 'ok', 'ok', { key: `${did}#2` }])
    expect(judged(one, {}, limits)).toEqual(['ok', 'limit_exceeded', 'not_reached', undefined])
    expect(judged(curve, { alg: 'ES256' }, limits)).toEqual(['ok', 'ok', 'ok', { key: `${did}#3` }])
  })

  it('a key for the purpose counts once, so that the others have their turn', () => {
    const mixed = {
      id: did,
      verificationMethod: [method(two, '2'), method(one, '1')],
      assertionMethod: ['#2'],
    } as never
    expect(judged(one, {}, { limits: { maxKeysPerSignature: 2 } }, mixed)[1]).toBe('ok')
  })

  it('the 256th key is looked at, and none behind it, though all the others fit no signature', () => {
    const behind = (count: number) =>
      ({
        id: did,
        verificationMethod: [
          ...Array.from({ length: count }, (_, at) => method(curve, `c${String(at)}`)),
          method(one, '1'),
        ],
      }) as never
    expect(judged(one, {}, {}, behind(255))[1]).toBe('ok')
    expect(judged(one, {}, {}, behind(256))[1]).toBe('limit_exceeded')
  })

  it('one verdict is not taken for that of another key, nor for that of another algorithm', () => {
    const context = contextOf()
    const proof = {} as never
    const verified = (keyId: string, alg: string) =>
      verifySigned(
        context,
        {
          ...{ proof, alg, input: 'input', keyId, namedIn: 'kid', purposes: ['assertionMethod'], at: now },
          signature: Buffer.from(two.sign('input'), 'base64url'),
        } as never,
        issuer,
      ).signature.code
    expect(verified(`${did}#2`, 'EdDSA')).toBe('ok')
    expect(verified(`${did}#1`, 'EdDSA')).toBe('signature_invalid')
    expect(verified(`${did}#3`, 'ES256')).toBe('signature_invalid')
  })

  it('the report’s list of purposes is its reader’s own: whoever sorts it must not change the next verdict', () => {
    const found = { id: 'k', method: {}, purposes: ['assertionMethod', 'authentication'] }
    const finding = judgePurpose(found, ['authentication'], now)
    expect(finding.details).toEqual({ key: 'k', purposes: ['assertionMethod', 'authentication'] })
    expect(finding.details?.purposes).not.toBe(found.purposes)
  })

  it.each<[string, object, string]>([
    ['without end', {}, 'ok'],
    ['that ends later', { expires: '2026-06-01T00:00:01Z' }, 'ok'],
    ['that ends now', { expires: at }, 'key_not_authorized'],
    ['that was revoked', { revoked: '2026-05-01T00:00:00Z' }, 'key_not_authorized'],
    ['that ends at no time', { expires: 'x' }, 'key_not_authorized'],
    ['that ends at a number', { revoked: 1e12 }, 'key_not_authorized'],
  ])('a key %s', (_name, more, code) => {
    const finding = judgePurpose(
      { id: 'k', method: more as JsonObject, purposes: ['authentication'] },
      ['authentication'],
      now,
    )
    expect([finding.code, finding.details]).toEqual([code, { key: 'k', purposes: ['authentication'] }])
  })
})

describe('a leaf’s own date, before the key that signed it was its issuer’s', () => {
  const signedAt = Date.UTC(2026, 2, 1)
  const claimed = { ms: signedAt, from: 'nbf', text: '2026-03-01T00:00:00Z' }
  const jws = {
    header: { alg: 'EdDSA' },
    signingInput: 'input',
    signature: Buffer.from(one.sign('input'), 'base64url'),
  }
  const leaf = { ...linkOf({ kind: 'attestation', issuer: did, jws, notBefore: [claimed] }), issuedAt: now } as Link
  const judged = (answers: DidDocumentEvidence[], signature: Partial<Finding> = { status: 'pass' }) => {
    const context = { ...contextOf(), index: indexOf(...answers), at: now }
    const finding = checkOwnDate(context, leaf, undefined, { signature } as never)
    return finding && [finding.status, finding.code, finding.details]
  }
  const since = (created: string, pair: typeof one) =>
    answer({
      document: { id: did, verificationMethod: [method(pair, '1')], assertionMethod: ['#1'] },
      metadata: { created },
    })
  const issued = { issued: '2026-03-01T00:00:00Z' }
  it.each<[string, DidDocumentEvidence[], unknown]>([
    ['it was', [since('2026-01-01T00:00:00Z', one)], undefined],
    ['it was since that very minute', [since('2026-03-01T00:01:00Z', one)], undefined],
    ['another key was', [since('2026-01-01T00:00:00Z', two)], ['fail', 'not_yet_valid', issued]],
    ['nobody knows', [since('2026-03-01T00:01:01Z', one)], ['indeterminate', 'time_unproven', issued]],
    [
      'the DID was deactivated',
      [answer({ document: { id: did }, metadata: { deactivated: true } })],
      ['fail', 'not_yet_valid', issued],
    ],
  ])('%s', (_name, answers, expected) => {
    expect(judged(answers)).toEqual(expected)
  })

  it('is not looked at where its signature does not verify anyway', () => {
    expect(judged([since('2026-01-01T00:00:00Z', two)], { status: 'fail' })).toBeUndefined()
  })
})

describe('who signed a JWT, without any other check before it', () => {
  const methods = [method(one, 'key-1'), method(two, 'did:x')]
  const issuer = answer({ document: { id: did, verificationMethod: methods, assertionMethod: ['#key-1', '#did:x'] } })
  const judged = (header: object, policy: TrustPolicy = {}, answers = [issuer], pair = one) => {
    const jws = { header, signingInput: 'input', signature: Buffer.from(pair.sign('input'), 'base64url') }
    const context = { ...contextOf(policy), index: indexOf(...answers), at: now }
    const { algorithm, signature, keyPurpose, didState } = authenticate(context, {
      credential: { jws: jws as never, issuer: did },
    })
    return [algorithm.code, signature.code, keyPurpose.code, didState.code]
  }
  const fine = ['ok', 'ok', 'ok', 'ok']
  it.each<[string, object, unknown[]]>([
    ['kid in full', { kid: `${did}#key-1` }, fine],
    ['kid with its mark', { kid: '#key-1' }, fine],
    ['kid as a bare fragment', { kid: 'key-1' }, fine],
    ['kid as a bare fragment that ends like a mark', { kid: 'key-1#' }, ['ok', 'key_not_found', 'not_reached', 'ok']],
    ['kid of another DID', { kid: 'did:example:other0#key-1' }, ['ok', 'key_not_found', 'not_reached', 'ok']],
    ['kid of another key', { kid: 'did:x' }, ['ok', 'key_not_found', 'not_reached', 'ok']],
    ['kid that is no text', { kid: 7 }, fine],
    ['no kid', {}, fine],
  ])('%s', (_name, header, expected) => {
    expect(judged({ alg: 'EdDSA', ...header })).toEqual(expected)
  })

  it('the name of an algorithm that is refused is told, bounded', () => {
    expect(judged({ alg: 'none' })).toEqual(['algorithm_refused', 'not_reached', 'not_reached', 'ok'])
    expect(judged({ alg: 'EdDSA' }, { algorithms: ['ES256'] })[0]).toBe('algorithm_refused')
    const detailsOf = (alg: unknown) =>
      authenticate(
        { ...contextOf(), index: indexOf(issuer), at: now },
        { credential: { jws: { header: { alg } } as never, issuer: did } },
      ).algorithm.details
    expect(detailsOf('x'.repeat(100))).toEqual({ alg: 'x'.repeat(32) })
    expect(detailsOf(['EdDSA'])).toEqual({ alg: null })
  })

  it('without a document nothing is verified, and no key is said to be wrong', () => {
    expect(judged({ alg: 'EdDSA' }, {}, [])).toEqual(['ok', 'not_reached', 'not_reached', 'did_unresolvable'])
  })

  it('a draft has no signature to judge', () => {
    const context = { ...contextOf(), index: indexOf(issuer), at: now }
    const { signature, keyPurpose, algorithm } = authenticate(context, { credential: { issuer: did } })
    expect([algorithm, signature, keyPurpose].map(({ code }) => code)).toEqual(Array(3).fill('not_applicable'))
  })
})
