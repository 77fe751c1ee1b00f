import { maxJsonDepth, parseJson } from '../src/decode/parse-json.js'
import { decodeCredential } from '../src/index.js'
import { attestation, claimsOf, tokenOf } from './support/token.js'

const nested = (depth: number, [open, close]: string): string =>
  `${open?.repeat(depth) ?? ''}${close?.repeat(depth) ?? ''}`

describe('JSON, strictly: one reader takes the first of two members, another the last', () => {
  it.each([
    ['a member twice', '{"a":1,"a":2}'],
    ['a member twice, the same value', '{"a":1,"a":1}'],
    ['a member twice, one escaped', '{"exp":1,"\\u0065xp":2}'],
    ['a member twice, one escaped in capitals', '{"j":1,"\\u006A":2}'],
    ['a member twice deep inside', '{"a":[{"b":{"c":1,"c":2}}]}'],
    ['an empty name twice', '{"":1,"":2}'],
    ['a member twice with colons in strings beside it', '{"x":"a:b:c","a":"\\":","a":":"}'],
    ['a member thrice', '{"a":1,"a":2,"a":3}'],
    ['a quote in both names', '{"\\"":1,"\\u0022":2}'],
    ['a lone surrogate twice', '{"\\ud800":1,"\\uD800":2}'],
  ])('%s is refused', (_name, text) => {
    expect(parseJson(text)).toEqual({ ok: false, reason: 'an object has a member twice' })
  })

  it.each([
    ['colons and quotes in strings', '{"a:b":"\\":{\\"a\\":1}","c":":::"}'],
    ['backslashes before a quote', '{"a":"\\\\","b":"\\\\\\"","c":"\\\\\\\\"}'],
    ['one name in two objects', '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}'],
    ['names that differ in case', '{"a":1,"A":2}'],
    ['names that normalise alike', '{"\\u00e9":1,"e\\u0301":2}'],
    ['numbers as names', '{"1":1,"01":2,"0":3}'],
    ['white space everywhere', ' { "a" : [ { "b" : 1 } ] } '],
    ['a string', '"a:b"'],
    ['nothing in it', '{}'],
    ['names of Object.prototype', '{"constructor":1,"toString":2,"hasOwnProperty":3}'],
  ])('%s is read', (_name, text) => {
    expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown })
  })

  it.each(['{"__proto__":{"a":1}}', '{"a":[{"__proto__":1}]}', '{"\\u005f_proto__":{}}'])('%s is refused', (text) => {
    expect(parseJson(text)).toEqual({ ok: false, reason: 'an object has the member __proto__' })
  })

  it.each(['[]', '{}'])('nesting of %s is bounded', (brackets) => {
    const value = (depth: number): string =>
      brackets === '[]' ? nested(depth, '[]') : `${'{"a":'.repeat(depth - 1)}{}${'}'.repeat(depth - 1)}`
    expect(parseJson(value(maxJsonDepth)).ok).toBe(true)
    expect(parseJson(value(maxJsonDepth + 1))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('nested') as string,
    })
    expect(parseJson(value(10_000)).ok).toBe(false)
    expect(parseJson(value(200_000)).ok).toBe(false)
  })

  it.each([
    '',
    ' ',
    '{',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '\ufeff{}',
    '{}{}',
    'NaN',
    '{"a":01}',
    '{"a":"\n"}',
    '\0',
    '{"a":1}\0',
  ])('%j is not JSON', (text) => {
    expect(parseJson(text)).toEqual({ ok: false, reason: 'it is not JSON' })
  })

  it.each([
    ['a claim twice', JSON.stringify(claimsOf(attestation())).replace('"exp":', '"exp":1,"exp":')],
    ['a claim twice, one escaped', JSON.stringify(claimsOf(attestation())).replace('"exp":', '"\\u0065xp":1,"exp":')],
    ['a member of vc twice', JSON.stringify(claimsOf(attestation())).replace('"degree":', '"degree":"PhD","degree":')],
    ['__proto__ in vc', JSON.stringify(claimsOf(attestation())).replace('"degree":', '"__proto__":{},"degree":')],
    ['nesting of 10,000 levels', JSON.stringify(claimsOf(attestation())).replace('"MSc"', nested(10_000, '[]'))],
  ])('a token with %s is malformed, whoever signed it', (_name, payload) => {
    expect(decodeCredential(tokenOf(payload)).faults).toMatchObject([{ code: 'malformed' }])
  })

  it('a header with alg twice is malformed', () => {
    const header = '{"alg":"EdDSA","typ":"JWT","alg":"none"}'
    expect(decodeCredential(tokenOf(JSON.stringify(claimsOf(attestation())), header)).faults).toMatchObject([
      { code: 'malformed' },
    ])
  })
})
