import type { Draw } from '../forest/draw.js'

/** Characters that readers take for one another, for nothing, or for an end. */
const traps = [
  '\0',
  '\u200b',
  '\u202e',
  '\ufeff',
  '\ud800',
  'é',
  'e\u0301',
  'а',
  '%00',
  '%2F',
  '"',
  '\\',
  '{',
  ']',
  '.',
  '=',
  ' ',
  '\n',
  '/',
  '#',
  '?',
]

/** A text of which bytes were flipped, left out, doubled or cut off, or into which something was put. */
export function mutateText(text: string, draw: Draw): string {
  const at = draw.number(text.length)
  const to = Math.min(text.length, at + draw.number(20))
  switch (draw.number(9)) {
    case 0:
      return `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ (1 << draw.number(6)))}${text.slice(at + 1)}`
    case 1:
      return text.slice(0, at)
    case 2:
      return text.slice(0, at) + text.slice(to)
    case 3:
      return text.slice(0, to) + text.slice(at)
    case 4:
      return text.slice(0, at) + draw.of(traps) + text.slice(at)
    case 5:
      return text.slice(0, at) + draw.of(traps) + text.slice(at + 1)
    case 6:
      return text.slice(at) + text.slice(0, at)
    case 7:
      return draw.chance(50) ? text.toUpperCase() : text.toLowerCase()
    case 8:
      return text.slice(0, at) + nested(draw) + text.slice(at)
    default:
      return draw.chance(5)
        ? text.slice(0, at) + 'A'.repeat(draw.of([5000, 300_000, 3_000_000])) + text.slice(at)
        : `${text} `
  }
}

function nested(draw: Draw): string {
  const depth = draw.of([3, 100, 5000])
  return draw.chance(50) ? '['.repeat(depth) + ']'.repeat(depth) : '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)
}
