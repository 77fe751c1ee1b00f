const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
}
const escape = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))|[^\\"\n]/gsuy

/**
 * Go's strconv.Unquote, with which the chain reads an inline assertion method: a text in double quotes with Go's
 * escapes (so `\/`, which JSON allows, is refused), or in back quotes without any. Undefined where it is neither.
 */
export function unquote(text: string): string | undefined {
  if (text.length < 2 || text.at(0) !== text.at(-1)) return undefined
  const inner = text.slice(1, -1)
  if (text.startsWith('`')) return inner.includes('`') ? undefined : inner.replaceAll('\r', '')
  if (!text.startsWith('"')) return undefined
  let position = 0
  let result = ''
  escape.lastIndex = 0
  for (let match = escape.exec(inner); match !== null; match = escape.exec(inner)) {
    const [all, letter, hex, octal, short, long] = match
    const code = hex ?? short ?? long
    if (letter !== undefined) result += simple[letter] ?? ''
    else if (code !== undefined || octal !== undefined) {
      const point = code !== undefined ? parseInt(code, 16) : parseInt(octal ?? '', 8)
      if (point > 0x10ffff || (octal !== undefined && point > 255)) return undefined
      result += String.fromCodePoint(point)
    } else result += all
    position = escape.lastIndex
    if (position === inner.length) break
  }
  return position === inner.length ? result : undefined
}
