import { formatTime, TrustChainError, validateChain, type TrustChainReport } from '@trustchains/core'
import type { ValidationMemo } from '@trustchains/core'
import { effectivePolicy } from '../effective-policy.js'
import type { ReadOptions } from '../read-options.js'
import { readTime } from '../read-time.js'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { VerifyTrustChainEvidenceArgs } from '../types/verify-trust-chain-evidence.js'
import { readEvidenceBundle } from './read-evidence-bundle.js'

const known = ['evidence', 'policy', 'at'] as const satisfies (keyof VerifyTrustChainEvidenceArgs)[]

/**
 * Judges evidence that was collected before, without any I/O.
 *
 * @throws {@link TrustChainVerifierError} with code `invalid_argument`, `invalid_policy` or `invalid_evidence`
 */
export function verifyEvidence(
  args: VerifyTrustChainEvidenceArgs,
  options: Pick<ReadOptions, 'policy' | 'limits'>,
  memo: ValidationMemo,
): TrustChainReport {
  refuseUnknown(args, known)
  const at = readTime(args.at)
  const { policy, resolved } = effectivePolicy(options.policy, args.policy, options.limits)
  const bundle = readEvidenceBundle(args.evidence, resolved.limits.maxTotalBytes)
  try {
    return validateChain(at === undefined ? bundle : { ...bundle, at: formatTime(at) }, policy, { memo })
  } catch (cause) {
    if (!(cause instanceof TrustChainError) || cause.code !== 'invalid_evidence') throw cause
    throw new TrustChainVerifierError('invalid_evidence', cause.message, { cause })
  }
}
