import type { FormatFaults } from '../decode/format-fault.js'
import { isJsonObject } from '../decode/parse-json.js'
import { listOf } from '../decode/read-members.js'
import type { JsonValue } from '../types/json.js'

/** Credentials of one presentation; each has a chain to walk. */
export const maxPresented = 16

/**
 * Reads `verifiableCredential`: JWTs (VCDM 1.1 section 6.3.1), credentials as JSON, and envelopes (VCDM 2.0 section 4.13.1).
 *
 * @returns the text of each, in the order written
 */
export function readPresented(value: JsonValue | undefined, faults: FormatFaults): string[] {
  const members = listOf(value)
  if (members.length === 0) faults.fail('credential_missing', 'the presentation has no credential')
  if (members.length > maxPresented) {
    faults.fail('limit_exceeded', `the presentation has more than ${String(maxPresented)} credentials`)
    return []
  }
  return members.flatMap((member) => {
    if (typeof member === 'string') return [member]
    if (isJsonObject(member)) return [JSON.stringify(member)]
    faults.fail('malformed', 'a member of verifiableCredential is neither a JWT nor an object')
    return []
  })
}
