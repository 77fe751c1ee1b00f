import type { CheckResult } from '@trustchains/core'
import { copyValue, sameValue } from './same-value.js'

// A report has some sixty results, so each member is named here: going through names costs several times as much.
type Named = 'id' | 'link' | 'status' | 'code' | 'message' | 'clause' | 'details'
/** A result, unless it has got a member that is not named here: then the compiler refuses it. */
type NamedResult = CheckResult & Record<Exclude<keyof CheckResult, Named>, never>

/** Whether two results say the same. */
export const sameCheck = (a: NamedResult, b: NamedResult): boolean =>
  a.code === b.code &&
  a.id === b.id &&
  a.link === b.link &&
  a.status === b.status &&
  a.message === b.message &&
  a.clause === b.clause &&
  (a.details === b.details || sameValue(a.details, b.details))

/** A copy of a result that shares nothing with it. */
export function copyCheck({ id, link, status, code, message, clause, details }: NamedResult): CheckResult {
  return details === undefined
    ? { id, link, status, code, message, clause }
    : { id, link, status, code, message, clause, details: copyValue(details) }
}
