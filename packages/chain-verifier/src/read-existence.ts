import { formatResourceReference, parseResourceReference, type ExistenceEvidence } from '@trustchains/core'
import { TrustChainVerifierError } from './trust-chain-verifier-error.js'

/** Core judges no more. */
const maxProofs = 8
/** Characters of a timestamp in base64; core reads no longer ones. */
const maxTokenLength = 64 * 1024

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Reads the argument `existence`: DID URLs of resources, and RFC 3161 timestamps in base64.
 *
 * @throws TrustChainVerifierError code `invalid_argument`
 */
export function readExistence(value: unknown): ExistenceEvidence[] | undefined {
  if (value === undefined) return undefined
  if (!Array.isArray(value) || value.length > maxProofs) {
    throw invalid(`existence must be a list of at most ${String(maxProofs)} proofs`)
  }
  return value.map(readProof)
}

function readProof(proof: unknown): ExistenceEvidence {
  if (typeof proof === 'string') {
    const reference = parseResourceReference(proof)
    if (reference !== undefined) return { kind: 'resource', url: formatResourceReference(reference) }
    if (proof.length <= maxTokenLength && base64.test(proof)) return { kind: 'rfc3161', token: proof }
  }
  throw invalid(
    'existence must list DID URLs of resources that hold the credential or its sha-256, or RFC 3161 timestamps over it ' +
      'in base64',
  )
}

const invalid = (message: string): TrustChainVerifierError => new TrustChainVerifierError('invalid_argument', message)
