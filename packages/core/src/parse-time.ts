// RFC 3339 section 5.6, seconds and offset required; at most nanoseconds.
const rfc3339 = /^(\d{4}-\d{2}-(\d{2}))[Tt]([01]\d|2[0-3]):(\d{2}):(\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/

/**
 * Reads an RFC 3339 time.
 *
 * @returns milliseconds since 1970-01-01T00:00:00Z, or undefined where the text is no such time
 */
export function parseTime(text: string): number | undefined {
  const match = rfc3339.exec(text)
  if (match === null) return undefined
  const ms = Date.parse(text.toUpperCase())
  if (Number.isNaN(ms)) return undefined
  // Date.parse takes 30 February for 2 March; no month is shorter than 28 days.
  if (Number(match[2]) <= 28) return ms
  const dayOfMonth = new Date(`${match[1] as string}T00:00:00Z`).getUTCDate()
  return dayOfMonth === Number(match[2]) ? ms : undefined
}

/** Writes a time as RFC 3339, in UTC, with milliseconds only where there are any. */
export function formatTime(ms: number): string {
  const text = new Date(ms).toISOString()
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text
}
