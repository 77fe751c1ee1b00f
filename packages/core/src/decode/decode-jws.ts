import { isUtf8 } from 'node:buffer'
import type { JsonObject } from '../types/json.js'
import { RecentMap } from '../recent-map.js'
import { decodeBase64Url } from './decode-base64url.js'
import { parseJsonObject } from './parse-json.js'

/** A compact JWS (RFC 7515 section 7.1), split and decoded, not verified. */
export interface DecodedJws {
  /** The token as written. */
  token: string
  /** May be shared with other tokens, and is frozen then. */
  header: JsonObject
  payload: JsonObject
  /** The ASCII text that is signed: `BASE64URL(header).BASE64URL(payload)`. */
  signingInput: string
  signature: Uint8Array
}

/** The outcome of {@link decodeJws}: a JWS, or why the text is none. */
export type JwsOutcome = { ok: true; jws: DecodedJws } | { ok: false; reason: string }

/**
 * Splits and decodes a compact JWS with a JSON payload. Nothing is verified.
 *
 * @param token - the text; the caller bounds its length
 */
export function decodeJws(token: string): JwsOutcome {
  const firstDot = token.indexOf('.')
  const secondDot = token.indexOf('.', firstDot + 1)
  if (firstDot < 0 || secondDot < 0 || token.includes('.', secondDot + 1)) {
    return { ok: false, reason: 'a compact JWS has three parts with a dot between them' }
  }
  const header = decodeHeader(token.slice(0, firstDot))
  if (!header.ok) return header
  const payload = decodePart('payload', token.slice(firstDot + 1, secondDot))
  if (!payload.ok) return payload
  const signature = decodeBase64Url(token.slice(secondDot + 1))
  if (signature === undefined) return { ok: false, reason: 'the signature of the JWS is not base64url' }
  return {
    ok: true,
    jws: { token, header: header.value, payload: payload.value, signingInput: token.slice(0, secondDot), signature },
  }
}

type DecodedPart = { ok: true; value: JsonObject } | { ok: false; reason: string }

/** Headers of members that have no members: an issuer's tokens nearly all have the same. Frozen, since they share it. */
// Strangers choose what is read. Measured: the smallest members there are take 13 bytes for each character.
const headers = new RecentMap<string, DecodedPart>(4 * 1024 * 1024, (_, part) => 512 + 13 * part.length)
const maxKeptLength = 1024

function decodeHeader(part: string): DecodedPart {
  const known = headers.get(part)
  if (known !== undefined) return known
  const decoded = decodePart('header', part)
  const isFlat = decoded.ok && Object.values(decoded.value).every((value) => typeof value !== 'object')
  if (!isFlat || part.length > maxKeptLength) return decoded
  Object.freeze(decoded.value)
  // A copy of its own: a part of a text keeps the whole text in memory.
  headers.set(Buffer.from(part, 'latin1').toString('latin1'), decoded)
  return decoded
}

function decodePart(name: string, part: string): DecodedPart {
  const bytes = decodeBase64Url(part)
  if (bytes === undefined) return { ok: false, reason: `the ${name} of the JWS is not base64url` }
  if (!isUtf8(bytes)) return { ok: false, reason: `the ${name} of the JWS is not UTF-8` }
  const parsed = parseJsonObject(bytes.toString('utf8'))
  return parsed.ok ? parsed : { ok: false, reason: `the ${name} of the JWS can't be used: ${parsed.reason}` }
}
