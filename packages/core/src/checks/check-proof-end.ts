import type { Link } from '../chain/link.js'
import type { Finding } from './finding.js'
import { outsideWindow } from './verify-data-integrity.js'

/**
 * Under `chain`, who signed is judged as of the issue; but a proof that says when it ends must not have ended before the
 * credential had to hold (VC Data Integrity 1.0 section 2.1, `expires`).
 *
 * @returns what is wrong; undefined where a proof holds that long, or says nothing of an end
 */
export function checkProofEnd({ credential: { proof }, heldAt }: Link): Finding | undefined {
  if (proof === undefined) return undefined
  const proofs = proof.kind === 'data-integrity' ? proof.proofs : [proof]
  const ended = proofs.map(({ expires }) => outsideWindow({ ...(expires && { expires }) }, heldAt))
  return ended.every((finding) => finding !== undefined) ? ended[0] : undefined
}
