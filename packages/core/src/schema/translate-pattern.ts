import { anyButLineEnds, re2Point, readEscape } from './pattern-escape.js'
import { PatternReader, UntranslatablePattern } from './pattern-reader.js'

/** A pattern in RE2's syntax, and about how many states its automaton has. */
export interface TranslatedPattern {
  re2: string
  states: number
}

// The beginning, or the end where that is the beginning too: the same. For a pattern that starts with a plain \A, RE2JS
// builds the tables of its one-pass engine, which take megabytes and milliseconds for `^\p{L}{1,200}$`.
const beginning = { re2: '(?:\\A|\\z\\A)', states: 3 }

/** RE2's own limit on counted quantifiers. */
const maxRepeat = 1_000
const maxGroupDepth = 64

/**
 * Writes an ECMA-262 pattern (flag `u`, no other) in RE2's syntax so that it matches in exactly the same strings.
 * Each character and class is written out, so nothing rests on what the two syntaxes happen to share.
 *
 * @param source - a pattern that `new RegExp(source, 'u')` accepts
 * @throws UntranslatablePattern where RE2 has no equal: look-around, back-references, classes that match nothing or
 *   everything, Unicode properties other than general categories, counts above 1,000
 */
export function translatePattern(source: string): TranslatedPattern {
  const reader = new PatternReader(source)
  const translated = disjunction(reader, 0)
  if (!reader.done) throw new UntranslatablePattern('it is not a regular expression of ECMA-262')
  return translated
}

function disjunction(reader: PatternReader, depth: number): TranslatedPattern {
  if (depth > maxGroupDepth) throw new UntranslatablePattern(`its groups are nested deeper than ${maxGroupDepth}`)
  let re2 = ''
  let states = 1
  while (!reader.done && reader.peek() !== ')') {
    if (reader.skip('|')) {
      re2 += '|'
      states += 1
      continue
    }
    const next = term(reader, depth)
    re2 += next.re2
    states += next.states
  }
  return { re2, states }
}

function term(reader: PatternReader, depth: number): TranslatedPattern {
  // Without the flag m these are the ends of the text, for RE2 as well, under names that no flag changes.
  if (reader.skip('^')) return beginning
  if (reader.skip('$')) return { re2: '\\z', states: 1 }
  if (reader.skip('\\b')) return { re2: '\\b', states: 1 }
  if (reader.skip('\\B')) return { re2: '\\B', states: 1 }
  return quantified(reader, atom(reader, depth))
}

function atom(reader: PatternReader, depth: number): TranslatedPattern {
  if (reader.skip('(')) return group(reader, depth)
  if (reader.skip('[')) return characterClass(reader)
  if (reader.skip('.')) return { re2: `[${anyButLineEnds}]`, states: 1 }
  if (!reader.skip('\\')) return { re2: re2Point(reader.take().codePointAt(0) ?? 0), states: 1 }
  if (/[1-9k]/.test(reader.peek())) throw new UntranslatablePattern('it has a back-reference')
  const escape = readEscape(reader)
  return 'set' in escape
    ? { re2: `[${escape.set}]`, states: statesOf(escape.set) }
    : { re2: re2Point(escape.point), states: 1 }
}

function group(reader: PatternReader, depth: number): TranslatedPattern {
  if (reader.skip('?')) {
    const look = ['=', '!', '<=', '<!'].some((sign) => reader.skip(sign))
    if (look) throw new UntranslatablePattern('it looks ahead or behind')
    if (reader.skip('<')) reader.takeUntil('>')
    else if (!reader.skip(':')) throw new UntranslatablePattern('it has a group with flags')
  }
  const inner = disjunction(reader, depth + 1)
  if (!reader.skip(')')) throw new UntranslatablePattern('it is not a regular expression of ECMA-262')
  // Nothing is captured: only whether it matches is asked.
  return { re2: `(?:${inner.re2})`, states: inner.states }
}

function quantified(reader: PatternReader, inner: TranslatedPattern): TranslatedPattern {
  const counts = quantifier(reader)
  if (counts === undefined) return inner
  const [least, most] = counts
  // Whether it prefers little or much does not change whether it matches.
  reader.skip('?')
  if (Math.max(least, most === Infinity ? 0 : most) > maxRepeat) {
    throw new UntranslatablePattern(`it counts beyond ${maxRepeat}`)
  }
  const suffix = most === Infinity ? `{${least},}` : `{${least},${most}}`
  const copies = most === Infinity ? least + 1 : most
  return { re2: `(?:${inner.re2})${suffix}`, states: inner.states * copies + 1 }
}

function quantifier(reader: PatternReader): [least: number, most: number] | undefined {
  if (reader.skip('*')) return [0, Infinity]
  if (reader.skip('+')) return [1, Infinity]
  if (reader.skip('?')) return [0, 1]
  if (!reader.skip('{')) return undefined
  const [least = '', most] = reader.takeUntil('}').split(',')
  return [Number(least), most === undefined ? Number(least) : most === '' ? Infinity : Number(most)]
}

function characterClass(reader: PatternReader): TranslatedPattern {
  const negated = reader.skip('^')
  let items = ''
  while (!reader.done && reader.peek() !== ']') items += classItem(reader)
  reader.take()
  if (items === '') throw new UntranslatablePattern('it has an empty class')
  return { re2: `[${negated ? '^' : ''}${items}]`, states: statesOf(items) }
}

/** A class counts for more the more ranges it has; a general category has hundreds. */
const statesOf = (items: string): number =>
  1 + Math.floor(items.length / 128) + 16 * (items.match(/\\p\{/gi)?.length ?? 0)

function classItem(reader: PatternReader): string {
  const first = classAtom(reader)
  const isRange = reader.peek() === '-' && reader.peek(1) !== ']' && reader.peek(1) !== ''
  if (typeof first === 'string' || !isRange) return typeof first === 'string' ? first : re2Point(first)
  reader.take()
  const last = classAtom(reader)
  return `${re2Point(first)}-${re2Point(Number(last))}`
}

/** A code point, or a set as RE2 writes it. */
function classAtom(reader: PatternReader): number | string {
  if (!reader.skip('\\')) return reader.take().codePointAt(0) ?? 0
  if (reader.skip('b')) return 8
  const escape = readEscape(reader)
  return 'set' in escape ? escape.set : escape.point
}
