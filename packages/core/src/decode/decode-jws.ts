import type { JsonObject } from '../types/json.js'

/** A compact JWS (RFC 7515 section 7.1), split and decoded, not verified. */
export interface DecodedJws {
  /** The token as written. */
  token: string
  header: JsonObject
  payload: JsonObject
  /** The ASCII bytes that are signed: `BASE64URL(header).BASE64URL(payload)`. */
  signingInput: string
  signature: Uint8Array
}
