import type { JsonValue } from '@trustchains/core'

// A DID resolution result nests about 8 deep, a key's material a little more.
const maxDepth = 32

/** Parses a JSON text whose nesting is bounded, so that whoever walks it later can't be made to overflow the stack. */
export function parseBoundedJson(text: string): JsonValue {
  let depth = 0
  let inString = false
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (inString) {
      if (code === 0x5c) i += 1
      else if (code === 0x22) inString = false
    } else if (code === 0x22) inString = true
    else if (code === 0x7b || code === 0x5b) {
      depth += 1
      if (depth > maxDepth) throw new RangeError(`JSON nests deeper than ${maxDepth}`)
    } else if (code === 0x7d || code === 0x5d) depth -= 1
  }
  return JSON.parse(text) as JsonValue
}
