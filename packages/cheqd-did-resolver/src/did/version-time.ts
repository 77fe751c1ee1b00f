const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

// The layouts that the did:cheqd resolver takes besides RFC 3339: those of Go's time package (ANSIC, UnixDate, RubyDate, RFC 822,
// RFC 850, RFC 1123, each with a zone name or an offset, DateTime, DateOnly, Layout). Week days are not compared with the date.
const day = '(?<d>\\d{1,2})'
const month = '(?<mon>[A-Za-z]{3})'
const clock = '(?<h>\\d{2}):(?<mi>\\d{2})(?::(?<s>\\d{2})(?:\\.\\d{1,9})?)?'
// Other zone names than these have no one meaning.
const zone = '(?:UTC|GMT|(?<z>[+-]\\d{2}:?\\d{2}))'
const layouts = [
  `(?<y>\\d{4})-(?<m>\\d{2})-${day}[Tt](?<h>\\d{2}):(?<mi>\\d{2}):(?<s>\\d{2})(?:\\.\\d{1,9})?(?:[Zz]|(?<z>[+-]\\d{2}:\\d{2}))`,
  `(?<y>\\d{4})-(?<m>\\d{2})-${day} (?<h>\\d{2}):(?<mi>\\d{2}):(?<s>\\d{2})`,
  `(?<y>\\d{4})-(?<m>\\d{2})-${day}`,
  `[A-Za-z]{3} ${month} {1,2}${day} ${clock} (?:${zone} )?(?<y>\\d{4})`,
  `${day} ${month} (?<yy>\\d{2}) ${clock} ${zone}`,
  `[A-Za-z]{6,9}, ${day}-${month}-(?<yy>\\d{2}) ${clock} ${zone}`,
  `[A-Za-z]{3}, ${day} ${month} (?<y>\\d{4}) ${clock} ${zone}`,
  `(?<m>\\d{2})/${day} (?<h>\\d{2}):(?<mi>\\d{2}):(?<s>\\d{2})(?<half>[AP]M) '(?<yy>\\d{2}) (?<z>[+-]\\d{4})`,
].map((layout) => new RegExp(`^${layout}$`))

/**
 * Reads a `versionTime` or `resourceVersionTime`.
 *
 * @param text - RFC 3339, or a layout that the did:cheqd resolver takes too
 * @returns whole seconds since 1970-01-01T00:00:00Z: the resolver compares no finer; undefined where the text is no such time
 */
export function parseVersionTime(text: string): number | undefined {
  if (text.length > 64) return undefined
  for (const layout of layouts) {
    const groups = layout.exec(text)?.groups
    if (groups !== undefined) return toSeconds(groups)
  }
  return undefined
}

function toSeconds(groups: Partial<Record<string, string>>): number | undefined {
  const { y, yy, m, mon, d, h = '0', mi = '0', s = '0', half, z } = groups
  // Go's rule for two digits: 69 to 99 are the last century.
  const year = y === undefined ? Number(yy) + (Number(yy) >= 69 ? 1900 : 2000) : Number(y)
  const monthIndex = mon === undefined ? Number(m) - 1 : months.indexOf(mon.toLowerCase())
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half === 'PM' ? 12 : 0)
  if (monthIndex < 0 || monthIndex > 11 || hour > 23 || Number(mi) > 59 || Number(s) > 59) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, monthIndex, Number(d))
  // Date takes 30 February for 2 March.
  if (date.getUTCDate() !== Number(d) || date.getUTCMonth() !== monthIndex) return undefined
  const [, sign, offsetHours, offsetMinutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(z ?? '+00:00') as RegExpExecArray
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -60 : 60)
  return date.getTime() / 1000 + hour * 3600 + Number(mi) * 60 + Number(s) - offset
}

/** Writes whole seconds since 1970 as RFC 3339 in UTC. */
export function formatSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
