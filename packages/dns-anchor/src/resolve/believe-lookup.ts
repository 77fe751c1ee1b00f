import { validationLimits } from '../dnssec/validation-budget.js'
import { findAnswer } from '../dnssec/find-answer.js'
import { faultOf, isAnswered, type Asking } from '../dnssec/reply.js'
import type { LookupVerdict } from '../dnssec/validate-lookup.js'
import { responseCode, type DnsQuestion } from '../wire/dns-message.js'

/**
 * Looks up through a resolver that is trusted to validate: its AD bit says `secure`, its absence `insecure` (RFC 6840
 * section 5.8). A validating resolver answers SERVFAIL to what is bogus, which can't be told from other failures.
 *
 * @returns asks the questions, and ends with the verdict; never throws
 */
export function* believeLookup({ name: first, type }: DnsQuestion): Asking<LookupVerdict> {
  let name = first
  let authentic = true
  for (let aliases = 0; aliases <= validationLimits.aliases; aliases++) {
    const reply = yield { name, type }
    if (!isAnswered(reply)) {
      return {
        security: 'indeterminate',
        code: 'unreachable',
        reason: `${name.text}: ${faultOf(reply)}`,
        name,
        rdatas: [],
      }
    }
    authentic &&= reply.authenticData
    const found = findAnswer(reply, { name, type })
    if (found?.kind === 'alias' && found.target !== undefined) {
      name = found.target
      continue
    }
    const outcome = found !== undefined ? 'answer' : reply.rcode === responseCode.NXDOMAIN ? 'nxdomain' : 'nodata'
    const expiresAt = found && reply.readAt + found.rrset.ttl * 1000
    return {
      ...(authentic
        ? { security: 'secure' }
        : {
            security: 'insecure',
            code: 'unvalidated',
            reason: `${name.text}: the resolver does not call it authentic`,
          }),
      outcome,
      name,
      rdatas: found?.kind === 'answer' ? found.rrset.rdatas : [],
      ...(expiresAt !== undefined && { expiresAt }),
    }
  }
  const reason = `${first.text}: more than ${validationLimits.aliases} aliases`
  return { security: 'bogus', code: 'limit_exceeded', reason, name, rdatas: [] }
}
