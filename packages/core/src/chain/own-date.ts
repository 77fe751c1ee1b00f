import { clockSkewMs } from '../default-limits.js'
import type { ChainCredential } from '../types/credential.js'
import type { Link } from './link.js'

/**
 * The time of issuance that a credential itself claims, 60 s of skew in its favour: its issuer's word, which proves
 * nothing, but which may not contradict what is known (design 03, Whose clock). It is the start of its validity, or,
 * where its proofs say that they were made later, that.
 *
 * @returns milliseconds since 1970; undefined where it claims none
 */
export function claimedIssuance({
  notBefore,
  proof,
}: Pick<ChainCredential, 'notBefore' | 'proof'>): number | undefined {
  const [start] = notBefore
  const proofs = proof?.kind === 'data-integrity' ? proof.proofs : proof === undefined ? [] : [proof]
  const made = proofs.length === 0 ? -Infinity : Math.min(...proofs.map(({ created }) => created?.ms ?? -Infinity))
  const claimed = Math.max(start?.ms ?? -Infinity, made)
  return claimed === -Infinity ? undefined : claimed + clockSkewMs
}

/** What a leaf claims, where that lies before the time that counts for it: else it makes no difference. */
export function ownDateOf({ credential, issuedAt }: Link): number | undefined {
  const claimed = claimedIssuance(credential)
  return claimed !== undefined && claimed < issuedAt ? claimed : undefined
}
