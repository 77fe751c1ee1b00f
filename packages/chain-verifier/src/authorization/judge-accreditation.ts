import {
  validateChain,
  validateDraft,
  type ChainCredential,
  type Evidence,
  type TrustChainReport,
  type TrustPolicy,
  type ValidateOptions,
  type ValidationMemo,
  type Verdict,
} from '@trustchains/core'
import { draftCredentials } from './draft-credentials.js'
import type { AuthorizationQuery } from './read-authorization-query.js'

const order: Verdict[] = ['trusted', 'indeterminate', 'untrusted']

/** The report that is better for the one who asks. */
export const better = (one: TrustChainReport, other: TrustChainReport): TrustChainReport =>
  order.indexOf(other.verdict) < order.indexOf(one.verdict) ? other : one

/**
 * Judges whether an accreditation permits what the question is about, by the very checks that a credential meets.
 *
 * The accreditation is judged by the policy as it stands, then a draft of the credential below it. What a policy asks
 * of a credential itself (a status, an expiry, that it satisfies its schema) can't be asked of one that does not exist.
 *
 * @param url - the accreditation's DID URL, which is the leaf of the evidence
 * @param options - the agent's word on proofs that core can't verify, and on DNS
 */
export function judgeAccreditation(
  query: AuthorizationQuery,
  url: string,
  evidence: Evidence,
  policy: TrustPolicy,
  options: ValidateOptions & { memo: ValidationMemo },
): TrustChainReport {
  const own = validateChain(evidence, policy, options)
  const accreditation = credentialAt(url, evidence, options.memo)
  if (accreditation === undefined) return own
  const draftPolicy: TrustPolicy = { ...policy, schema: 'off', status: ifPresent(policy.status), expiry: 'if-present' }
  const [first, ...others] = draftCredentials(query, url, accreditation, evidence.at).map((draft) =>
    validateDraft(evidence, draft, draftPolicy, options),
  )
  if (first === undefined) return own
  const below = others.reduce(better, first)
  // An accreditation that does not hold is no better for what it would permit.
  return order.indexOf(own.verdict) > order.indexOf(below.verdict) ? own : below
}

const ifPresent = (status: TrustPolicy['status']): TrustPolicy['status'] => (status === 'off' ? 'off' : 'if-present')

function credentialAt(url: string, { resources }: Evidence, memo: ValidationMemo): ChainCredential | undefined {
  const content = resources.find((item) => item.url === url)?.content
  return content === undefined ? undefined : memo.credentialIn(memo.content(content))?.credential
}
