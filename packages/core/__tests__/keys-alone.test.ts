import { createKeyPair, verificationMethod } from '@trustchains/test-kit'
import { EvidenceIndex } from '../src/chain/evidence-index.js'
import { authenticate } from '../src/checks/authenticate.js'
import type { CheckContext } from '../src/checks/check-context.js'
import { checkOwnDate } from '../src/checks/check-own-date.js'
import type { Finding } from '../src/checks/finding.js'
import type { Link } from '../src/chain/link.js'
import { linkOf } from './support/link-of.js'
import { checkDidState } from '../src/checks/check-did-state.js'
import { keysOf } from '../src/checks/keys-of.js'
import { judgePurpose, verifySigned } from '../src/checks/verify-signed.js'
import { resolvePolicy, ValidationMemo } from '../src/index.js'
import type { Evidence, JsonObject, TrustPolicy } from '../src/index.js'

const did = 'did:example:issuer'
const key = (fragment: string, more: object = {}) => ({ id: `${did}#${fragment}`, type: 'X', ...more })
const purposesOf = (document: object, named?: string) =>
  keysOf({ id: did, ...document }, named).map(({ id, purposes }) => [id.slice(did.length), ...purposes])

describe('the keys of a DID document: one that is none of it would sign for its subject', () => {
  it.each<[string, object, unknown[]]>([
    ['none', {}, []],
    ['one without purpose', { verificationMethod: [key('1')] }, [['#1']]],
    ['one that is no list', { verificationMethod: key('1'), assertionMethod: '#1' }, [['#1', 'assertionMethod']]],
    [
      'one for two purposes, written in full and not',
      { verificationMethod: [key('1')], assertionMethod: [`${did}#1`], authentication: ['#1'] },
      [['#1', 'assertionMethod', 'authentication']],
    ],
    [
      'one named twice for a purpose',
      { verificationMethod: [key('1')], assertionMethod: ['#1', '#1'] },
      [['#1', 'assertionMethod']],
    ],
    ['one by a bare fragment', { verificationMethod: [{ id: '#1', type: 'X' }] }, [['#1']]],
    ['embedded', { keyAgreement: [key('1')] }, [['#1', 'keyAgreement']]],
    [
      'in a list and embedded, alike',
      { verificationMethod: [key('1')], assertionMethod: [key('1')] },
      [['#1', 'assertionMethod']],
    ],
    [
      'two under one id: neither, and the others stay',
      { verificationMethod: [key('1'), key('1', { type: 'Y' }), key('2')] },
      [['#2']],
    ],
    ['of another DID', { verificationMethod: [{ id: 'did:example:other0#1' }] }, []],
    ['of a DID that begins like it', { verificationMethod: [{ id: `${did}2#1` }] }, []],
    ['no fragment', { verificationMethod: [{ id: did }, { id: `${did}/#1` }] }, []],
    ['what names no key', { verificationMethod: [key('1')], assertionMethod: ['#2'] }, [['#1']]],
    ['what is none', { verificationMethod: [null, 7, 'x', [], {}, { id: 7 }, key('1')] }, [['#1']]],
  ])('%s', (_name, document, keys) => {
    expect(purposesOf(document)).toEqual(keys)
  })

  it('a document that is of nobody has none', () => {
    expect(keysOf({ verificationMethod: [{ id: '#1' }, key('1')] })).toEqual([])
    expect(keysOf({ id: 7, verificationMethod: [{ id: '#1' }, key('1')] })).toEqual([])
  })

  it('the thousandth counts, and none behind it', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => key(String(index)))
    expect(purposesOf({ verificationMethod: many(1000) })).toHaveLength(1000)
    expect(purposesOf({ verificationMethod: many(1001) })).toHaveLength(1000)
  })

  it('where one is looked for, it is found however it is written, and others are passed over', () => {
    const document = {
      verificationMethod: [key('1'), key('22'), { id: '#3', type: 'X' }],
      assertionMethod: ['#3', `${did}#22`, `${did}#1`],
    }
    expect(purposesOf(document, `${did}#3`)).toContainEqual(['#3', 'assertionMethod'])
    expect(purposesOf(document, `${did}#1`)).toContainEqual(['#1', 'assertionMethod'])
    expect(purposesOf(document, `${did}#1`)).not.toContainEqual(['#22', 'assertionMethod'])
    expect(purposesOf(document, 'did:example:other0#1')).toEqual([])
  })
})

const now = Date.UTC(2026, 5, 1)
const at = '2026-06-01T00:00:00Z'
const answer = (more: object) => ({ did, source: 'test', asOf: at, readAt: at, ...more })
const indexOf = (...answers: object[]): EvidenceIndex =>
  new EvidenceIndex(
    {
      version: 1,
      at,
      leaf: {},
      resources: [],
      schemas: [],
      statusLists: [],
      didDocuments: answers,
      limitsHit: [],
    } as unknown as Evidence,
    now,
    300_000,
  )
