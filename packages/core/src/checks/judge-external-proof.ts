import { sameJson } from '../decode/compare-documents.js'
import { clockSkewMs } from '../default-limits.js'
import type { KeyType } from '../keys/imported-key.js'
import { parseTime } from '../parse-time.js'
import type { JsonObject } from '../types/json.js'
import type { SignatureAlgorithm } from '../types/policy.js'
import type { ExternalProof } from '../types/proof.js'
import type { CheckContext } from './check-context.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'
import { keysOf, type DocumentKey } from './keys-of.js'
import { plainMessage } from './plain-message.js'
import { outsideWindow, otherPurpose } from './verify-data-integrity.js'
import { judgePurpose, type SignatureFindings } from './verify-signed.js'

/** Contexts whose meaning is fixed by the W3C and its community groups. */
const knownContexts: ReadonlySet<string> = new Set([
  'https://www.w3.org/2018/credentials/v1',
  'https://www.w3.org/ns/credentials/v2',
  'https://w3id.org/security/v1',
  'https://w3id.org/security/v2',
  'https://w3id.org/security/data-integrity/v1',
  'https://w3id.org/security/data-integrity/v2',
  'https://w3id.org/security/suites/ed25519-2018/v1',
  'https://w3id.org/security/suites/ed25519-2020/v1',
  'https://w3id.org/security/suites/jws-2020/v1',
  'https://w3id.org/security/suites/secp256k1recovery-2020/v2',
  'https://w3id.org/security/suites/eip712sig-2021/v1',
])

const notReached = skipped('not_reached', 'no signature was verified')

/**
 * Judges a proof that core can't verify itself, by the word of the agent's plugins where the policy takes it. What can be
 * judged without them is: whose key it names, its purpose, its algorithm and its dates.
 *
 * @param document - the issuer's DID document; absent where it could not be had
 * @param at - the time that counts: when it was made, as far as that is proven; milliseconds since 1970
 */
export function judgeExternalProof(
  context: CheckContext,
  proof: ExternalProof,
  issuer: string,
  document: JsonObject | undefined,
  at: number,
): SignatureFindings {
  const stop = (signature: Finding): SignatureFindings => ({
    algorithm: notReached,
    signature,
    keyPurpose: notReached,
  })
  const obstacle = whyNotAsked(context, proof)
  if (obstacle !== undefined) return stop(obstacle)
  if (document === undefined) return stop(notReached)
  const { verificationMethod: id, suite } = proof
  const key = keysOf(document).find((candidate) => candidate.id === id)
  if (key === undefined) {
    return stop(
      fail('key_not_found', "the issuer's DID document has no key of the id in verificationMethod", {
        key: id?.slice(0, 512) ?? null,
      }),
    )
  }
  const algorithm = judgeAlgorithm(context, key, suite)
  if (algorithm.status !== 'pass') return { algorithm, signature: notReached, keyPurpose: notReached }
  const signature = judgeAnswer(context, proof, issuer, key) ?? outsideWindow(proof, at) ?? taken(key, suite)
  return {
    algorithm,
    signature,
    keyPurpose: signature.status === 'pass' ? purpose(context, proof, key, at) : notReached,
  }
}

/** Why the plugins' word is not taken, or could not be judged as the JSON that it is about. */
function whyNotAsked({ policy }: CheckContext, { suite, contexts, obstacle }: ExternalProof): Finding | undefined {
  if (policy.otherProofs !== 'agent') {
    const message =
      "the proof is of a kind that this verifier does not verify, and the policy takes nobody's word for it"
    return undecided('proof_unverified', message, { suite })
  }
  if (obstacle !== undefined) {
    return undecided('proof_unverified', `what the proof signs can't be judged as JSON: ${obstacle}`, { suite })
  }
  const unknown = contexts.find((url) => !knownContexts.has(url) && !policy.contexts.includes(url))
  return unknown === undefined
    ? undefined
    : undecided('proof_unverified', 'the credential has a JSON-LD context that the policy does not know', {
        suite,
        context: unknown.slice(0, 256),
      })
}

const algorithmsOf: Record<KeyType, SignatureAlgorithm> = { Ed25519: 'EdDSA', 'P-256': 'ES256', secp256k1: 'ES256K' }

/** The algorithm that the key is for must be one of the policy's, whatever the suite is called. */
function judgeAlgorithm({ memo, policy }: CheckContext, { id, method }: DocumentKey, suite: string): Finding {
  const imported = memo.keys.import(method)
  // A key that is known by its account only (the public key comes out of the signature).
  const recovered = method.type === 'EcdsaSecp256k1RecoveryMethod2020' ? 'ES256K' : undefined
  const alg = imported.ok ? algorithmsOf[imported.key.type] : recovered
  const details = { suite, key: id }
  if (alg === undefined) return fail('algorithm_refused', 'the key is of no kind that is known', details)
  return policy.algorithms.includes(alg)
    ? pass(`the key is for ${alg}, which is allowed`, { ...details, verifiedBy: 'agent' })
    : fail('algorithm_refused', `the policy accepts ${policy.algorithms.join(', ') || 'no algorithm'}`, {
        ...details,
        alg,
      })
}

function judgeAnswer(
  context: CheckContext,
  { sha256, suite }: ExternalProof,
  issuer: string,
  key: DocumentKey,
): Finding | undefined {
  const answer = context.agentProofs?.get(sha256)
  if (answer === undefined) return undecided('proof_unverified', "the agent's plugins were not asked", { suite })
  const reason = answer.message === undefined ? '' : `: ${plainMessage(answer.message)}`
  if (answer.outcome === 'refused') {
    return fail('signature_invalid', `the agent's plugins do not verify it${reason}`, { suite, key: key.id })
  }
  if (answer.outcome === 'unknown') {
    return undecided('proof_unverified', `the agent's plugins could not tell${reason}`, { suite, key: key.id })
  }
  return isKeyOf(context, issuer, key, parseTime(answer.askedAt))
    ? undefined
    : undecided(
        'time_unproven',
        "the agent's plugins verified it with the keys of now; whether those are of the time that counts is not known",
        { key: key.id },
      )
}

/** Whether the key that the plugins used, that of the time when they were asked, is the one of the time that counts. */
function isKeyOf({ index, policy }: CheckContext, issuer: string, key: DocumentKey, askedAt = Infinity): boolean {
  const newest = index.newestDidDocument(issuer)
  if (newest?.document === undefined || newest.metadata?.deactivated === true) return false
  if (index.timeOf(newest.asOf) < askedAt - policy.freshness * 1000 - clockSkewMs) return false
  return keysOf(newest.document).some(({ id, method }) => id === key.id && sameJson(method, key.method))
}

const taken = ({ id }: DocumentKey, suite: string): Finding =>
  pass("verified by the agent's credential plugins, whose word the policy takes", {
    key: id,
    suite,
    verifiedBy: 'agent',
  })

function purpose({ policy }: CheckContext, proof: ExternalProof, key: DocumentKey, at: number): Finding {
  const { proofPurpose = '' } = proof
  return policy.keyPurposes.some((name) => name === proofPurpose)
    ? judgePurpose(key, [proofPurpose], at)
    : otherPurpose(key.id, proofPurpose, policy.keyPurposes)
}
