import { clockSkewMs } from '../default-limits.js'
import type { Link } from './link.js'

/**
 * The time of issuance that a leaf itself claims, 60 s of skew in its favour: its issuer's word, which proves nothing,
 * but which may not contradict what is known (design 03, Whose clock).
 *
 * @returns milliseconds since 1970; undefined where it claims none, or none before the time that counts for it anyway
 */
export function ownDateOf({ credential, issuedAt }: Link): number | undefined {
  const [start] = credential.notBefore
  if (start === undefined) return undefined
  const claimed = start.ms + clockSkewMs
  return claimed < issuedAt ? claimed : undefined
}
