import { isJsonObject } from '../decode/parse-json.js'
import type { FormatFaults } from '../decode/format-fault.js'
import { parseDidUrl } from '../did-url.js'
import type { JsonValue } from '../types/json.js'

/**
 * Reads who presents: `holder` (VCDM 2.0 section 4.13, VCDM 1.1 section 4.10), and `iss` of a JWT, which says the same
 * (VCDM 1.1 section 6.3.1).
 *
 * @returns a DID, normalised; undefined, and a fault, where nobody is named
 */
export function readHolder(
  holder: JsonValue | undefined,
  issuer: JsonValue | undefined,
  faults: FormatFaults,
): string | undefined {
  const named = [isJsonObject(holder) ? holder.id : holder, issuer].filter((value) => value !== undefined)
  const dids = named.map(readDid)
  const [did] = dids
  if (named.length === 0) {
    faults.fail('holder_missing', 'the presentation says by whom it is made neither in holder nor in iss')
    return undefined
  }
  if (did === undefined || dids.includes(undefined)) {
    faults.fail('malformed', 'the holder of the presentation is no DID')
    return undefined
  }
  if (dids.some((other) => other !== did)) {
    faults.fail('holder_mismatch', "the JWT's iss is not the presentation's holder")
    return undefined
  }
  return did
}

function readDid(value: JsonValue): string | undefined {
  const url = typeof value === 'string' ? parseDidUrl(value) : undefined
  if (url === undefined || url.resolverUrl || url.fragment !== undefined) return undefined
  return url.path === '' && url.query.length === 0 ? url.did : undefined
}
