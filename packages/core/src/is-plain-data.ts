/**
 * Whether JSON would write a value as it is: nothing in it is inherited, undefined, a function, or anything else that
 * `JSON.stringify` leaves out or changes.
 *
 * @param depth - levels of objects and arrays that are looked into; a deeper value is not plain
 */
export function isPlainData(value: unknown, depth: number): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || depth === 0) return false
  const isPlain = (member: unknown): boolean => isPlainData(member, depth - 1)
  if (Array.isArray(value)) return value.every(isPlain)
  const prototype = Object.getPrototypeOf(value) as object | null
  // Not compared with Object.prototype: a policy may come from another realm.
  const isRecord = prototype === null || Object.getPrototypeOf(prototype) === null
  return isRecord && !('toJSON' in value) && Object.values(value).every(isPlain)
}
