import type { JsonObject } from '../types/json.js'
import type { ExternalProof } from '../types/proof.js'
import type { CheckContext } from './check-context.js'
import { skipped, undecided } from './finding.js'
import type { SignatureFindings } from './verify-signed.js'

/** Judges a proof that core can't verify itself. */
export function judgeExternalProof(
  _context: CheckContext,
  { suite }: ExternalProof,
  _issuer: string,
  _document: JsonObject | undefined,
  _at: number,
): SignatureFindings {
  const notReached = skipped('not_reached', 'no signature was verified')
  const message = 'the proof is of a kind that this verifier does not verify'
  return { algorithm: notReached, signature: undecided('proof_unverified', message, { suite }), keyPurpose: notReached }
}
