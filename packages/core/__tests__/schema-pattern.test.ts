import { jest } from '@jest/globals'
import fc from 'fast-check'
import { compileSchemaPattern } from '../src/schema/schema-pattern.js'
import { translatePattern } from '../src/schema/translate-pattern.js'
import { validateJsonSchema } from '../src/schema/validate-json-schema.js'

const maxStates = 16_384

function matcher(source: string): (text: string) => boolean {
  const compiled = compileSchemaPattern(source, maxStates)
  if (!compiled.ok) throw new Error(`${source}: ${compiled.reason}`)
  return (text) => compiled.pattern.test(text)
}

/** What is put together at random is not always one: `\\0` before a digit, for instance. */
function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'u')
    return true
  } catch {
    return false
  }
}

/** Texts, among them all that the two engines are known to treat differently: line ends, spaces, surrogates, folds. */
const character = fc.constantFrom(
  ...['a', 'b', 'A', 'Z', '_', '0', '9', ' ', '-', ']', '[', '^', '\\', '.', '/', '$', '&', '~', ':', 'é', 'ß', 'İ'],
  ...['\n', '\r', '\t', '\v', '\f', '\0', '\u0085', '\u00a0', '\u180e', '\u2028', '\u2029', '\ufeff', '\u212a', 'ſ'],
  ...['😀', '\u{10ffff}', '\ud83d', '\ude00', '٣', '中'],
)
const text = fc.array(character, { maxLength: 6 }).map((characters) => characters.join(''))

const literal = fc.constantFrom(
  ...['a', 'b', 'A', '_', '0', ' ', '-', '/', '&', '~', ':', 'é', 'İ', '\u212a', 'ſ', '😀', '\n', '\u2028', '中'],
  ...['\\u{1F600}', '\\uD83D\\uDE00', '\\u0061', '\\x41', '\\n', '\\r', '\\t', '\\v', '\\f', '\\0', '\\cJ', '\\/'],
  ...['\\.', '\\\\', '\\$', '\\^', '\\]', '\\[', '\\(', '\\|'],
)
const set = fc.constantFrom(
  ...['\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\p{L}', '\\P{L}', '\\p{Lu}', '\\P{Nd}', '\\p{gc=Ll}', '\\p{Letter}'],
  ...['\\p{Zs}', '\\p{General_Category=Punctuation}'],
)
const classItem = fc.oneof(
  set,
  literal.filter((item) => item !== '-'),
  fc.constantFrom('\\-', '\\b', '.', '$', '(', '*', '?', '{', '|', 'a-c', '0-9', 'A-z', '\\x00-\\x1f', '!-~'),
  fc.constantFrom('\\u{1F600}-\\u{1F64F}', '\\u0080-\\uD7FF', '\\uE000-\\u{10FFFF}'),
)
const characterClass = fc
  .tuple(fc.constantFrom('', '^'), fc.array(classItem, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '-'))
  .map(([negation, items, hyphen]) => `[${negation}${items.join('')}${hyphen}]`)
