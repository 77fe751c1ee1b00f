import { decodeJws } from '../decode/decode-jws.js'
import { isJsonObject, parseJsonObject } from '../decode/parse-json.js'
import { readCheqdBitstring, readCheqdStatusList2021 } from './read-cheqd-list.js'
import { readListCredential, readUnsignedList } from './read-list-credential.js'
import { isTokenList, readTokenList } from './read-token-list.js'
import type { StatusListOutcome } from './status-list.js'

/**
 * Reads a status list in any form that is in use (docs/rules.md, Status): the W3C's signed credential (JSON with a JWT
 * proof, or the bare JWT, VCDM 1.1 or 2.0) or without proof, cheqd's two wrappers, or an IETF Token Status List. Nothing
 * is verified or inflated.
 *
 * @param text - the resource's text; the caller bounds its length
 */
export function readStatusList(text: string): StatusListOutcome {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{')) {
    const decoded = decodeJws(trimmed)
    if (!decoded.ok) return { invalid: `it is neither JSON nor a JWT: ${decoded.reason}` }
    return isTokenList(decoded.jws) ? readTokenList(decoded.jws) : readListCredential(trimmed)
  }
  const parsed = parseJsonObject(trimmed)
  if (!parsed.ok) return { invalid: parsed.reason }
  const { bitstringStatusListCredential: wrapped, StatusList2021: former, metadata, proof } = parsed.value
  if (wrapped !== undefined && former !== undefined) return { invalid: 'it is two lists at once' }
  if (isJsonObject(wrapped)) return readCheqdBitstring(wrapped, metadata)
  if (isJsonObject(former)) return readCheqdStatusList2021(former, metadata)
  return proof === undefined ? readUnsignedList(parsed.value) : readListCredential(trimmed)
}
