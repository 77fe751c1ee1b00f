import type { JsonValue } from '../types/json.js'
import { canonicalValue } from './canonical-value.js'
import { clip } from './clip.js'
import { Evaluated } from './evaluated.js'
import { pointerToken } from './json-pointer.js'
import type { SchemaLimits } from './schema-limits.js'
import type { SchemaError } from './schema-outcome.js'
import { UnusableSchema } from './unusable-schema.js'

/**
 * One keyword, or a group of keywords that depend on one another, made ready to be applied to a value.
 *
 * @param evaluated - where to note the members and items that were looked at; absent where nobody asks
 * @returns whether the value satisfies it; where not, it has told the run why
 */
export type KeywordAssertion = (run: ValidationRun, instance: JsonValue, evaluated: Evaluated | undefined) => boolean

/** A schema made ready to be applied: interpreted, without generated code. */
export interface SchemaNode {
  assertions: KeywordAssertion[]
  /** `unevaluatedProperties` and `unevaluatedItems`: applied last, to what the others have left. */
  unevaluated: KeywordAssertion[]
}

/** One validation under way: where it stands, what it has cost, what it has found. */
export class ValidationRun {
  readonly errors: SchemaError[] = []
  readonly #limits: SchemaLimits
  readonly #path: (string | number)[] = []
  #steps = 0
  #nesting = 0
  #silenced = 0

  constructor(limits: SchemaLimits) {
    this.#limits = limits
  }

  /** Steps taken so far. */
  get steps(): number {
    return this.#steps
  }

  /** Whether errors are wanted where the validation stands. */
  get reports(): boolean {
    return this.#silenced === 0
  }

  /**
   * Counts work before it is done.
   *
   * @throws UnusableSchema where it is too much
   */
  charge(steps: number): void {
    this.#steps += steps
    if (this.#steps > this.#limits.maxSteps) {
      throw new UnusableSchema(`The validation takes more than the limit of ${this.#limits.maxSteps} steps.`)
    }
  }

  /**
   * Notes why the value at hand is refused. Always false, so that an assertion can return it.
   *
   * @param keyword - empty for the schema `false`
   */
  fail(schemaLocation: string, keyword: string, message: string): false {
    if (this.reports && this.errors.length < this.#limits.maxErrors) {
      const instanceLocation = clip(this.#path.map(pointerToken).join(''))
      const keywordLocation = clip(keyword === '' ? schemaLocation : `${schemaLocation}/${keyword}`)
      this.errors.push({ instanceLocation, keywordLocation, message })
    }
    return false
  }

  /** Applies a schema to the value at hand, and hands on what it has evaluated where that is asked for. */
  apply(node: SchemaNode, instance: JsonValue, outer?: Evaluated): boolean {
    this.charge(1)
    if (++this.#nesting > this.#limits.maxNesting) {
      throw new UnusableSchema(`More than the limit of ${this.#limits.maxNesting} schemas apply inside one another.`)
    }
    const evaluated = outer !== undefined || node.unevaluated.length > 0 ? new Evaluated() : undefined
    let valid = true
    for (const assertion of node.assertions) {
      if (!assertion(this, instance, evaluated)) valid = false
      if (!valid && !this.reports) break
    }
    // After a failure the rest would only be called unevaluated as a consequence of it.
    if (valid) {
      for (const assertion of node.unevaluated) if (!assertion(this, instance, evaluated)) valid = false
    }
    if (valid && outer !== undefined && evaluated !== undefined) {
      this.charge(evaluated.size)
      outer.add(evaluated)
    }
    this.#nesting -= 1
    return valid
  }

  /** Applies a schema to a member or an item of the value at hand. */
  applyTo(name: string | number, node: SchemaNode, instance: JsonValue): boolean {
    if (this.#path.push(name) > this.#limits.maxInstanceDepth) {
      throw new UnusableSchema(`The value is nested deeper than the limit of ${this.#limits.maxInstanceDepth} levels.`)
    }
    const valid = this.apply(node, instance)
    this.#path.pop()
    return valid
  }

  /** A string that stands for the value wherever it is compared; its cost is charged. */
  canonical(value: JsonValue): string {
    return canonicalValue(value, (steps) => this.charge(steps))
  }

  /** Does something whose errors nobody wants. */
  silently(action: () => boolean): boolean {
    this.#silenced += 1
    const result = action()
    this.#silenced -= 1
    return result
  }
}