const quantifier = fc.constantFrom(
  ...['', '', '', '*', '+', '?', '*?', '+?', '??', '{0}', '{1}', '{2}', '{2}?', '{0,1}', '{1,2}', '{0,}', '{2,}?'],
)
const { disjunction } = fc.letrec<{ disjunction: string; alternative: string; term: string; group: string }>((tie) => ({
  disjunction: fc.array(tie('alternative'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('|')),
  alternative: fc.array(tie('term'), { maxLength: 3 }).map((parts) => parts.join('')),
  // Without \B: V8 also looks for it inside of a surrogate pair, where ECMA-262 has no position. See below.
  term: fc.oneof(
    { depthSize: 'small' },
    { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b') },
    { weight: 4, arbitrary: fc.tuple(fc.oneof(literal, set, fc.constant('.')), quantifier).map((p) => p.join('')) },
    { weight: 2, arbitrary: fc.tuple(characterClass, quantifier).map((parts) => parts.join('')) },
    { weight: 2, arbitrary: fc.tuple(tie('group'), quantifier).map((parts) => parts.join('')) },
  ),
  group: fc.tuple(fc.constantFrom('(', '(?:'), tie('disjunction')).map(([open, inner]) => `${open}${inner})`),
}))

describe('a pattern matches what ECMA-262 says it matches', () => {
  it('as far as random patterns and texts can tell', () => {
    fc.assert(
      fc.property(disjunction, fc.array(text, { minLength: 4, maxLength: 8 }), (source, texts) => {
        fc.pre(isPattern(source))
        const ecma = new RegExp(source, 'u')
        const matches = matcher(source)
        for (const candidate of texts)
          expect([candidate, matches(candidate)]).toEqual([candidate, ecma.test(candidate)])
      }),
      { seed: 20_261_121, numRuns: 500 },
    )
  })

  it.each(['.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '[^\\s\\d]', '[^a]', '\\p{Lu}', '\\P{L}', '[^\\p{L}\\d]'])(
    '%s, for every character of the basic plane and a few others',
    (source) => {
      const ecma = new RegExp(`^${source}$`, 'u')
      const matches = matcher(`^${source}$`)
      const points = [...Array.from({ length: 0x10000 }, (_, point) => point), 0x10000, 0x1f600, 0x10ffff]
      // Characters that one of the two engines' versions of Unicode does not know yet are left out.
      const known = points.map((point) => String.fromCodePoint(point)).filter((one) => !/\p{Cn}/u.test(one))
      expect(known.filter((one) => matches(one) !== ecma.test(one))).toEqual([])
    },
  )

  it.each<[source: string, matching: string[], others: string[]]>([
    ['', ['', 'a'], []],
    ['^$', [''], ['\n', 'a']],
    ['^a$', ['a'], ['a\n', '\na']],
    ['\\Ba\\B', ['xax'], ['a', ' a ']],
    ['\\B', [' ', '', 'ab'], ['a']],
    ['^[\\b]$', ['\b'], ['b']],
    ['^[-a]$', ['-', 'a'], ['b']],
    ['^[a\\-z]$', ['-', 'a', 'z'], ['b']],
    ['^[[:alpha:]$', ['[', ':', 'a'], ['b', ']']],
    ['^(?<year>\\d{4})-(?<month>\\d\\d)$', ['2024-06'], ['24-06']],
    ['^did:cheqd:(mainnet|testnet):[A-Za-z0-9-]+$', ['did:cheqd:testnet:a-1'], ['did:cheqd:devnet:a']],
    ["^[\\p{L}\\p{M}' .-]{1,100}$", ["Zoë O'Neill-Müller", '李'], ['', 'R2D2']],
  ])('%s', (source, matching, others) => {
    const matches = matcher(source)
    expect(matching.filter((candidate) => !matches(candidate))).toEqual([])
    expect(others.filter((candidate) => matches(candidate))).toEqual([])
  })
})

describe('a pattern that has no equal in linear time makes the schema unusable', () => {
  it.each<[source: string, why: string]>([
    ['(?=a)b', 'it looks ahead or behind'],
    ['(?!a)b', 'it looks ahead or behind'],
    ['(?<=a)b', 'it looks ahead or behind'],
    ['(?<!a)b', 'it looks ahead or behind'],
    ['(a)\\1', 'it has a back-reference'],
    ['(?<n>a)\\k<n>', 'it has a back-reference'],
    ['[]', 'it has an empty class'],
    ['[^]', 'it has an empty class'],
    ['\\p{Script=Latin}', 'it has a Unicode property other than a general category'],
    ['\\p{Emoji}', 'it has a Unicode property other than a general category'],
    ['\\P{Cn}', 'it has a Unicode property other than a general category'],
    ['[\\p{ASCII}]', 'it has a Unicode property other than a general category'],
    ['\\ud83d', 'it has a lone surrogate'],
    ['[\\ud800-\\udfff]', 'it has a lone surrogate'],
    ['\\ud83d\\u0041', 'it has a lone surrogate'],
    ['a{1001}', 'it counts beyond 1000'],
    ['a{1001,}', 'it counts beyond 1000'],
    ['a{0,1001}', 'it counts beyond 1000'],
    ['((a{100}){100}){2}', 'it exceeds the limit on states by 4022'],
    ['(?:a{33}){33}', 'RE2 can not express it'],
    [`${'('.repeat(70)}${')'.repeat(70)}`, 'its groups are nested deeper than 64'],
    ['(', 'it is not a regular expression of ECMA-262'],
    ['a**', 'it is not a regular expression of ECMA-262'],
    ['\\a', 'it is not a regular expression of ECMA-262'],
    ['\\-', 'it is not a regular expression of ECMA-262'],
    ['{', 'it is not a regular expression of ECMA-262'],
    [']', 'it is not a regular expression of ECMA-262'],
    ['(?P<n>a)', 'it is not a regular expression of ECMA-262'],
    ['(?i)a', 'it is not a regular expression of ECMA-262'],
    ['[[:alpha:]]', 'it is not a regular expression of ECMA-262'],
    ['\\Aa\\z', 'it is not a regular expression of ECMA-262'],
    ['[z-a]', 'it is not a regular expression of ECMA-262'],
  ])('%s: %s', (source, why) => {
    const reason = (place: string): string => `${place}: the pattern can't be used, ${why}.`
    expect(validateJsonSchema({ pattern: source }, 'a')).toEqual({ outcome: 'unusable', reason: reason('/pattern') })
    expect(validateJsonSchema({ properties: { a: { patternProperties: { [source]: true } } } }, {})).toEqual({
      outcome: 'unusable',
      reason: reason('/properties/a/patternProperties'),
    })
  })

  // Later editions of ECMA-262 have these; Node 20 does not, so what they do must not depend on the engine at hand.
  it.each(['(?i:a)', '(?-i:a)'])('%s, whichever engine checked the syntax', (source) => {
    expect(() => translatePattern(source)).toThrow('it has a group with flags')
  })

  it('with more than 1,024 characters', () => {
    expect(validateJsonSchema({ pattern: 'a'.repeat(1_025) }, 'a')).toMatchObject({
      outcome: 'unusable',
      reason: '/pattern: the pattern is longer than the limit of 1024 characters.',
    })
    expect(validateJsonSchema({ pattern: 'a'.repeat(1_024) }, 'a').outcome).toBe('violation')
  })

  it('or with more than 64 patterns in it, each counted once', () => {
    const schema = (count: number, distinct: number): string =>
      validateJsonSchema({ allOf: Array.from({ length: count }, (_, i) => ({ pattern: `a${i % distinct}` })) }, 1)
        .outcome
    expect([schema(64, 64), schema(65, 65), schema(500, 5)]).toEqual(['valid', 'unusable', 'valid'])
  })
})

describe("a stranger's pattern can't stop the process", () => {
  const hostile = [
    '^(a+)+$',
    '^(a|a)*$',
    '^(a|aa)+$',
    '^(.*a){20}$',
    '(a*)*b',
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*$',
  ]

  it.each(hostile)('%s', (pattern) => {
    // JavaScript's engine would take longer than the universe is old for each of these.
    const attack = `${'a'.repeat(5_000)}!`
    expect(validateJsonSchema({ pattern }, attack).outcome).toBe(/[$b]$/.test(pattern) ? 'violation' : 'valid')
    expect(validateJsonSchema({ patternProperties: { [pattern]: false } }, { [attack]: 1 }).outcome).toBe('valid')
  })

  it("because JavaScript's engine never runs it", () => {
    const pattern = '^(x+x+)+y$'
    const ran: string[] = []
    const exec = Reflect.get(RegExp.prototype, 'exec')
    const spy = jest.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, candidate: string) {
      ran.push(this.source)
      return exec.call(this, candidate)
    })
    try {
      validateJsonSchema(
        { pattern, patternProperties: { [pattern]: true }, propertyNames: { pattern } },
        { xxy: 'xxy' },
      )
      validateJsonSchema({ pattern }, 'xxxy')
      // A replaced exec is what test, match, replace and split call, so the spy sees those too.
      expect(/^own$/.test('own')).toBe(true)
    } finally {
      spy.mockRestore()
    }
    expect(ran).toContain('^own$')
    expect(ran).not.toContain(pattern)
  })

  it('nor fill the memory with what its automaton has seen', () => {
    const compiled = compileSchemaPattern('(a|b)*a(a|b){12}[cd]', maxStates)
    const remembered: number[] = []
    for (let round = 0; round < 200 && compiled.ok; round++) {
      // The bits of ever new numbers: 2^12 sets of states.
      const bits = Array.from({ length: 60 }, (_, i) => ((round * 2_654_435_761 + i * 40_503) >>> (i % 13)) & 1)
      compiled.pattern.test(bits.map((bit) => (bit === 0 ? 'a' : 'b')).join(''))
      remembered.push(compiled.pattern.remembered)
    }
    expect(Math.max(...remembered)).toBeGreaterThan(10_000)
    expect(Math.max(...remembered)).toBeLessThanOrEqual(128 * 1024)
  })

  it('and each text is paid for', () => {
    const limits = { maxSteps: 10_000 }
    expect(validateJsonSchema({ pattern: '(a|b)*a(a|b){60}[cd]' }, 'ab'.repeat(1_000), limits)).toMatchObject({
      outcome: 'unusable',
      reason: 'The validation takes more than the limit of 10000 steps.',
    })
    const names = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`a${i}`, 1]))
    expect(validateJsonSchema({ patternProperties: { '(a|b)*a(a|b){60}[cd]': true } }, names, limits).outcome).toBe(
      'unusable',
    )
  })

  it('while a picture in plain patterns stays affordable', () => {
    const picture = (kilobytes: number): string => 'iVBORw0KGgo='.slice(0, 8).repeat(kilobytes * 128)
    expect(validateJsonSchema({ pattern: '^[A-Za-z0-9+/]*={0,2}$' }, picture(1_024)).outcome).toBe('valid')
    const dataUrl = { pattern: '^data:image/png;base64,[A-Za-z0-9+/=]*$' }
    expect(validateJsonSchema(dataUrl, `data:image/png;base64,${picture(64)}`).outcome).toBe('valid')
  })
})
