/** A member of a value of unknown shape, where it is a string. */
export function stringMember(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name)
  return typeof member === 'string' ? member : undefined
}

/** A member of a value of unknown shape; undefined where there is none. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? (value as Partial<Record<string, unknown>>)[name] : undefined
}

/** Whether a value is an object: not null, not an array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
