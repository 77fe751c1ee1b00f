import { clockSkewMs, formatTime, type CheckResult } from '@trustchains/core'
import type { Validity } from '../arguments/read-validity.js'
import { refused } from '../refused.js'
import type { ValidityAbove } from './check-draft.js'

/**
 * Keeps an accreditation within the validity of those above it: a default expiry is cut to fit, one that was asked
 * for and does not fit is refused. Under the shell model (RFC 5280 section 6.1) it could never be used longer.
 */
export function fitValidity(validity: Validity, above: ValidityAbove): Validity {
  const { validFrom, validUntil = Infinity, isDefault } = validity
  if (validFrom < above.validFrom - clockSkewMs) {
    throw outside(
      'not_yet_valid',
      `validFrom is before ${formatTime(above.validFrom)}, when an accreditation above begins`,
    )
  }
  if (validFrom >= above.validUntil) {
    throw outside(
      'expired',
      `validFrom is not before ${formatTime(above.validUntil)}, when an accreditation above ends`,
    )
  }
  if (validUntil <= above.validUntil) return validity
  if (isDefault) return { ...validity, validUntil: Math.floor(above.validUntil / 1000) * 1000 }
  const end = formatTime(above.validUntil)
  throw outside(
    'expired',
    validity.validUntil === undefined
      ? `noExpiry was asked for, but an accreditation above ends at ${end}; leave noExpiry out`
      : `validUntil is after ${end}, when an accreditation above ends`,
  )
}

function outside(code: 'expired' | 'not_yet_valid', message: string): Error {
  const check: CheckResult = {
    id: 'validity',
    link: 0,
    status: 'fail',
    code,
    message,
    clause: 'RFC 5280 section 6.1.3 (a)(2)',
  }
  return refused('the accreditation', [check])
}
