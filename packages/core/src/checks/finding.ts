import type { JsonObject } from '../types/json.js'
import type { CheckCode, CheckStatus } from '../types/report.js'

/** How one check ended on one link, before the report gives it a place. */
export interface Finding {
  status: CheckStatus
  code: CheckCode
  /** A sentence for people. */
  message: string
  details?: JsonObject
}

/** Why a check that did not run leaves nothing open. */
export type SkipCode = 'not_applicable' | 'policy_off' | 'not_implemented' | 'not_reached' | 'replay_possible'

/** What must hold, holds. */
export const pass = (message: string, details?: JsonObject): Finding => finding('pass', 'ok', message, details)

/** A definite bad answer. */
export const fail = (code: CheckCode, message: string, details?: JsonObject): Finding =>
  finding('fail', code, message, details)

/** What could not be learnt: never a pass. */
export const undecided = (code: CheckCode, message: string, details?: JsonObject): Finding =>
  finding('indeterminate', code, message, details)

/** There was nothing to check, or it was not to be checked. */
export const skipped = (code: SkipCode, message: string): Finding => ({ status: 'skipped', code, message })

// Some sixty are made for each chain, and a literal with spread members takes several times as long.
const finding = (status: CheckStatus, code: CheckCode, message: string, details: JsonObject | undefined): Finding =>
  details === undefined ? { status, code, message } : { status, code, message, details }
