import { algorithmOf } from '../data-integrity/cryptosuite.js'
import { proofsBy } from '../chain/own-proofs.js'
import { clockSkewMs } from '../default-limits.js'
import type { JsonObject } from '../types/json.js'
import type { KeyPurpose } from '../types/policy.js'
import type { DataIntegrityProof, DataIntegrityProofs } from '../types/proof.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, type Finding } from './finding.js'
import { verifySigned, type SignatureFindings } from './verify-signed.js'

/** ECDSA over P-384 has 96 bytes. */
const p384SignatureLength = 96

/**
 * Verifies the Data Integrity proofs of a document by keys of its issuer (VC Data Integrity 1.0 sections 4.4 and 4.5).
 *
 * Of a proof set each proof by the issuer must verify, and there must be one. Proofs by others, countersignatures, are
 * theirs to prove: they count as absent.
 *
 * @param document - the issuer's DID document; absent where it could not be had
 * @param at - the time that counts: when it was made, as far as that is proven; milliseconds since 1970
 */
export function verifyDataIntegrity(
  context: CheckContext,
  { proofs }: DataIntegrityProofs,
  issuer: string,
  document: JsonObject | undefined,
  at: number,
): SignatureFindings {
  const judged = proofsBy(issuer, { proofs }).map((proof) => verifyOne(context, proof, document, at))
  const worst = judged.find((findings) => !allPass(findings)) ?? judged[0]
  if (worst !== undefined) return worst
  const key = proofs[0]?.verificationMethod.slice(0, 512) ?? null
  const signature = fail('key_not_found', 'no proof is by a key of the issuer (verificationMethod)', { key })
  return { algorithm: pass('nothing speaks against the algorithm'), signature, keyPurpose: notReached }
}

const notReached = skipped('not_reached', 'no signature was verified')

const allPass = ({ algorithm, signature, keyPurpose }: SignatureFindings): boolean =>
  [algorithm, signature, keyPurpose].every(({ status }) => status === 'pass')

function verifyOne(
  context: CheckContext,
  proof: DataIntegrityProof,
  document: JsonObject | undefined,
  at: number,
): SignatureFindings {
  const { cryptosuite, signature, proofPurpose } = proof
  const { algorithms, keyPurposes } = context.policy
  const alg = algorithmOf(cryptosuite)
  const refused = (message: string): SignatureFindings => {
    const algorithm = fail('algorithm_refused', message, { cryptosuite, alg })
    return { algorithm, signature: notReached, keyPurpose: notReached }
  }
  if (!algorithms.includes(alg)) {
    return refused(`the policy accepts ${algorithms.join(', ') || 'no algorithm'}; ${cryptosuite} signs with ${alg}`)
  }
  if (alg === 'ES256' && signature.length === p384SignatureLength) {
    return refused(`${cryptosuite} is implemented over P-256, the proof is one over P-384`)
  }
  if (document === undefined) {
    return { algorithm: pass(`${alg} is allowed`), signature: notReached, keyPurpose: notReached }
  }
  const findings = verifySigned(
    context,
    {
      proof,
      alg,
      input: proof.signedBytes,
      signature,
      keyId: proof.verificationMethod,
      namedIn: 'verificationMethod',
      purposes: [proofPurpose],
      at,
    },
    document,
  )
  if (findings.signature.status !== 'pass') return findings
  return {
    algorithm: findings.algorithm,
    signature: outsideWindow(proof, at) ?? {
      ...findings.signature,
      details: { ...findings.signature.details, cryptosuite },
    },
    keyPurpose: isAsked(proofPurpose, keyPurposes)
      ? findings.keyPurpose
      : otherPurpose(proof.verificationMethod, proofPurpose, keyPurposes),
  }
}

/** What a proof is for must be what the verifier expects (VC Data Integrity 1.0 section 4.4 step 5). */
const isAsked = (purpose: string, asked: readonly KeyPurpose[]): boolean => asked.some((name) => name === purpose)

/** The proof states a purpose that was not asked for. */
export const otherPurpose = (key: string, proofPurpose: string, asked: readonly string[]): Finding =>
  fail('key_not_authorized', `the proof is for another purpose than ${asked.join(', ') || 'none'}`, {
    key,
    proofPurpose: proofPurpose.slice(0, 64),
  })

/** `created` and `expires` of a proof hold at the time that counts, 60 s of skew in its favour (section 2.1). */
export function outsideWindow(
  { created, expires }: Pick<DataIntegrityProof, 'created' | 'expires'>,
  at: number,
): Finding | undefined {
  if (created !== undefined && at + clockSkewMs < created.ms) {
    return fail('not_yet_valid', `the proof is made only at ${created.text}`, { created: created.text })
  }
  if (expires !== undefined && at - clockSkewMs > expires.ms) {
    return fail('expired', `the proof expired at ${expires.text}`, { expires: expires.text })
  }
  return undefined
}
