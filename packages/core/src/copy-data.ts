import type { JsonObject, JsonValue } from './types/json.js'

/** A copy of JSON that shares nothing with it. */
export function copyData<T extends JsonValue>(value: T): T
export function copyData(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => copyData(item))
  const copy: JsonObject = { ...value }
  for (const name in copy) {
    const member = copy[name]
    if (typeof member === 'object' && member !== null) copy[name] = copyData(member)
  }
  return copy
}
