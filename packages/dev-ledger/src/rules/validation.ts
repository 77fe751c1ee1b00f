/** What a rule says of a value: nothing when it holds, otherwise the message or the messages of its fields. */
export type RuleResult = string | FieldErrors | undefined

/** One rule over one value. */
export type Rule<T> = (value: T) => RuleResult

/**
 * Messages by field, worded as the chain's validation library words them:
 * `name: message; other: (0: message.).`, the fields sorted by their name.
 */
export class FieldErrors {
  constructor(private readonly fields: ReadonlyMap<string, string | FieldErrors>) {}

  toString(): string {
    const names = [...this.fields.keys()].sort()
    const parts = names.map((name) => {
      const error = this.fields.get(name)
      return error instanceof FieldErrors ? `${name}: (${error.toString()})` : `${name}: ${error}`
    })
    return `${parts.join('; ')}.`
  }
}

/** The first rule that does not hold decides. */
export function check<T>(value: T, ...rules: Rule<T>[]): RuleResult {
  for (const rule of rules) {
    const error = rule(value)
    if (error !== undefined) return error
  }
  return undefined
}

/** Applies rules to every element; errors are named by the element's index. */
export function each<T>(...rules: Rule<T>[]): Rule<readonly T[]> {
  return (values) =>
    fields(Object.fromEntries(values.map((value, index) => [String(index), check(value, ...rules)] as const)))
}

/** Joins the results of a message's fields. */
export function fields(results: Readonly<Record<string, RuleResult>>): FieldErrors | undefined {
  const errors = new Map<string, string | FieldErrors>()
  for (const [name, result] of Object.entries(results)) if (result !== undefined) errors.set(name, result)
  return errors.size === 0 ? undefined : new FieldErrors(errors)
}

/** Not empty. Blanks count as content. */
export const required: Rule<string | Uint8Array | undefined> = (value) =>
  value === undefined || value.length === 0 ? 'cannot be blank' : undefined

/** Length in bytes, both bounds included; an empty value passes (use {@link required} for that). */
export function byteLength(min: number, max: number): Rule<string | Uint8Array> {
  return (value) => {
    const length = typeof value === 'string' ? Buffer.byteLength(value) : value.length
    return length === 0 || (length >= min && length <= max) ? undefined : `the length must be between ${min} and ${max}`
  }
}

/** No value twice. */
export const uniqueStrings: Rule<readonly string[]> = (values) =>
  new Set(values).size === values.length ? undefined : 'there should be no duplicates'
