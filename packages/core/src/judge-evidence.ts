import { buildPaths, type Path, type PathSources } from './chain/build-paths.js'
import { checkEvidence } from './chain/check-evidence.js'
import { EvidenceIndex } from './chain/evidence-index.js'
import type { ValidationMemo } from './chain/validation-memo.js'
import { checkTable } from './check-table.js'
import type { CheckContext } from './checks/check-context.js'
import { totalBytes } from './checks/check-limits.js'
import { DnsAnswers } from './dns/dns-answers.js'
import { growTrunk } from './grow-trunk.js'
import { buildReport } from './report/build-report.js'
import { settleByOwnDate } from './report/settle-by-own-date.js'
import { settleByPublishersWord } from './report/settle-by-publishers-word.js'
import type { ResolvedPolicy } from './resolve-policy.js'
import { runChecks } from './run-checks.js'
import { SchemaBudget } from './schema/schema-budget.js'
import { InflationBudget } from './status/inflation-budget.js'
import { TrustChainError } from './trust-chain-error.js'
import type { AgentProof } from './types/agent-proof.js'
import type { DnsEvidence, Evidence } from './types/evidence.js'
import type { JsonObject } from './types/json.js'
import type { TrustPolicy } from './types/policy.js'
import type { TrustChainReport, Verdict } from './types/report.js'

/** What is judged, and how. */
export interface JudgeOptions {
  memo: ValidationMemo
  /** A credential that is not signed yet, in place of the evidence's leaf. */
  draft?: JsonObject
  /** What the agent's plugins said; see {@link AgentProof}. */
  agentProofs?: readonly AgentProof[]
  /** What the agent's DNS plugin found; see {@link DnsEvidence}. */
  dnsAnchors?: readonly DnsEvidence[]
  /** The checks that are run. Default: all; tests switch one off, to see that nothing else does its work. */
  checks?: typeof checkTable
  /** What may be spent. Default: what one call may; several credentials that are judged in one call share it. */
  budgets?: Pick<CheckContext, 'schemas' | 'lists'>
}

/**
 * Reads the paths from the leaf up to a root out of the evidence, runs every check on each, and reports on the best.
 *
 * @throws {@link TrustChainError} with code `invalid_policy` or `invalid_evidence`
 */
export function judgeEvidence(
  evidence: Evidence,
  asked: TrustPolicy,
  { memo, draft, agentProofs = [], dnsAnchors = [], checks = checkTable, budgets }: JudgeOptions,
): TrustChainReport {
  const policy = memo.policy(asked)
  const at = checkEvidence(evidence, memo.lists)
  const freshnessMs = policy.freshness * 1000
  const { schemas, lists: listBudget } = budgets ?? newBudgets(policy)
  const { lists, trunks } = memo.evidenceLists(evidence, policy, at)
  const index = new EvidenceIndex(evidence, at, freshnessMs, lists)
  // What is too much altogether is not even read.
  const isTooMuch = totalBytes(evidence) > policy.limits.maxTotalBytes
  const sources: PathSources = { evidence, at, index, memo, policy }
  if (draft !== undefined) sources.draft = draft
  // Under `chain` what holds of a link depends on the leaf's time; and the agent's word is of this call only.
  const isShared = policy.validity === 'shell' && agentProofs.length === 0 && checks === checkTable
  if (trunks !== undefined && isShared && draft === undefined) sources.trunks = trunks
  const paths = isTooMuch ? [noPath] : buildPaths(sources)
  const dns = dnsAnchors.length > 0 && policy.dns !== 'off' && new DnsAnswers(dnsAnchors, at, freshnessMs)
  const answers = byDigest(agentProofs)
  const reports = paths.map((path, way) => {
    const context: CheckContext = {
      at,
      policy,
      evidence,
      index,
      memo,
      path,
      agentProofs: answers,
      schemas,
      lists: listBudget,
    }
    if (dns !== false) context.dns = dns
    const asOf = (leafTime: number): Verdict => {
      const then = { ...context, path: buildPaths({ ...sources, leafTime })[way] ?? noPath }
      return buildReport(then, runChecks(then, checks)).verdict
    }
    const byWord = (): Verdict => {
      const then = { ...context, path: buildPaths({ ...sources, publishersWord: true })[way] ?? noPath }
      return buildReport(then, runChecks(then, checks)).verdict
    }
    const results = settleByPublishersWord(context, runChecks(context, checks), byWord)
    const report = buildReport(context, settleByOwnDate(context, results, asOf))
    const [parent] = path.parents
    // Of what there was nothing left for, nothing is known.
    if (parent !== undefined && path.trunk === undefined && !schemas.isSpent)
      sources.trunks?.keep(parent, () => growTrunk(context, lists))
    return report
  })
  const report = best(reports)
  const restsOn = index.unproven.list()
  if (restsOn.length > 0) report.restsOn = restsOn
  return report
}

/** What one call may spend. */
export const newBudgets = ({ limits }: ResolvedPolicy): Pick<CheckContext, 'schemas' | 'lists'> => ({
  schemas: new SchemaBudget(),
  lists: new InflationBudget(limits.maxInflatedBytes),
})

/** Where two answers are about the same text, one that is not `verified` counts. */
function byDigest(answers: readonly AgentProof[]): Map<string, AgentProof> {
  const found = new Map<string, AgentProof>()
  for (const answer of answers) {
    const known = found.get(answer.sha256)
    if (known === undefined || known.outcome === 'verified') found.set(answer.sha256, answer)
  }
  return found
}

const noPath: Path = { links: [], parents: [], complete: false, faults: [] }

/** A leaf that names several parents is trusted if one path is; it is untrusted only if every path is. */
function best(reports: TrustChainReport[]): TrustChainReport {
  const order = ['trusted', 'indeterminate', 'untrusted'] as const
  for (const verdict of order) {
    const report = reports.find((candidate) => candidate.verdict === verdict)
    if (report !== undefined) return report
  }
  throw new TrustChainError('invalid_evidence', 'the evidence has no leaf')
}
