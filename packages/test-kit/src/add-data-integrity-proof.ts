import { createHash } from 'node:crypto'
import { base58 } from '@scure/base'
import { canonicalJson } from './canonical-json.js'
import type { KeyPair } from './keys.js'
import { TestKitError } from './test-kit-error.js'
import type { ProofDraft } from './types/credential-draft.js'

const cryptosuites: Partial<Record<KeyPair['algorithm'], string>> = {
  EdDSA: 'eddsa-jcs-2022',
  ES256: 'ecdsa-jcs-2019',
}

/** The options of a proof by a key, as an honest signer sets them. */
export function proofOptions(pair: KeyPair, verificationMethod: string, more: Partial<ProofDraft> = {}): ProofDraft {
  const cryptosuite = cryptosuites[pair.algorithm]
  if (cryptosuite === undefined) {
    throw new TestKitError('invalid_argument', `no cryptosuite over canonical JSON has ${pair.algorithm} keys`)
  }
  return {
    type: 'DataIntegrityProof',
    cryptosuite,
    created: '2026-01-10T00:00:00Z',
    verificationMethod,
    proofPurpose: 'assertionMethod',
    ...more,
  }
}

/**
 * Adds a Data Integrity proof over canonical JSON: `eddsa-jcs-2022` or `ecdsa-jcs-2019` (Data Integrity EdDSA and ECDSA
 * Cryptosuites 1.0, section 3.3.1).
 *
 * @param document - without `proof`
 * @param options - the proof without `proofValue`; its `@context` is the document's unless it has one
 */
export function addDataIntegrityProof<T extends object>(
  document: T,
  pair: KeyPair,
  options: ProofDraft,
): T & { proof: ProofDraft } {
  const context = '@context' in document ? { '@context': document['@context'] } : {}
  const config: ProofDraft = { ...context, ...options }
  const bytes = Buffer.concat([digest(config), digest(document)])
  const signature = Buffer.from(pair.sign(bytes), 'base64url')
  return { ...document, proof: { ...config, proofValue: `z${base58.encode(signature)}` } }
}

const digest = (value: object): Buffer => createHash('sha256').update(canonicalJson(value)).digest()
