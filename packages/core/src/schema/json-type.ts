import type { JsonValue } from '../types/json.js'

/** JSON Schema's names of types, `integer` apart. */
export type JsonType = 'null' | 'boolean' | 'object' | 'array' | 'number' | 'string'

/** The type of a JSON value. */
export function jsonTypeOf(value: JsonValue): JsonType {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as JsonType
}
