import { parseTime } from '@trustchains/core'
import { invalidArgument } from './invalid-argument.js'
import { readText } from './read-text.js'

/** When a credential begins and ends, in milliseconds since 1970-01-01T00:00:00Z, whole seconds. */
export interface Validity {
  validFrom: number
  /** Absent: no expiry. */
  validUntil?: number
  /** Whether `validUntil` is the default, and may be cut to fit the accreditations above. */
  isDefault: boolean
}

/** The arguments that say how long a credential holds. */
export interface ValidityArgs {
  validFrom?: string
  validUntil?: string
  noExpiry?: boolean
}

/**
 * Works out how long a credential is to hold. Whole seconds, since the JWT's nbf and exp have no fractions
 * (RFC 7519 section 2) and must agree with the credential's dates.
 *
 * @param now - milliseconds since the epoch
 * @param defaultPeriod - milliseconds to the default expiry; undefined: none
 */
export function readValidity(args: ValidityArgs, now: number, defaultPeriod: number | undefined): Validity {
  readFlag(args.noExpiry, 'noExpiry')
  const validFrom = args.validFrom === undefined ? wholeSecond(now) : readTime(args.validFrom, 'validFrom')
  if (args.validUntil !== undefined) {
    if (args.noExpiry === true) throw invalidArgument('noExpiry', 'contradicts validUntil; give one of them')
    const validUntil = readTime(args.validUntil, 'validUntil')
    if (validUntil <= validFrom) throw invalidArgument('validUntil', 'is not after validFrom (default: now)')
    return { validFrom, validUntil, isDefault: false }
  }
  if (args.noExpiry === true || defaultPeriod === undefined) return { validFrom, isDefault: false }
  return { validFrom, validUntil: wholeSecond(validFrom + defaultPeriod), isDefault: true }
}

const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000

/** Reads an RFC 3339 time, in milliseconds since the epoch, cut to whole seconds. */
export function readTime(value: unknown, path: string): number {
  const ms = parseTime(readText(value, path, 'an RFC 3339 time, such as 2027-01-31T00:00:00Z'))
  if (ms === undefined) throw invalidArgument(path, 'is no RFC 3339 time; write it as 2027-01-31T00:00:00Z')
  return wholeSecond(ms)
}

/** Reads a member that is true, false or left out. */
export function readFlag(value: unknown, path: string): boolean | undefined {
  if (value !== undefined && typeof value !== 'boolean') throw invalidArgument(path, 'is neither true nor false')
  return value
}
