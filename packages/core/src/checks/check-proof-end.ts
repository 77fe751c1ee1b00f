import type { Link } from '../chain/link.js'
import { ownProofs } from '../chain/own-proofs.js'
import type { Finding } from './finding.js'
import { outsideWindow } from './verify-data-integrity.js'

/** What proofs stand in, and until when they must hold, milliseconds since 1970. */
export interface ProofHolder extends Pick<Link, 'heldAt'> {
  credential: Parameters<typeof ownProofs>[0]
}

/**
 * Under `chain`, who signed is judged as of the issue; but a proof that says when it ends must not have ended before the
 * credential had to hold (VC Data Integrity 1.0 section 2.1, `expires`). Of a proof set each proof by the issuer must hold.
 *
 * @returns what is wrong; undefined where its proofs hold that long, or say nothing of an end
 */
export function checkProofEnd({ credential, heldAt }: ProofHolder): Finding | undefined {
  for (const { expires } of ownProofs(credential)) {
    const ended = expires && outsideWindow({ expires }, heldAt)
    if (ended !== undefined) return ended
  }
  return undefined
}
