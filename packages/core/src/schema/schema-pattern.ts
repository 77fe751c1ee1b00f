import { RE2JS } from 're2js'
import { UntranslatablePattern } from './pattern-reader.js'
import { translatePattern } from './translate-pattern.js'

/** A pattern, or why it can't be used: the end of a sentence that begins with the pattern's place. */
export type CompiledPattern = {
  /** States that were compiled. */
  states: number
} & ({ ok: true; pattern: SchemaPattern } | { ok: false; reason: string })

/**
 * Compiles a pattern of a JSON Schema: an ECMA-262 regular expression with the flag `u` (2020-12 core, section 6.4).
 *
 * A stranger's pattern is never run by JavaScript's own engine, which backtracks: `^(a+)+$` takes time exponential in
 * the text. RE2 does not, but lacks some of the syntax; a pattern that needs it is refused.
 *
 * @param maxStates - how many states it may have
 */
export function compileSchemaPattern(source: string, maxStates: number): CompiledPattern {
  try {
    // Only constructed: this checks the syntax.
    new RegExp(source, 'u')
  } catch {
    return { ok: false, reason: 'it is not a regular expression of ECMA-262', states: 0 }
  }
  let states = 0
  try {
    const translated = translatePattern(source)
    const excess = translated.states - maxStates
    if (excess > 0) return { ok: false, reason: `it exceeds the limit on states by ${excess}`, states }
    states = translated.states
    return { ok: true, pattern: new SchemaPattern(translated.re2, states), states }
  } catch (error) {
    const reason = error instanceof UntranslatablePattern ? error.message : 'RE2 can not express it'
    return { ok: false, reason, states }
  }
}

// RE2 remembers the sets of states it has met, up to 8 MB for each pattern: too much for schemas that are remembered.
const maxRemembered = 128 * 1024

/** A regular expression of a JSON Schema, matched in time linear in the text. */
export class SchemaPattern {
  readonly #compiled: RE2JS

  /**
   * @param re2 - the pattern in RE2's syntax
   * @param states - about how many states its automaton has
   * @throws where RE2 does not take it
   */
  constructor(
    re2: string,
    readonly states: number,
  ) {
    this.#compiled = RE2JS.compile(re2)
  }

  /** Steps that {@link SchemaPattern.test} takes at most. */
  cost(text: string): number {
    // Each character may lead to a set of states that was not met before, and that takes a look at each state. A
    // small automaton soon has met them all.
    const each = (this.states + 16) / 4
    const all = this.states < 16 ? 2 ** this.states * each + text.length / 8 : Infinity
    return Math.ceil(Math.min((text.length + 1) * each, all))
  }

  /** Whether it matches anywhere in the text. */
  test(text: string): boolean {
    const matches = this.#compiled.test(text)
    if (this.remembered > maxRemembered) this.#compiled.re2Input.lazyDFA.clearCache()
    return matches
  }

  /** Bytes that it takes at most, about. */
  get size(): number {
    return 512 * this.#compiled.programSize() + maxRemembered
  }

  /** Bytes that it keeps for the next texts. */
  get remembered(): number {
    // Absent until it is first needed; RE2JS does not declare that.
    const dfa = this.#compiled.re2Input.lazyDFA as RE2JS['re2Input']['lazyDFA'] | null
    return dfa === null ? 0 : dfa.stateBudget - dfa.memBudget
  }
}
