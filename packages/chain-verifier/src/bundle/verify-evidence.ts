import { formatTime, TrustChainError, validateChain, type TrustChainReport } from '@trustchains/core'
import type { ValidationMemo } from '@trustchains/core'
import { DnsAnswers } from '../dns/dns-answers.js'
import { effectivePolicy } from '../effective-policy.js'
import type { ReadOptions } from '../read-options.js'
import { readTime } from '../read-time.js'
import { refuseUnknown } from '../refuse-unknown.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { VerifyTrustChainEvidenceArgs } from '../types/verify-trust-chain-evidence.js'
import { readEvidenceBundle } from './read-evidence-bundle.js'

const known = ['evidence', 'policy', 'at'] as const satisfies (keyof VerifyTrustChainEvidenceArgs)[]

/**
 * Judges evidence that was collected before, without any network. The agent's DNS plugin, where there is one, validates
 * the DNS answers in it anew.
 *
 * @param agent - as the plugin is handed it
 * @throws {@link TrustChainVerifierError} with code `invalid_argument`, `invalid_policy` or `invalid_evidence`
 */
export async function verifyEvidence(
  args: VerifyTrustChainEvidenceArgs,
  options: Pick<ReadOptions, 'policy' | 'limits'>,
  memo: ValidationMemo,
  agent: object,
): Promise<TrustChainReport> {
  const started = performance.now()
  refuseUnknown(args, known)
  const at = readTime(args.at)
  const { policy, resolved } = effectivePolicy(options.policy, args.policy, options.limits)
  const bundle = readEvidenceBundle(args.evidence, resolved.limits.maxTotalBytes)
  try {
    const evidence = at === undefined ? bundle : { ...bundle, at: formatTime(at) }
    const dns = new DnsAnswers({ agent, policy, readAt: evidence.at, recorded: evidence.dns ?? [] })
    const dnsAnchors = await dns.collect(evidence, { limits: resolved.limits, started, memo })
    return validateChain(evidence, policy, { memo, dnsAnchors })
  } catch (cause) {
    if (!(cause instanceof TrustChainError) || cause.code !== 'invalid_evidence') throw cause
    throw new TrustChainVerifierError('invalid_evidence', cause.message, { cause })
  }
}
