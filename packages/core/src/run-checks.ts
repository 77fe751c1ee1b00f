import type { Path } from './chain/build-paths.js'
import type { Link } from './chain/link.js'
import type { checkTable } from './check-table.js'
import type { Trunk } from './chain/trunk.js'
import { isLinkCheck, type LinkCheck, type LinkView } from './check-table.js'
import { authenticate } from './checks/authenticate.js'
import type { CheckContext } from './checks/check-context.js'
import type { Finding } from './checks/finding.js'
import { copyData } from './copy-data.js'
import { checkGuide } from './guide/check-guide.js'
import type { CheckId, CheckResult } from './types/report.js'

/** Runs checks on a path, in their order; what is known of its trunk is not found out again. */
export function runChecks(context: CheckContext, checks: typeof checkTable): CheckResult[] {
  const { path } = context
  const links = path.trunk === undefined ? path.links : path.links.slice(0, 1)
  const views = links.map((link, position) => viewOf(context, link, position))
  const results: CheckResult[] = []
  for (const check of checks) {
    const { id } = check
    if (!isLinkCheck(check)) {
      addResults(results, id, null, check.whole(context))
      continue
    }
    for (const view of views) addResults(results, id, view.position, check.each(context, view))
    if (path.trunk !== undefined) addKnown(context, path.trunk, check, results)
    if (!path.complete) addResults(results, id, views.length, brokenEnd(path, id))
  }
  return results
}

/**
 * Adds what is known of the links of a trunk. Where there is not enough left for their schemas or status lists, that is no
 * longer what whoever sees them first would find.
 */
function addKnown(context: CheckContext, trunk: Trunk, check: LinkCheck, results: CheckResult[]): void {
  const isPaid =
    (check.id !== 'schema' || context.schemas.adopt(trunk.schemas)) &&
    (check.id !== 'status' || context.lists.adopt(trunk.lists))
  if (!isPaid) {
    for (const [position, link] of context.path.links.entries()) {
      if (position > 0) addResults(results, check.id, position, check.each(context, viewOf(context, link, position)))
    }
    return
  }
  // Copies: a report belongs to its reader.
  for (const result of trunk.results.get(check.id) ?? []) results.push(copyResult(result))
}

/** Adds what a check found, at its place. */
export function addResults(
  results: CheckResult[],
  id: CheckId,
  link: number | null,
  findings: Finding | Finding[],
): void {
  const { clause } = checkGuide[id]
  if (!Array.isArray(findings)) results.push(resultOf(id, link, findings, clause))
  else for (const finding of findings) results.push(resultOf(id, link, finding, clause))
}

const resultOf = (
  id: CheckId,
  link: number | null,
  { status, code, message, details }: Finding,
  clause: string,
): CheckResult =>
  details === undefined
    ? { id, link, status, code, message, clause }
    : { id, link, status, code, message, clause, details }

const copyResult = ({ id, link, status, code, message, clause, details }: CheckResult): CheckResult =>
  details === undefined
    ? { id, link, status, code, message, clause }
    : { id, link, status, code, message, clause, details: copyData(details) }

/** Why the next link could not be read, at its place; loops and limits are reported by the checks of that name. */
function brokenEnd({ faults }: Path, id: CheckId): Finding[] {
  return faults.filter((fault) => fault.id === id).map(({ finding }) => finding)
}

/** A link of the path, as checks see it. */
export function viewOf(context: CheckContext, link: Link, position: number): LinkView {
  const parent = context.path.links[position + 1]
  const authentication = authenticate(context, link, link.issuedAt)
  return parent === undefined ? { link, position, authentication } : { link, parent, position, authentication }
}
