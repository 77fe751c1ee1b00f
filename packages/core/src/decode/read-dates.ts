import { parseTime } from '../parse-time.js'
import type { StatedDate } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import type { FormatFaults } from './format-fault.js'
import { ReadDate } from './read-date.js'

/** A NumericDate of RFC 7519 beyond this is no date that a calendar has. */
const maxNumericDate = 8_640_000_000_000

/** The start and the end of a credential's validity, each as often as it is stated. */
export interface StatedDates {
  notBefore: StatedDate[]
  notAfter: StatedDate[]
}

/**
 * Reads all dates that a credential states, in the JWT's claims and in the credential (VCDM 1.1 section 6.3.1,
 * VCDM 2.0 section 4.9). Whether they agree and hold is the check `validity`.
 */
export function readDates(credential: JsonObject, claims: JsonObject, faults: FormatFaults): StatedDates {
  return {
    notBefore: readBound('nbf', ['issuanceDate', 'validFrom'], credential, claims, faults),
    notAfter: readBound('exp', ['expirationDate', 'validUntil'], credential, claims, faults),
  }
}

function readBound(
  claim: 'nbf' | 'exp',
  names: readonly string[],
  credential: JsonObject,
  claims: JsonObject,
  faults: FormatFaults,
): StatedDate[] {
  const dates: ReadDate[] = []
  readNumericDate(claim, claims[claim], dates, faults)
  for (const name of names) {
    readDateTime(name, credential[name], dates, faults)
    // Of a 1.1 JWT beside `vc` too, where Veramo leaves members that it does not know.
    if (claims.vc !== undefined) readDateTime(name, claims[name], dates, faults)
  }
  return dates
}

/** Adds a NumericDate (RFC 7519 section 2) where there is one; what is none is a fault. */
export function readNumericDate(
  from: string,
  value: JsonValue | undefined,
  dates: ReadDate[],
  faults: FormatFaults,
): void {
  if (value === undefined) return
  if (typeof value === 'number' && Math.abs(value) <= maxNumericDate) dates.push(new ReadDate(from, value * 1000))
  else faults.fail('malformed', `${from} is no NumericDate (seconds since 1970, RFC 7519 section 2)`)
}

function readDateTime(from: string, value: JsonValue | undefined, dates: ReadDate[], faults: FormatFaults): void {
  if (value === undefined) return
  const ms = typeof value === 'string' ? parseTime(value) : undefined
  if (ms === undefined) {
    faults.fail('malformed', `${from} is no RFC 3339 time`)
    return
  }
  const date = new ReadDate(from, ms, value as string)
  // Most state a date twice, and so have written out what the JWT has as a number.
  if (dates[0]?.ms === ms) dates[0].written ??= date.written
  dates.push(date)
}
