import { ownProofs } from '../chain/own-proofs.js'
import type { StatedDate } from '../types/credential.js'
import type { DecodedPresentation } from './decode-presentation.js'

/**
 * When a presentation ends: as its JWT says, or its proof (VC Data Integrity 1.0 section 2.1, `expires`). Each proof by
 * the holder must hold, so the earliest end counts; proofs by others end nothing, and give no end.
 */
export function presentationEnds({ notAfter, proof, holder }: DecodedPresentation): StatedDate[] {
  if (proof === undefined) return notAfter
  const ends = ownProofs({ proof, issuer: holder }).flatMap(({ expires }) => expires ?? [])
  return ends.toSorted((a, b) => a.ms - b.ms).slice(0, 1)
}
