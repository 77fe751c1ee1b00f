import { invalidArgument } from './invalid-argument.js'
import { readText } from './read-text.js'

/** A length of time: months of the calendar, and milliseconds. */
export interface Duration {
  months: number
  ms: number
}

/** About a century: more is surely a mistake. */
const maxMonths = 1200
const maxMs = maxMonths * 31 * 86_400_000

const form =
  /^P(?=[\dT])(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,10})S)?)?$/

/** Reads an ISO 8601 duration (ISO 8601-1 5.5.2.2), whole numbers only, more than nothing and at most a century. */
export function readDuration(value: unknown, path: string): Duration {
  const match = form.exec(readText(value, path, 'an ISO 8601 duration, such as P30D'))
  if (match === null) throw invalidArgument(path, 'is no ISO 8601 duration; write it as P30D, P3M or PT12H')
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0))
  const duration = {
    months: 12 * years + months,
    ms: 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * (days + 7 * weeks)))),
  }
  if (duration.months + duration.ms === 0) throw invalidArgument(path, 'is no time at all')
  if (duration.months > maxMonths || duration.ms > maxMs) throw invalidArgument(path, 'is more than a century')
  return duration
}

/**
 * A time later: first the months, in UTC and to the last day of a month that is too short (31 January and P1M:
 * 28 February), then the rest.
 *
 * @param time - milliseconds since the epoch
 */
export function addDuration(time: number, { months, ms }: Duration): number {
  const date = new Date(time)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime() + ms
}
