import type { JsonObject, JsonValue } from '../types/json.js'

/** Objects and arrays inside one another, the outermost included. Credentials seen in the wild have at most 8. */
export const maxJsonDepth = 64

/** The outcome of {@link parseJson}: a value, or why there is none. */
export type ParsedJson = { ok: true; value: JsonValue } | { ok: false; reason: string }

/**
 * Parses JSON as a verifier must: a member that stands twice is refused, since one reader takes the first and
 * another the last (RFC 8259 section 4); so is nesting deeper than {@link maxJsonDepth} and the member
 * `__proto__`, which code after us may take for an object's prototype.
 *
 * @param text - the JSON text; the caller bounds its length
 */
export function parseJson(text: string): ParsedJson {
  let value: JsonValue
  try {
    value = JSON.parse(text) as JsonValue
  } catch {
    return { ok: false, reason: 'it is not JSON' }
  }
  const members = countMembers(value, 1)
  if (typeof members === 'string') return { ok: false, reason: members }
  // JSON.parse keeps one of several members of a name, so the text then has more colons than the value has members.
  if (members !== countColons(text)) return { ok: false, reason: 'an object has a member twice' }
  return { ok: true, value }
}

/** Parses JSON whose outermost value must be an object. */
export function parseJsonObject(text: string): { ok: true; value: JsonObject } | { ok: false; reason: string } {
  const parsed = parseJson(text)
  if (!parsed.ok) return parsed
  return isJsonObject(parsed.value) ? { ok: true, value: parsed.value } : { ok: false, reason: 'it is no JSON object' }
}

/** Whether a JSON value is an object (not null, not an array). */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Members of all objects in a value, or the reason to refuse it. */
function countMembers(value: JsonValue, depth: number): number | string {
  if (typeof value !== 'object' || value === null) return 0
  if (depth > maxJsonDepth) return `it is nested deeper than ${String(maxJsonDepth)} levels`
  let members = 0
  if (Array.isArray(value)) {
    for (const item of value) {
      const inner = countMembers(item, depth + 1)
      if (typeof inner === 'string') return inner
      members += inner
    }
    return members
  }
  for (const name in value) {
    if (name === '__proto__') return 'an object has the member __proto__'
    members += 1
    const inner = countMembers(value[name] as JsonValue, depth + 1)
    if (typeof inner === 'string') return inner
    members += inner
  }
  return members
}

const quote = '"'
const colon = ':'.charCodeAt(0)
const backslash = '\\'.charCodeAt(0)

/** Colons outside of strings: one for each member as written. The text is known to be JSON. */
function countColons(text: string): number {
  let colons = 0
  let position = 0
  for (;;) {
    const open = text.indexOf(quote, position)
    const end = open < 0 ? text.length : open
    for (; position < end; position += 1) if (text.charCodeAt(position) === colon) colons += 1
    if (open < 0) return colons
    position = endOfString(text, open) + 1
  }
}

/** Where the string that opens at `open` closes: the next quote behind an even number of backslashes. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf(quote, open + 1)
  for (;;) {
    let escapes = 0
    while (text.charCodeAt(close - 1 - escapes) === backslash) escapes += 1
    if (escapes % 2 === 0) return close
    close = text.indexOf(quote, close + 1)
  }
}
