import { UntranslatablePattern, type PatternReader } from './pattern-reader.js'

/** What an escape stands for: one code point, or a set as RE2 writes it inside of brackets. */
export type PatternEscape = { point: number } | { set: string }

/** A code point as RE2 reads it everywhere. A lone surrogate is no character of RE2's alphabet. */
export function re2Point(point: number): string {
  if (point >= 0xd800 && point <= 0xdfff) throw new UntranslatablePattern('it has a lone surrogate')
  return /[0-9A-Za-z]/.test(String.fromCodePoint(point)) ? String.fromCodePoint(point) : `\\x{${point.toString(16)}}`
}

type Range = readonly [first: number, last: number]

const re2Ranges = (ranges: readonly Range[]): string =>
  ranges.map(([first, last]) => `\\x{${first.toString(16)}}-\\x{${last.toString(16)}}`).join('')

/** All code points that the ranges, in order, leave out. */
function complement(ranges: readonly Range[]): Range[] {
  const edges = [-1, ...ranges.flat(), 0x110000]
  const gaps: Range[] = []
  for (let i = 0; i < edges.length; i += 2) {
    const [first, last] = [(edges[i] as number) + 1, (edges[i + 1] as number) - 1]
    if (first <= last) gaps.push([first, last])
  }
  return gaps
}

// ECMA-262 section 22.2.2.9: digits and word characters are of ASCII, white space is Unicode's and the line ends. RE2's
// \s is of ASCII.
const digit: Range[] = [[0x30, 0x39]]
const word: Range[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const space: Range[] = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]

const sets: Readonly<Record<string, string>> = {
  d: re2Ranges(digit),
  D: re2Ranges(complement(digit)),
  w: re2Ranges(word),
  W: re2Ranges(complement(word)),
  s: re2Ranges(space),
  S: re2Ranges(complement(space)),
}

/** What `.` matches without the flag `s`: all but the four line ends. RE2 leaves out only one. */
export const anyButLineEnds = re2Ranges(
  complement([
    [0x0a, 0x0a],
    [0x0d, 0x0d],
    [0x2028, 0x2029],
  ]),
)

const controls: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 }

// Categories whose members hardly change; unassigned, private and surrogate code points are not for a verifier.
const categories: Readonly<Record<string, string>> = {
  Letter: 'L',
  Uppercase_Letter: 'Lu',
  Lowercase_Letter: 'Ll',
  Titlecase_Letter: 'Lt',
  Modifier_Letter: 'Lm',
  Other_Letter: 'Lo',
  Mark: 'M',
  Nonspacing_Mark: 'Mn',
  Spacing_Mark: 'Mc',
  Enclosing_Mark: 'Me',
  Number: 'N',
  Decimal_Number: 'Nd',
  Letter_Number: 'Nl',
  Other_Number: 'No',
  Punctuation: 'P',
  Connector_Punctuation: 'Pc',
  Dash_Punctuation: 'Pd',
  Open_Punctuation: 'Ps',
  Close_Punctuation: 'Pe',
  Initial_Punctuation: 'Pi',
  Final_Punctuation: 'Pf',
  Other_Punctuation: 'Po',
  Symbol: 'S',
  Math_Symbol: 'Sm',
  Currency_Symbol: 'Sc',
  Modifier_Symbol: 'Sk',
  Other_Symbol: 'So',
  Separator: 'Z',
  Space_Separator: 'Zs',
  Line_Separator: 'Zl',
  Paragraph_Separator: 'Zp',
}
const categoryCodes: ReadonlySet<string> = new Set(Object.values(categories))

/**
 * Reads the escape that follows a backslash; `\b`, `\B`, references and look-behind by name are the caller's.
 *
 * @throws UntranslatablePattern
 */
export function readEscape(reader: PatternReader): PatternEscape {
  const letter = reader.take()
  if (Object.hasOwn(sets, letter)) return { set: sets[letter] as string }
  if (Object.hasOwn(controls, letter)) return { point: controls[letter] as number }
  switch (letter) {
    case 'p':
    case 'P':
      return { set: `\\${letter}{${categoryOf(reader)}}` }
    case 'c':
      return { point: reader.take().charCodeAt(0) % 32 }
    case 'x':
      return { point: reader.takeHex(2) ?? 0 }
    case 'u':
      return { point: unicodeEscape(reader) }
    case '0':
      return { point: 0 }
    default:
      // The pattern is valid, so this is a syntax character, or in brackets a hyphen.
      return { point: letter.codePointAt(0) ?? 0 }
  }
}

function categoryOf(reader: PatternReader): string {
  reader.take()
  const name = reader.takeUntil('}').replace(/^(?:gc|General_Category)=/, '')
  const code = Object.hasOwn(categories, name) ? categories[name] : name
  if (code === undefined || !categoryCodes.has(code)) {
    throw new UntranslatablePattern('it has a Unicode property other than a general category')
  }
  return code
}

function unicodeEscape(reader: PatternReader): number {
  if (reader.skip('{')) return parseInt(reader.takeUntil('}'), 16)
  const lead = reader.takeHex(4) ?? 0
  if (lead < 0xd800 || lead > 0xdbff || !reader.skip('\\u')) return lead
  const trail = reader.takeHex(4) ?? 0
  if (trail < 0xdc00 || trail > 0xdfff) throw new UntranslatablePattern('it has a lone surrogate')
  return 0x10000 + ((lead - 0xd800) << 10) + (trail - 0xdc00)
}
