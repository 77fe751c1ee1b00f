import type { JsonValue } from '../types/json.js'
import type { Evaluated } from './evaluated.js'
import type { ValidationRun } from './validation-run.js'

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
