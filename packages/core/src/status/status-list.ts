import type { StatedDates } from '../decode/read-dates.js'
import type { DecodedJws } from '../decode/decode-jws.js'
import type { EmbeddedProof } from '../types/proof.js'
import type { StatusListForm } from './read-status-entry.js'

/** A status list, decoded but not inflated; nothing of it is verified. */
export interface StatusList extends StatedDates {
  form: StatusListForm
  /** The credential's own `id`, as written; a token list has none. */
  id?: string
  /** What its entries say; empty for a token list. */
  purposes: string[]
  /** Bits of one entry, where the list says so. */
  size?: number
  /** The compressed bits, base64url. */
  encoded: string
  compression: 'gzip' | 'zlib'
  /** Normalised; absent where the list does not say. */
  issuer?: string
  /** The URL that a token list is for, normalised. */
  subject?: string
  /** Neither `jws` nor `proof`: nobody signed the bits. */
  jws?: DecodedJws
  proof?: EmbeddedProof
  /** Milliseconds that a reader may keep it. */
  ttlMs?: number
}

/** A list; or why it is none: `invalid` says something definite, `unknown` is what could not be read. */
export type StatusListOutcome =
  | { list: StatusList; invalid?: undefined; unknown?: undefined }
  | { list?: undefined; invalid: string; unknown?: undefined }
  | { list?: undefined; invalid?: undefined; unknown: string }
