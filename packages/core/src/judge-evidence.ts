import { buildPaths, type Path } from './chain/build-paths.js'
import { checkEvidence } from './chain/check-evidence.js'
import { EvidenceIndex } from './chain/evidence-index.js'
import type { Link } from './chain/link.js'
import type { ValidationMemo } from './chain/validation-memo.js'
import { checkTable, isLinkCheck, type LinkView } from './check-table.js'
import { authenticate } from './checks/authenticate.js'
import type { CheckContext } from './checks/check-context.js'
import { totalBytes } from './checks/check-limits.js'
import type { Finding } from './checks/finding.js'
import { checkGuide } from './guide/check-guide.js'
import { buildReport } from './report/build-report.js'
import { TrustChainError } from './trust-chain-error.js'
import type { AgentProof } from './types/agent-proof.js'
import type { Evidence } from './types/evidence.js'
import type { JsonObject } from './types/json.js'
import type { TrustPolicy } from './types/policy.js'
import type { CheckId, CheckResult, TrustChainReport } from './types/report.js'

/** What is judged, and how. */
export interface JudgeOptions {
  memo: ValidationMemo
  /** A credential that is not signed yet, in place of the evidence's leaf. */
  draft?: JsonObject
  /** What the agent's plugins said; see {@link AgentProof}. */
  agentProofs?: readonly AgentProof[]
  /** The checks that are run. Default: all of design 03; tests switch one off, to see that nothing else does its work. */
  checks?: typeof checkTable
}

/**
 * Reads the paths from the leaf up to a root out of the evidence, runs every check on each, and reports on the best.
 *
 * @throws {@link TrustChainError} with code `invalid_policy` or `invalid_evidence`
 */
export function judgeEvidence(
  evidence: Evidence,
  asked: TrustPolicy,
  { memo, draft, agentProofs = [], checks = checkTable }: JudgeOptions,
): TrustChainReport {
  const policy = memo.policy(asked)
  const at = checkEvidence(evidence)
  const index = new EvidenceIndex(evidence, at, policy.freshness * 1000)
  // What is too much altogether is not even read.
  const isTooMuch = totalBytes(evidence) > policy.limits.maxTotalBytes
  const paths = isTooMuch ? [noPath] : buildPaths({ evidence, at, index, memo, policy, ...(draft && { draft }) })
  const answers = byDigest(agentProofs)
  const reports = paths.map((path) =>
    judgePath({ at, policy, evidence, index, memo, path, agentProofs: answers }, checks),
  )
  const restsOn = index.unproven.list()
  return { ...best(reports), ...(restsOn.length > 0 && { restsOn }) }
}

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

function judgePath(context: CheckContext, checks: typeof checkTable): TrustChainReport {
  const views = context.path.links.map((link, position) => viewOf(context, link, position))
  const results: CheckResult[] = []
  const add = (id: CheckId, link: number | null, findings: Finding | Finding[]): void => {
    for (const { status, code, message, details } of Array.isArray(findings) ? findings : [findings]) {
      const result: CheckResult = { id, link, status, code, message, clause: checkGuide[id].clause }
      if (details !== undefined) result.details = details
      results.push(result)
    }
  }
  for (const check of checks) {
    if (!isLinkCheck(check)) {
      add(check.id, null, check.whole(context))
      continue
    }
    for (const view of views) add(check.id, view.position, check.each(context, view))
    for (const fault of brokenEnd(context.path, check.id)) add(check.id, views.length, fault)
  }
  return buildReport(context, results)
}

/** Why the next link could not be read, at its place; loops and limits are reported by the checks of that name. */
function brokenEnd({ faults }: Path, id: CheckId): Finding[] {
  return faults.filter((fault) => fault.id === id).map(({ finding }) => finding)
}

function viewOf(context: CheckContext, link: Link, position: number): LinkView {
  const parent = context.path.links[position + 1]
  return { link, position, authentication: authenticate(context, link, link.issuedAt), ...(parent && { parent }) }
}
