import type { JsonValue } from '../types/json.js'
import { canonicalValue } from './canonical-value.js'
import { isMultipleOf } from './is-multiple-of.js'
import { jsonTypeOf } from './json-type.js'
import type { KeywordAssertion } from './validation-run.js'
import type { SchemaSite } from './schema-site.js'
import type { ValidationRun } from './validation-run.js'

/** `type`, `enum`, `const` and the keywords of numbers. */
export function valueKeywords({ keywords, location, assertions }: SchemaSite): void {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = keywords
  if (type !== undefined)
    assertions.push(typeof type === 'string' ? isType(location, type) : isOneOfTypes(location, type))
  if (keywords.enum) assertions.push(isOneOf(location, 'enum', keywords.enum, 'is none of the values allowed'))
  if (keywords.const !== undefined) {
    assertions.push(isOneOf(location, 'const', [keywords.const], 'is not the value required'))
  }
  const number = (keyword: string, test: (value: number) => boolean, message: string): void => {
    assertions.push(
      (run, instance) => typeof instance !== 'number' || test(instance) || run.fail(location, keyword, message),
    )
  }
  if (minimum !== undefined) number('minimum', (n) => n >= minimum, `must be ${minimum} or more`)
  if (maximum !== undefined) number('maximum', (n) => n <= maximum, `must be ${maximum} or less`)
  if (exclusiveMinimum !== undefined) {
    number('exclusiveMinimum', (n) => n > exclusiveMinimum, `must be more than ${exclusiveMinimum}`)
  }
  if (exclusiveMaximum !== undefined) {
    number('exclusiveMaximum', (n) => n < exclusiveMaximum, `must be less than ${exclusiveMaximum}`)
  }
  if (multipleOf !== undefined) {
    number('multipleOf', (n) => isMultipleOf(n, multipleOf), `must be a multiple of ${multipleOf}`)
  }
}

const hasType = (instance: JsonValue, type: string): boolean =>
  jsonTypeOf(instance) === type || (type === 'integer' && Number.isInteger(instance))

const isType =
  (location: string, type: string): KeywordAssertion =>
  (run, instance) =>
    hasType(instance, type) || run.fail(location, 'type', `must be ${type}, is ${jsonTypeOf(instance)}`)

const isOneOfTypes =
  (location: string, types: string[]): KeywordAssertion =>
  (run, instance) =>
    types.some((type) => hasType(instance, type)) ||
    run.fail(location, 'type', `must be ${types.join(' or ')}, is ${jsonTypeOf(instance)}`)

function isOneOf(location: string, keyword: string, values: JsonValue[], message: string): KeywordAssertion {
  // Strings are by far the most frequent; they are looked up as they are.
  const strings = new Set<JsonValue>()
  const others = new Set<string>()
  for (const value of values) {
    if (typeof value === 'string') strings.add(value)
    else others.add(canonicalValue(value, () => undefined))
  }
  const has = (run: ValidationRun, value: JsonValue): boolean =>
    typeof value === 'string' ? strings.has(value) : others.size > 0 && others.has(run.canonical(value))
  return (run, instance) => has(run, instance) || run.fail(location, keyword, message)
}
