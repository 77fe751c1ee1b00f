import { clockSkewMs } from '../default-limits.js'
import type { StatedDates } from '../decode/read-dates.js'
import type { ResolvedPolicy } from '../resolve-policy.js'
import type { StatedDate } from '../types/credential.js'
import { fail, pass, type Finding } from './finding.js'

/** A NumericDate has whole seconds; a time beside it may have fractions. */
const sameWithinMs = 1000

/** Whether there must be an end. */
interface ValidityRules {
  policy: Pick<ResolvedPolicy, 'expiry'>
}

/** What states dates, and when they must have held, milliseconds since 1970. */
interface Dated {
  credential: StatedDates
  heldAt: number
}

/**
 * The credential's dates agree and hold at the time that counts, 60 s of skew in its favour (RFC 5280 section 6.1.3
 * (a)(2); docs/verification.md, validity).
 */
export function checkValidity({ policy }: ValidityRules, { credential, heldAt }: Dated): Finding {
  const { notBefore, notAfter } = credential
  const disagreeing = !agree(notBefore) ? notBefore : !agree(notAfter) ? notAfter : undefined
  if (disagreeing !== undefined) {
    const names = disagreeing.map(({ from, text }) => `${from} ${text}`).join(', ')
    return fail('dates_disagree', `dates that mean the same differ: ${names}`)
  }
  const [start] = notBefore
  const [end] = notAfter
  if (start !== undefined && end !== undefined && end.ms < start.ms) {
    return fail('dates_disagree', `it ends (${end.from}) before it begins (${start.from})`)
  }
  if (start !== undefined && heldAt + clockSkewMs < start.ms) {
    return fail('not_yet_valid', `valid only from ${start.text} (${start.from})`, {
      validFrom: start.text,
    })
  }
  if (end === undefined) {
    return policy.expiry === 'required'
      ? fail('expiry_required', 'it has no expiry, and the policy requires one')
      : pass('valid, without expiry')
  }
  if (heldAt - clockSkewMs > end.ms) {
    return fail('expired', `expired at ${end.text} (${end.from})`, { validUntil: end.text })
  }
  return pass(`valid until ${end.text}`, { validUntil: end.text })
}

const agree = (dates: StatedDate[]): boolean =>
  dates.every(({ ms }) => Math.abs(ms - (dates[0]?.ms ?? ms)) < sameWithinMs)
