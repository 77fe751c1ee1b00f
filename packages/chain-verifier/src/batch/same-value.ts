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
  // Counted, since making lists of names costs more than all the rest.
  let members = 0
  for (const name in one) {
    if (!(name in other) || !sameValue(one[name], other[name])) return false
    members += 1
  }
  for (const name in other) if (name in other) members -= 1
  return members === 0
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
