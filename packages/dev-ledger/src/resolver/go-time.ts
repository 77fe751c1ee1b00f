const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const day = '(?:mon|tue|wed|thu|fri|sat|sun)'
const longDay = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)'
const month = `(?<month>${months.join('|')})`
const clock = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})(?:[.,]\\d+)?'
const offset = '(?<offset>[+-]\\d{4})'
const zone = '(?<zone>[A-Z]{3,4}|[+-]\\d{2}|GMT[+-]\\d{1,2})'

/** The layouts of Go's time package that the resolver tries, in its order. */
const layouts = [
  `(?<monthNumber>\\d{2})/(?<day>\\d{2}) (?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})(?:[.,]\\d+)?(?<half>AM|PM) '(?<short>\\d{2}) ${offset}`,
  `${day} ${month} +(?<day>\\d{1,2}) ${clock} (?<year>\\d{4})`,
  `${day} ${month} +(?<day>\\d{1,2}) ${clock} ${zone} (?<year>\\d{4})`,
  `${day} ${month} (?<day>\\d{2}) ${clock} ${offset} (?<year>\\d{4})`,
  `(?<day>\\d{2}) ${month} (?<short>\\d{2}) (?<hour>\\d{2}):(?<minute>\\d{2}) ${zone}`,
  `(?<day>\\d{2}) ${month} (?<short>\\d{2}) (?<hour>\\d{2}):(?<minute>\\d{2}) ${offset}`,
  `${longDay}, (?<day>\\d{2})-${month}-(?<short>\\d{2}) ${clock} ${zone}`,
  `${day}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${clock} ${zone}`,
  `${day}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${clock} ${offset}`,
  '(?<year>\\d{4})-(?<monthNumber>\\d{2})-(?<day>\\d{2})T(?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2})(?<fraction>[.,]\\d+)?(?:Z|(?<offset>[+-]\\d{2}:\\d{2}))',
  '(?<year>\\d{4})-(?<monthNumber>\\d{2})-(?<day>\\d{2}) (?<hour>\\d{1,2}):(?<minute>\\d{2}):(?<second>\\d{2})(?<fraction>[.,]\\d+)?',
  '(?<year>\\d{4})-(?<monthNumber>\\d{2})-(?<day>\\d{2})',
].map((layout) => new RegExp(`^${layout}$`, 'i'))

/** Milliseconds of a time in one of the layouts that the resolver reads; undefined for other text. */
export function parseGoTime(text: string): number | undefined {
  if (text.length > 64) return undefined
  for (const layout of layouts) {
    const parts = layout.exec(text)?.groups
    if (parts !== undefined) {
      const time = toTime(parts)
      if (time !== undefined) return time
    }
  }
  return undefined
}

function toTime(parts: Readonly<Record<string, string | undefined>>): number | undefined {
  const number = (name: string): number => Number(parts[name] ?? '0')
  // Go reads two digits of a year as 1969 to 2068.
  const year = parts.year !== undefined ? number('year') : number('short') + (number('short') >= 69 ? 1900 : 2000)
  const monthIndex = parts.month !== undefined ? months.indexOf(parts.month.toLowerCase()) : number('monthNumber') - 1
  let hour = number('hour')
  if (parts.half !== undefined) hour = (hour % 12) + (parts.half.toUpperCase() === 'PM' ? 12 : 0)
  if (monthIndex < 0 || monthIndex > 11 || hour > 23 || number('minute') > 59 || number('second') > 59) return undefined
  const days = new Date(Date.UTC(year, monthIndex + 1, 0)).getUTCDate()
  if (number('day') < 1 || number('day') > days) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, monthIndex, number('day'))
  date.setUTCHours(hour, number('minute'), number('second'))
  const fraction = Number(`0.${(parts.fraction ?? '').slice(1) || '0'}`) * 1000
  return date.getTime() + fraction - offsetMs(parts.offset)
}

/** A zone by its letters has no offset in Go unless it is the machine's own, which is UTC for the resolver. */
function offsetMs(text: string | undefined): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text ?? '')
  if (match === null) return 0
  const minutes = Number(match[2]) * 60 + Number(match[3])
  return (match[1] === '-' ? -minutes : minutes) * 60_000
}
