import { checkExtensions } from '../decode/check-header.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import { FormatFaults } from '../decode/format-fault.js'
import { isJsonObject } from '../decode/parse-json.js'
import { readDates } from '../decode/read-dates.js'
import { normalizeDid, normalizeDidUrl } from '../did-url.js'
import type { StatusListOutcome } from './status-list.js'

const tokenTypes: ReadonlySet<string> = new Set(['statuslist+jwt', 'application/statuslist+jwt'])

/** Whether a token says that it is a Status List Token. */
export const isTokenList = ({ header: { typ } }: DecodedJws): boolean =>
  typeof typ === 'string' && tokenTypes.has(typ.toLowerCase())

/** Reads a Status List Token in JWT form (IETF Token Status List section 5.1). */
export function readTokenList(jws: DecodedJws): StatusListOutcome {
  const { header, payload } = jws
  const faults = new FormatFaults()
  checkExtensions(header, faults)
  const { iss, sub, iat, ttl, status_list: value } = payload
  if (iss !== undefined && typeof iss !== 'string') return { invalid: 'its iss is no string' }
  if (typeof sub !== 'string') return { invalid: 'it does not say of which URL it is the list (sub)' }
  if (typeof iat !== 'number') return { invalid: 'it does not say when it was issued (iat)' }
  if (!isJsonObject(value) || typeof value.lst !== 'string') return { invalid: 'it has no status_list with lst' }
  const { bits, lst } = value
  if (typeof bits !== 'number' || ![1, 2, 4, 8].includes(bits)) return { invalid: 'its bits are not 1, 2, 4 or 8' }
  const { notAfter } = readDates({}, payload, faults)
  const { notBefore } = readDates({}, { nbf: iat }, faults)
  const [fault] = faults.list
  if (fault !== undefined) return { invalid: fault.message }
  return {
    list: {
      form: 'token',
      purposes: [],
      size: bits,
      encoded: lst,
      compression: 'zlib',
      ...(iss !== undefined && { issuer: normalizeDid(iss) }),
      subject: normalizeDidUrl(sub) ?? sub,
      jws,
      notBefore,
      notAfter,
      ...(typeof ttl === 'number' && { ttlMs: ttl * 1000 }),
    },
  }
}
