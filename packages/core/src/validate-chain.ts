import { buildPaths, type Path } from './chain/build-paths.js'
import { checkEvidence } from './chain/check-evidence.js'
import { EvidenceIndex } from './chain/evidence-index.js'
import type { Link } from './chain/link.js'
import { sharedMemo, type ValidationMemo } from './chain/validation-memo.js'
import { checkTable, isLinkCheck, type LinkView } from './check-table.js'
import { authenticate } from './checks/authenticate.js'
import type { CheckContext } from './checks/check-context.js'
import type { Finding } from './checks/finding.js'
import { totalBytes } from './checks/check-limits.js'
import { isJsonObject } from './decode/parse-json.js'
import { buildReport } from './report/build-report.js'
import { TrustChainError } from './trust-chain-error.js'
import type { Evidence } from './types/evidence.js'
import type { JsonObject } from './types/json.js'
import type { TrustPolicy } from './types/policy.js'
import type { CheckId, CheckResult, TrustChainReport } from './types/report.js'

/** What a validation may share with others. */
export interface ValidateOptions {
  /** Default: one that all calls of the process share. */
  memo?: ValidationMemo
}

/**
 * Judges a credential by what was gathered about it: one pure, synchronous call, so that the same evidence and
 * policy always give the same report (design 03).
 *
 * It reads the path from the leaf up to a root out of the evidence, finds out who signed each credential, runs every
 * check on every link, and reports. Nothing in the evidence is believed beyond what signatures, checksums and the
 * policy's anchors prove; a DID document and a resource's metadata are the word of the source they came from.
 *
 * @param evidence - see {@link Evidence}; `evidence.at` is the time of evaluation
 * @param policy - what the relying party asks; without anchors nothing is trusted
 * @returns the report; what is wrong with credential or chain stands in it
 * @throws {@link TrustChainError} with code `invalid_policy` or `invalid_evidence`: misuse only
 * @example
 * ```ts
 * const report = validateChain(evidence, { anchors: [{ did: 'did:cheqd:mainnet:…' }] })
 * if (!report.verified) console.error(report.reasons[0]?.code, report.reasons[0]?.message)
 * ```
 */
export function validateChain(
  evidence: Evidence,
  policy: TrustPolicy = {},
  options: ValidateOptions = {},
): TrustChainReport {
  return validate(evidence, policy, options)
}

/**
 * Judges a credential before it is signed, so that an issuer refuses with the very codes that a verifier would give.
 * The draft is link 0; what needs its signature is skipped.
 *
 * @param evidence - about the parent that the draft names; its leaf is not looked at
 * @param draft - the credential as JSON, without proof
 * @throws {@link TrustChainError} as {@link validateChain}
 */
export function validateDraft(
  evidence: Evidence,
  draft: JsonObject,
  policy: TrustPolicy = {},
  options: ValidateOptions = {},
): TrustChainReport {
  if (!isJsonObject(draft)) throw new TrustChainError('invalid_argument', 'the draft is no JSON object')
  return validate(evidence, policy, options, draft)
}

function validate(
  evidence: Evidence,
  asked: TrustPolicy,
  { memo = sharedMemo }: ValidateOptions,
  draft?: JsonObject,
): TrustChainReport {
  const policy = memo.policy(asked)
  const at = checkEvidence(evidence)
  const index = new EvidenceIndex(evidence, at)
  // What is too much altogether is not even read.
  const isTooMuch = totalBytes(evidence) > policy.limits.maxTotalBytes
  const paths = isTooMuch ? [noPath] : buildPaths({ evidence, index, memo, policy, ...(draft && { draft }) })
  const reports = paths.map((path) => judgePath({ at, policy, evidence, index, memo, path }))
  return best(reports)
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

function judgePath(context: CheckContext): TrustChainReport {
  const views = context.path.links.map((link, position) => viewOf(context, link, position))
  const checks: CheckResult[] = []
  const add = (id: CheckId, clause: string, link: number | null, findings: Finding | Finding[]): void => {
    for (const { status, code, message, details } of Array.isArray(findings) ? findings : [findings]) {
      const result: CheckResult = { id, link, status, code, message, clause }
      if (details !== undefined) result.details = details
      checks.push(result)
    }
  }
  for (const check of checkTable) {
    if (!isLinkCheck(check)) {
      add(check.id, check.clause, null, check.whole(context))
      continue
    }
    for (const view of views) add(check.id, check.clause, view.position, check.each(context, view))
    for (const fault of brokenEnd(context.path, check.id)) add(check.id, check.clause, views.length, fault)
  }
  return buildReport(context, checks)
}

/** Why the next link could not be read, at its place; loops and limits are reported by the checks of that name. */
function brokenEnd({ faults }: Path, id: CheckId): Finding[] {
  return faults.filter((fault) => fault.id === id).map(({ finding }) => finding)
}

function viewOf(context: CheckContext, link: Link, position: number): LinkView {
  const parent = context.path.links[position + 1]
  return { link, position, authentication: authenticate(context, link), ...(parent && { parent }) }
}
