import {
  formatTime,
  parseTime,
  type AgentProof,
  type Evidence,
  type TrustChainLimits,
  type TrustChainReport,
  type TrustPolicy,
  type ValidationMemo,
} from '@trustchains/core'
import { CallLimits } from '../collect/call-limits.js'
import { collectEvidence, type CollectionPolicy } from '../collect/collect-evidence.js'
import type { DnsAnswers } from '../dns/dns-answers.js'
import { EvidenceReader } from '../collect/evidence-reader.js'
import type { EvidenceSources } from '../collect/evidence-sources.js'
import type { CallTimes } from '../collect/read-resource.js'
import { secondLook, type SecondLook } from '../collect/second-look.js'
import type { AccreditationSearch, IssuerAuthorization } from '../types/check-issuer-authorization.js'
import { AccreditationSearcher } from './accreditation-search.js'
import { better, judgeAccreditation } from './judge-accreditation.js'
import type { AuthorizationQuery } from './read-authorization-query.js'

/** What a question is answered with. */
export interface AuthorizationContext {
  sources: EvidenceSources
  /** What core is given, the authority its only anchor. */
  policy: TrustPolicy
  /** What the collection keeps to. */
  resolved: CollectionPolicy
  times: CallTimes
  memo: ValidationMemo
  /** The agent's word on proofs that core can't verify. */
  proofsOf: (evidence: Evidence, policy: TrustPolicy, limits: Required<TrustChainLimits>) => Promise<AgentProof[]>
  dns: DnsAnswers
}

/** An accreditation that was judged. */
interface Judged {
  accreditation: string
  report: TrustChainReport
}

/**
 * Answers whether a DID may issue or accredit something under a root, without a credential. Never rejects for a source.
 */
export async function checkIssuerAuthorization(
  query: AuthorizationQuery,
  context: AuthorizationContext,
): Promise<IssuerAuthorization> {
  const { times, resolved } = context
  const at = formatTime(parseTime(times.versionTime ?? times.readAt) ?? 0)
  if (query.locator !== undefined) {
    return answer(at, await judge(query.locator, query, context, resolved.limits.deadlineMs))
  }
  const started = performance.now()
  // Half of the time is kept for judging what is found.
  const limits = new CallLimits(
    { ...resolved.limits, deadlineMs: Math.ceil(resolved.limits.deadlineMs / 2) },
    context.sources.signal,
  )
  const searcher = new AccreditationSearcher(searchContext(context, limits, at), query.issuer)
  let best: Judged | undefined
  try {
    for await (const found of searcher.levels(query.anchor.did, query.anchor.rootAuthorization)) {
      for (const url of found) {
        const left = Math.ceil(resolved.limits.deadlineMs - (performance.now() - started))
        best = betterOf(best, await judge(url, query, context, Math.max(1, left)))
        if (best.report.verified) return answer(at, best, searcher.summary)
      }
    }
  } finally {
    limits.close()
  }
  return answer(at, best, searcher.summary)
}

function searchContext(
  { sources, resolved, times, memo }: AuthorizationContext,
  limits: CallLimits,
  at: string,
): ConstructorParameters<typeof AccreditationSearcher>[0] {
  const { resources } = sources
  return {
    reader: new EvidenceReader(sources, limits, times),
    listResources: resources.listResources?.bind(resources),
    memo,
    at: parseTime(at) ?? 0,
    superseded: resolved.superseded,
    maxPathLength: Math.min(resolved.maxPathLength, resolved.limits.maxLinks),
  }
}

async function judge(
  url: string,
  query: AuthorizationQuery,
  { sources, policy, resolved, times, memo, proofsOf, dns }: AuthorizationContext,
  deadlineMs: number,
): Promise<Judged> {
  const started = performance.now()
  const bounded = { ...resolved, limits: { ...resolved.limits, deadlineMs } }
  const asked = { accreditation: url, issuer: query.issuer }
  const look = async (by: SecondLook): Promise<{ evidence: Evidence; report: TrustChainReport }> => {
    const evidence = await collectEvidence(asked, by.sources, by.resolved, times, memo)
    const [agentProofs, dnsAnchors] = await Promise.all([
      proofsOf(evidence, policy, bounded.limits),
      dns.collect(evidence, { limits: bounded.limits, started, memo }),
    ])
    return { evidence, report: judgeAccreditation(query, url, evidence, policy, { memo, agentProofs, dnsAnchors }) }
  }
  const first = await look({ sources, resolved: bounded })
  const again = first.report.verified ? undefined : secondLook(first.evidence, sources, bounded, started)
  const { report } = again === undefined ? first : await look(again)
  return { accreditation: url, report }
}

const betterOf = (known: Judged | undefined, next: Judged): Judged =>
  known === undefined || better(known.report, next.report) === next.report ? next : known

function answer(at: string, judged?: Judged, searched?: AccreditationSearch): IssuerAuthorization {
  const found = judged?.report.verdict ?? 'untrusted'
  // What was not read might permit what the rest does not.
  const isOpen = found === 'untrusted' && searched?.complete === false
  const verdict = isOpen ? 'indeterminate' : found
  return {
    authorized: verdict === 'trusted',
    verdict,
    at,
    message: messageOf(judged, searched),
    ...judged,
    ...(searched && { searched }),
  }
}

function messageOf(judged: Judged | undefined, searched: AccreditationSearch | undefined): string {
  if (judged?.report.verified === true) return 'an accreditation permits it'
  if (searched?.complete === false) return `not everything could be searched: ${searched.gaps[0] ?? 'it was stopped'}`
  const reason = judged?.report.reasons[0]
  if (judged !== undefined) return reason?.message ?? 'the accreditation could not be judged'
  return searched?.rootAuthorizations.length === 0
    ? 'the authority has published no root authorization'
    : 'the authority and those whom it accredits have published no accreditation of the issuer'
}
