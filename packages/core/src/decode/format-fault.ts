import type { JsonObject } from '../types/json.js'
import type { CheckCode } from '../types/report.js'

/** Something wrong with a credential's form: what the check `format` reports. */
export interface FormatFault {
  /** `fail` where the form is wrong, `indeterminate` where it is one that this version can't judge. */
  status: 'fail' | 'indeterminate'
  code: CheckCode
  /** A sentence for people, without any of the credential's claims in it. */
  message: string
  details?: JsonObject
}

/** Gathers faults while a credential is read; reading goes on where it can, so that one report names them all. */
export class FormatFaults {
  readonly list: FormatFault[] = []

  /** Notes a fault that makes the credential fail. */
  fail(code: CheckCode, message: string, details?: JsonObject): void {
    this.list.push({ status: 'fail', code, message, ...(details && { details }) })
  }

  /** Notes a form that can't be judged. */
  undecided(code: CheckCode, message: string, details?: JsonObject): void {
    this.list.push({ status: 'indeterminate', code, message, ...(details && { details }) })
  }
}
