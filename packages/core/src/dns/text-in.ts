import type { JsonValue } from '../types/json.js'

/**
 * All that a value says, names of members included, in lower case and a line each. However deep it is nested: it may have
 * come from a stranger, as a value that was never JSON.
 */
export function textIn(value: JsonValue): string {
  const texts: string[] = []
  const seen = new Set<object>()
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'string') texts.push(next)
    if (typeof next !== 'object' || next === null || seen.has(next)) continue
    seen.add(next)
    for (const inner of Object.values(next)) waiting.push(inner)
    if (!Array.isArray(next)) for (const name of Object.keys(next)) texts.push(name)
  }
  return texts.join('\n').toLowerCase()
}
