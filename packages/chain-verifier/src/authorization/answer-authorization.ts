import type { TrustPolicy, ValidationMemo } from '@trustchains/core'
import type { CollectionPolicy } from '../collect/collect-evidence.js'
import type { CallTimes } from '../collect/read-resource.js'
import type { DnsAnswers } from '../dns/dns-answers.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'
import { effectivePolicy } from '../effective-policy.js'
import { readTimes } from '../read-arguments.js'
import type { ReadOptions } from '../read-options.js'
import { TrustChainVerifierError } from '../trust-chain-verifier-error.js'
import type { CheckIssuerAuthorizationArgs, IssuerAuthorization } from '../types/check-issuer-authorization.js'
import { checkIssuerAuthorization, type AuthorizationContext } from './check-issuer-authorization.js'
import { readAuthorizationQuery } from './read-authorization-query.js'

/**
 * Reads a question and answers it.
 *
 * @param sourcesFor - the sources of this call
 * @param proofsOf - the agent's word on proofs that core can't verify
 * @param dnsFor - what the agent's DNS plugin says, under the policy of this question
 * @throws TrustChainVerifierError code `invalid_argument` or `invalid_policy`
 */
export async function answerAuthorization(
  args: CheckIssuerAuthorizationArgs,
  { policy: defaults, limits }: Pick<ReadOptions, 'policy' | 'limits'>,
  sourcesFor: (resolved: CollectionPolicy) => EvidenceSources,
  memo: ValidationMemo,
  proofsOf: AuthorizationContext['proofsOf'],
  dnsFor: (policy: TrustPolicy, times: CallTimes) => DnsAnswers,
): Promise<IssuerAuthorization> {
  const query = readAuthorizationQuery(args)
  if (args.policy?.anchors !== undefined) {
    throw new TrustChainVerifierError('invalid_policy', 'policy.anchors can not be given: authority is the anchor')
  }
  const times = readTimes(args.at, Date.now())
  const { jurisdiction } = args
  const asked = { ...args.policy, anchors: [query.anchor], ...(jurisdiction !== undefined && { jurisdiction }) }
  const { policy, resolved } = effectivePolicy(defaults, asked, limits)
  return await checkIssuerAuthorization(query, {
    sources: sourcesFor(resolved),
    policy,
    resolved,
    times,
    memo,
    proofsOf,
    dns: dnsFor(policy, times),
  })
}
