import type { JsonValue } from '../types/json.js'
import { UnusableSchema } from './unusable-schema.js'

/** Levels of a value that is compared: as deep as this suite parses JSON. */
const maxDepth = 64

/**
 * A string that two JSON values share exactly if JSON Schema calls them equal: members in any order, 1 and 1.0 the
 * same, "1" another.
 *
 * @param charge - is told of the work before it is done
 * @throws UnusableSchema where the value is nested deeper than 64 levels
 */
export function canonicalValue(value: JsonValue, charge: (steps: number) => void, depth = 0): string {
  if (typeof value === 'string') {
    charge(1 + (value.length >> 5))
    return JSON.stringify(value)
  }
  charge(1)
  // Not null for the numbers beyond the range of doubles, which JSON.parse makes infinite.
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth >= maxDepth) throw new UnusableSchema(`A value that is compared is nested deeper than ${maxDepth} levels.`)
  if (Array.isArray(value)) return `[${value.map((item) => canonicalValue(item, charge, depth + 1)).join(',')}]`
  const members = Object.keys(value).map((name) => {
    charge(1 + (name.length >> 5))
    return `${JSON.stringify(name)}:${canonicalValue(value[name] as JsonValue, charge, depth + 1)}`
  })
  return `{${members.sort().join(',')}}`
}
