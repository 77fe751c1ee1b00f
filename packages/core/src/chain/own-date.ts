import { clockSkewMs } from '../default-limits.js'
import type { ChainCredential } from '../types/credential.js'
import type { Link } from './link.js'
import { ownProofs } from './own-proofs.js'

/**
 * The time of issuance that a credential itself claims, 60 s of skew in its favour: its issuer's word, which proves
 * nothing, but which may not contradict what is known (docs/rules.md, Whose clock). It is the start of its validity,
 * or, where its proofs say that they were made later, that.
 *
 * @returns milliseconds since 1970; undefined where it claims none
 */
export function claimedIssuance(
  credential: Pick<ChainCredential, 'notBefore' | 'proof' | 'issuer'>,
): number | undefined {
  const [start] = credential.notBefore
  const proofs = ownProofs(credential)
  const made = proofs.length === 0 ? -Infinity : Math.min(...proofs.map(({ created }) => created?.ms ?? -Infinity))
  const claimed = Math.max(start?.ms ?? -Infinity, made)
  return claimed === -Infinity ? undefined : claimed + clockSkewMs
}

/** What a leaf claims, where that lies before the time that counts for it: else it makes no difference. */
export function ownDateOf({ credential, issuedAt }: Link): number | undefined {
  const claimed = claimedIssuance(credential)
  return claimed !== undefined && claimed < issuedAt ? claimed : undefined
}
