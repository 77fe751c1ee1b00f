import type { ChainCredential } from '../types/credential.js'
import type { DataIntegrityProof, DataIntegrityProofs, ExternalProof } from '../types/proof.js'

/** The proofs that stand in a credential in place of a JWT and are its issuer's. */
export function ownProofs({
  proof,
  issuer,
}: Pick<ChainCredential, 'proof' | 'issuer'>): readonly (DataIntegrityProof | ExternalProof)[] {
  if (proof === undefined) return []
  return proof.kind === 'external' ? [proof] : proofsBy(issuer, proof)
}

/**
 * The proofs of a set that are by a DID. Those of others, countersignatures, are theirs to prove: nobody verifies them, so
 * they must decide nothing, or anybody could add one.
 */
export const proofsBy = (did: string, { proofs }: Pick<DataIntegrityProofs, 'proofs'>): DataIntegrityProof[] =>
  proofs.filter(({ verificationMethod }) => verificationMethod.startsWith(`${did}#`))
