/** Whether two plain JSON values are the same, members in the same order or not. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false
    for (let index = 0; index < a.length; index += 1) if (!sameValue(a[index], b[index])) return false
    return true
  }
  const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>]
  // Gone through, since making lists of names costs more than all the rest.
  for (const name in one) if (!Object.hasOwn(other, name) || !sameValue(one[name], other[name])) return false
  for (const name in other) if (!Object.hasOwn(one, name)) return false
  return true
}

/** A copy of a plain JSON value. */
export function copyValue<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyValue) as T
  const copy = { ...value } as Record<string, unknown>
  for (const name in copy) {
    const member = copy[name]
    if (typeof member === 'object' && member !== null) copy[name] = copyValue(member)
  }
  return copy as T
}