const document = { id: did }

describe('whether an issuer’s DID is there, at the time that counts', () => {
  const judged = (answers: object[], time = now) => {
    const { finding, document: found } = checkDidState({ index: indexOf(...answers) }, did, time)
    return [finding.status, finding.code, finding.details, ...(found === undefined ? [] : ['with its document'])]
  }
  const error = (code: string) => [answer({ error: { code, message: 'x' } })]
  const off = { deactivated: true }
  it.each<[string, object[], unknown[]]>([
    ['it is', [answer({ document })], ['pass', 'ok', { did }, 'with its document']],
    [
      'it is, in a version',
      [answer({ document, metadata: { versionId: 'v1' } })],
      ['pass', 'ok', { did, versionId: 'v1' }, 'with its document'],
    ],
    [
      'it is, in capitals of no meaning',
      [answer({ document: { id: did } })],
      ['pass', 'ok', { did }, 'with its document'],
    ],
    [
      'the document of another',
      [answer({ document: { id: 'did:example:other' } })],
      ['fail', 'did_unresolvable', { did }],
    ],
    ['a document of nobody', [answer({ document: {} })], ['fail', 'did_unresolvable', { did }]],
    ['a document of a number', [answer({ document: { id: 7 } })], ['fail', 'did_unresolvable', { did }]],
    ['nobody asked', [], ['indeterminate', 'did_unresolvable', { did }]],
    ['it does not exist', error('notFound'), ['fail', 'did_unresolvable', { did }]],
    ['it can’t be resolved', error('invalid'), ['fail', 'did_unresolvable', { did }]],
    ['its document is too large', error('limit'), ['fail', 'limit_exceeded', { did }]],
    ['there was no time', error('deadline'), ['indeterminate', 'limit_exceeded', { did }]],
    ['nobody answered', error('unreachable'), ['indeterminate', 'did_unresolvable', { did }]],
    ['an answer that says nothing', [answer({})], ['fail', 'did_unresolvable', { did }]],
    ['deactivated, no document left', [answer({ metadata: off })], ['fail', 'did_deactivated', { did }]],
    [
      'deactivated, nobody says since when',
      [answer({ document, metadata: off })],
      ['fail', 'did_deactivated', { did }, 'with its document'],
    ],
    [
      'deactivated at no time',
      [answer({ document, metadata: { ...off, updated: 'x' } })],
      ['fail', 'did_deactivated', { did }, 'with its document'],
    ],
    [
      'deactivated at this very time',
      [answer({ document, metadata: { ...off, updated: at } })],
      ['fail', 'did_deactivated', { did }, 'with its document'],
    ],
  ])('%s', (_name, answers, expected) => {
    expect(judged(answers)).toStrictEqual(expected)
  })

  it('where answers disagree on whether it is deactivated, it is: the later one would hide the earlier', () => {
    const created = '2026-01-01T00:00:00Z'
    const answers = [
      answer({ document, metadata: { ...off, created }, asOf: '2026-05-31T00:00:00Z' }),
      answer({ metadata: { created, updated: '2026-05-31T00:00:00Z' }, document: { id: did, x: 1 } }),
    ]
    expect(judged(answers, Date.UTC(2026, 1, 1))[1]).toBe('did_deactivated')
  })

  const history = [
    answer({
      document,
      metadata: { ...off, created: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z' },
      asOf: '2026-05-31T00:00:00Z',
    }),
    answer({ metadata: { ...off, created: '2026-01-01T00:00:00Z', updated: '2026-05-01T00:00:00Z' }, asOf: at }),
  ]
  it('what was signed before a DID was deactivated stays signed', () => {
    expect(judged(history, Date.UTC(2026, 1, 1))).toEqual(['pass', 'ok', { did }, 'with its document'])
    expect(judged(history, Date.UTC(2026, 4, 1) - 1)).toEqual(['pass', 'ok', { did }, 'with its document'])
    expect(judged(history, Date.UTC(2026, 4, 1))[1]).toBe('did_deactivated')
  })

  it('since when it is deactivated is told, where it is known', () => {
    const message = (answers: object[]) => checkDidState({ index: indexOf(...answers) }, did, now).finding.message
    expect(message([answer({ document, metadata: { ...off, updated: '2026-05-01T00:00:00Z' } })])).toContain(
      'since 2026-05-01T00:00:00Z',
    )
    expect(message([answer({ document, metadata: off })])).not.toContain('since')
    expect(message([answer({})])).toContain('neither document nor error')
  })
})

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
  const judged = (answers: object[], signature: Partial<Finding> = { status: 'pass' }) => {
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
  it.each<[string, object[], unknown]>([
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
