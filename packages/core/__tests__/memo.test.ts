import { jest } from '@jest/globals'
import { createKeyPair, mintChain } from '@trustchains/test-kit'
import { KeyCache, validateChain, ValidationMemo } from '../src/index.js'
import type { DecodedJws, TrustPolicy } from '../src/index.js'
import { codeThrown } from './support/code-thrown.js'
import { caseOf, outcome } from './support/judge.js'

describe('the memo: what was true of one question must not answer another', () => {
  const good = caseOf()

  it('never remembers a verdict: the same leaf, with evidence that became worse and better again', () => {
    const memo = new ValidationMemo()
    const judge = (change: (bundle: typeof good.evidence) => void): string => {
      const bundle = structuredClone(good.evidence)
      change(bundle)
      return outcome(validateChain(bundle, good.policy, { memo }))
    }
    expect(judge(() => undefined)).toBe('trusted')
    expect(judge((bundle) => (bundle.at = '2027-06-01T00:00:00Z'))).toMatch(/^untrusted|^indeterminate/)
    expect(judge((bundle) => (bundle.didDocuments = []))).toMatch(/^indeterminate/)
    expect(judge((bundle) => (bundle.resources = []))).toMatch(/^indeterminate/)
    expect(judge(() => undefined)).toBe('trusted')
  })

  it('never remembers a verdict: the same evidence under another policy', () => {
    const memo = new ValidationMemo()
    const judge = (policy: TrustPolicy): string => outcome(validateChain(good.evidence, policy, { memo }))
    expect(judge(good.policy)).toBe('trusted')
    expect(judge({})).toBe('indeterminate: anchor no_trust_anchor chain')
    expect(judge({ ...good.policy, algorithms: ['ES256'] })).toBe('untrusted: algorithm algorithm_refused 0')
    expect(judge({ ...good.policy, keyPurposes: [] })).toBe('untrusted: key-purpose key_not_authorized 0')
    expect(judge(good.policy)).toBe('trusted')
  })

  it('a policy that is changed after it was used counts as it is now', () => {
    const memo = new ValidationMemo()
    const policy = structuredClone(good.policy)
    expect(outcome(validateChain(good.evidence, policy, { memo }))).toBe('trusted')
    policy.anchors?.splice(0)
    expect(outcome(validateChain(good.evidence, policy, { memo }))).toBe('untrusted: anchor anchor_untrusted chain')
  })

  it.each<[string, unknown]>([
    [
      'a member inherited from a class',
      new (class {
        get expiry() {
          return 'sometimes'
        }
      })(),
    ],
    ['an unknown member that is undefined', { anchor: undefined }],
    ['a member that is a function', { expiry: () => 'required' }],
    ['a member that is a symbol', { expiry: Symbol('required') }],
    ['a number that JSON has not', { maxPathLength: Number.NaN }],
    ['a BigInt', { maxPathLength: 1n }],
    ['a Map', { limits: new Map() }],
    ['a list in place of the limits', { limits: [] }],
    ['a list', []],
    [
      'a member that is itself',
      (() => {
        const policy: Record<string, unknown> = {}
        policy.anchors = [policy]
        return policy
      })(),
    ],
  ])('a policy that JSON would write like another: %s', (_name, policy) => {
    const memo = new ValidationMemo()
    validateChain(good.evidence, {}, { memo })
    validateChain(good.evidence, { limits: {} }, { memo })
    const call = (): unknown => validateChain(good.evidence, policy as TrustPolicy, { memo })
    expect(codeThrown(call)).toBe('invalid_policy')
  })

  const jws = (token: string): DecodedJws => ({
    token,
    header: {},
    payload: {},
    signingInput: '',
    signature: new Uint8Array(),
  })

  it('keeps one fact for each token and key', () => {
    const memo = new ValidationMemo()
    const [one, other] = [jws('a'), jws('b')]
    expect(memo.signature(one, 'k1', () => true)).toBe(true)
    expect(memo.signature(one, 'k2', () => false)).toBe(false)
    expect(memo.signature(other, 'k1', () => false)).toBe(false)
    const verify = jest.fn(() => false)
    expect(memo.signature(one, 'k1', verify)).toBe(true)
    expect(memo.signature(one, 'k2', () => true)).toBe(false)
    expect(verify).not.toHaveBeenCalled()
  })

  it('a token shown with ever new keys does not fill the memory', () => {
    const memo = new ValidationMemo()
    const token = jws('a')
    memo.signature(token, 'first', () => true)
    for (let key = 0; key < 1000; key++) memo.signature(token, String(key), () => false)
    const again = jest.fn(() => true)
    memo.signature(token, 'first', again)
    expect(again).toHaveBeenCalledTimes(1)
  })

  it('forgets the credentials that were not asked for the longest', () => {
    const memo = new ValidationMemo({ maxBytes: 100_001 })
    const first = memo.credential('first')
    expect(memo.credential('first')).toBe(first)
    for (let text = 0; text < 1000; text++) memo.credential(String(text))
    expect(memo.credential('first')).not.toBe(first)
    expect(memo.credential('first')).toEqual(first)
  })

  it('a text never answers for another that is like it in length and in the places that are looked at', () => {
    const memo = new ValidationMemo()
    const text = (mark: string): string => `${'a'.repeat(500)}${mark}${'b'.repeat(500)}${'c'.repeat(500)}`
    const [one, other] = [memo.content(text('x')), memo.content(text('y'))]
    expect(other).not.toEqual(one)
    expect(memo.content(text('x'))).toEqual(one)
    expect(memo.content(text('y'))).toEqual(other)
    const list = (purpose: string): string =>
      `{"${'a'.repeat(500)}":"","StatusList2021":{"statusPurpose":"${purpose}","encodedList":"AAAA"},"${'c'.repeat(900)}":""}`
    const purposes = ['revocation', 'suspension'].map((purpose) => memo.statusList(list(purpose)).list?.purposes)
    expect(purposes).toEqual([['revocation'], ['suspension']])
  })

  describe('a signature that was verified', () => {
    const contentOf = (name: string): string => {
      const { credential } = mintChain({ seed: name }).link('a1')
      return Buffer.from(JSON.stringify(credential)).toString('base64')
    }
    const jwsIn = (memo: ValidationMemo, content: string): DecodedJws =>
      memo.credentialIn(memo.content(content))?.credential?.jws as DecodedJws
    // More than the memo may hold.
    const forget = (memo: ValidationMemo): void => {
      for (let text = 0; text < 1000; text++) memo.content(`${'x'.repeat(200)}${String(text)}`)
    }
    const [one, other] = [contentOf('one'), contentOf('other')]

    it('is known though the credential was forgotten, with its key and in its resource only', () => {
      const memo = new ValidationMemo({ maxBytes: 100_000 })
      const first = jwsIn(memo, one)
      expect(memo.signature(first, 'k1', () => true)).toBe(true)
      forget(memo)
      const again = jwsIn(memo, one)
      expect(again).not.toBe(first)
      const verify = jest.fn(() => false)
      expect(memo.signature(again, 'k1', verify)).toBe(true)
      expect(verify).not.toHaveBeenCalled()
      expect(memo.signature(again, 'k2', verify)).toBe(false)
      expect(memo.signature(jwsIn(memo, other), 'k1', verify)).toBe(false)
      expect(verify).toHaveBeenCalledTimes(2)
    })

    it('is forgotten in the end: the memory is bounded', () => {
      const memo = new ValidationMemo({ maxBytes: 100_000, maxSignatures: 2 })
      const contents = Array.from({ length: 4 }, (_, number) => contentOf(String(number)))
      for (const content of contents) memo.signature(jwsIn(memo, content), 'k1', () => true)
      forget(memo)
      const verify = jest.fn(() => true)
      for (const content of contents) memo.signature(jwsIn(memo, content), 'k1', verify)
      expect(verify.mock.calls.length).toBeGreaterThanOrEqual(2)
    })
  })

  it('a text that is larger than the memo is decoded each time', () => {
    const memo = new ValidationMemo({ maxBytes: 4096 })
    const text = 'x'.repeat(10_000)
    expect(memo.credential(text)).not.toBe(memo.credential(text))
  })

  it.each([0, -1, Number.NaN, 1.5, Infinity, '1' as never])('refuses the size %p', (maxBytes) => {
    expect(codeThrown(() => new ValidationMemo({ maxBytes }))).toBe('invalid_argument')
  })

  it.each([0, 1, Number.NaN, 2.5, Infinity, '2' as never])('refuses to remember %p signatures', (maxSignatures) => {
    expect(codeThrown(() => new ValidationMemo({ maxSignatures }))).toBe('invalid_argument')
  })

  it('shares imported keys with another memo', () => {
    const keys = new KeyCache()
    const { publicJwk } = createKeyPair('EdDSA', 'shared')
    const method = {
      id: 'did:example:x#1',
      type: 'JsonWebKey2020',
      controller: 'did:example:x',
      publicKeyJwk: { ...publicJwk },
    }
    const imported = new ValidationMemo({ keys }).keys.import(method)
    expect(new ValidationMemo({ keys }).keys.import(method)).toBe(imported)
  })
})
