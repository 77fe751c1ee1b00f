/** Decodes `%xx` as Go does; undefined where an escape is malformed. Bytes that are no UTF-8 become U+FFFD. */
export function unescapePercent(text: string, plusIsSpace: boolean): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text
  if (!spaced.includes('%')) return spaced
  const bytes: number[] = []
  for (let index = 0; index < spaced.length;) {
    if (spaced[index] === '%') {
      bytes.push(parseInt(spaced.slice(index + 1, index + 3), 16))
      index += 3
    } else {
      const end = spaced.indexOf('%', index)
      const part = spaced.slice(index, end === -1 ? undefined : end)
      bytes.push(...Buffer.from(part))
      index += part.length
    }
  }
  return Buffer.from(bytes).toString('utf8')
}

/** Go's url.PathEscape. */
export function pathEscape(text: string): string {
  if (/^[A-Za-z0-9\-_.~$&+=:@]*$/.test(text)) return text
  return escapeBytes(text, /[A-Za-z0-9\-_.~$&+=:@]/)
}

/** A path as Go's router sees it: decoded, unless it was written in a way that Go would not have chosen. */
export function routedPath(rawPath: string): string | undefined {
  if (/^[A-Za-z0-9\-_.~$&+,/:;=@]*$/.test(rawPath)) return rawPath
  const decoded = unescapePercent(rawPath, false)
  if (decoded === undefined) return undefined
  return escapeBytes(decoded, /[A-Za-z0-9\-_.~$&+,/:;=@]/) === rawPath ? decoded : rawPath
}

/** Go's url.ParseQuery: names to values. */
export interface GoQuery {
  values: ReadonlyMap<string, readonly string[]>
  /** A pair could not be read: bad escape or a semicolon. */
  malformed: boolean
}

/** Reads a raw query as Go does. */
export function parseGoQuery(raw: string): GoQuery {
  const values = new Map<string, string[]>()
  let malformed = false
  for (const pair of raw.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = unescapePercent(equals === -1 ? pair : pair.slice(0, equals), true)
    const value = unescapePercent(equals === -1 ? '' : pair.slice(equals + 1), true)
    if (pair.includes(';') || name === undefined || value === undefined) malformed = true
    else values.set(name, [...(values.get(name) ?? []), value])
  }
  return { values, malformed }
}

function escapeBytes(text: string, plain: RegExp): string {
  let result = ''
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte)
    result += byte < 128 && plain.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return result
}
