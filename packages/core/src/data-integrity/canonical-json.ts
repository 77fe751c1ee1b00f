import canonicalize from 'canonicalize'
import type { JsonValue } from '../types/json.js'

// The library is CommonJS whose type declarations speak of an ES module.
const serialize = canonicalize as unknown as (value: JsonValue) => string

/** Half of a surrogate pair by itself: no character, so it has no UTF-8. */
const loneSurrogate = /\p{Cs}/u

/**
 * The one text of a JSON value that a signature over JSON can be made of (JSON Canonicalization Scheme, RFC 8785).
 *
 * @param value - as `parseJson` reads it: bounded in depth, no member twice
 * @returns undefined where the scheme has no text for it: a number beyond doubles (section 3.2.2.3), a lone surrogate
 * (section 3.2.2.2), both of which two readers may take for different values
 */
export function canonicalJson(value: JsonValue): string | undefined {
  try {
    const text = serialize(value)
    // JSON.stringify writes a lone surrogate as an escape, \ud800 to \udfff; nothing else is written so.
    return hasEscapedSurrogate(text) || loneSurrogate.test(text) ? undefined : text
  } catch {
    // The library throws for an infinite number, which JSON.parse makes of 1e400.
    return undefined
  }
}

/** Whether an escape of a surrogate stands behind an even number of backslashes: behind an odd one it is plain text. */
function hasEscapedSurrogate(text: string): boolean {
  for (const { index } of text.matchAll(/\\ud[89a-f][0-9a-f]{2}/g)) {
    let backslashes = 0
    while (text.charAt(index - 1 - backslashes) === '\\') backslashes += 1
    if (backslashes % 2 === 0) return true
  }
  return false
}
