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
    notBefore: [
      ...numericDate('nbf', claims.nbf, faults),
      ...dateTimes(['issuanceDate', 'validFrom'], credential, claims, faults),
    ],
    notAfter: [
      ...numericDate('exp', claims.exp, faults),
      ...dateTimes(['expirationDate', 'validUntil'], credential, claims, faults),
    ],
  }
}

function numericDate(from: string, value: JsonValue | undefined, faults: FormatFaults): StatedDate[] {
  if (value === undefined) return []
  if (typeof value === 'number' && Math.abs(value) <= maxNumericDate) return [new ReadDate(from, value * 1000)]
  faults.fail('malformed', `${from} is no NumericDate (seconds since 1970, RFC 7519 section 2)`)
  return []
}

/** Dates of the credential, and of a 1.1 JWT beside `vc`, where Veramo leaves members that it does not know. */
function dateTimes(names: string[], credential: JsonObject, claims: JsonObject, faults: FormatFaults): StatedDate[] {
  const places = claims.vc === undefined ? [credential] : [credential, claims]
  return names.flatMap((name) => places.flatMap((place) => dateTime(name, place[name], faults)))
}

function dateTime(from: string, value: JsonValue | undefined, faults: FormatFaults): StatedDate[] {
  if (value === undefined) return []
  const ms = typeof value === 'string' ? parseTime(value) : undefined
  if (ms !== undefined) return [new ReadDate(from, ms)]
  faults.fail('malformed', `${from} is no RFC 3339 time`)
  return []
}
