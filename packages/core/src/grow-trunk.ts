import { EvidenceIndex } from './chain/evidence-index.js'
import type { EvidenceLists } from './chain/evidence-lists.js'
import { readLink } from './chain/read-link.js'
import type { Trunk } from './chain/trunk.js'
import { checkTable, isLinkCheck } from './check-table.js'
import type { CheckContext } from './checks/check-context.js'
import { checkSuperseded } from './checks/check-superseded.js'
import { addResults, viewOf } from './run-checks.js'
import { InflationBudget } from './status/inflation-budget.js'
import type { CheckId, CheckResult } from './types/report.js'

/**
 * Judges all that stands above the leaf of a path once more, by itself, so that it is known what each finding rests on.
 *
 * @param context - of a path under validity `shell`, without the agent's word on proofs
 * @returns undefined where something is wrong or open, or depends on the leaf: then it is found out each time
 */
export function growTrunk(context: CheckContext, lists: EvidenceLists): Trunk | undefined {
  const { path, at, policy, evidence } = context
  if (!path.complete || path.links.length < 2) return undefined
  const index = new EvidenceIndex(evidence, at, policy.freshness * 1000, lists)
  const own: CheckContext = { ...context, index, lists: new InflationBudget(policy.limits.maxInflatedBytes) }
  // Read once more, for what reading them rests on.
  for (const { parentReference } of path.parents) {
    if (parentReference !== undefined) readLink(parentReference, at, own)
  }
  let isByItself = true
  const results = new Map<CheckId, CheckResult[]>()
  for (const [position, link] of path.links.entries()) {
    if (position === 0) continue
    const view = viewOf(own, link, position)
    for (const check of checkTable) {
      if (!isLinkCheck(check)) continue
      const found = results.get(check.id) ?? []
      addResults(found, check.id, position, check.each(own, view))
      results.set(check.id, found)
    }
    // A newer version is judged against what stands below it.
    checkSuperseded(own, position, () => {
      isByItself = false
      return []
    })
  }
  const isSound = [...results.values()].flat().every(({ status }) => status === 'pass' || status === 'skipped')
  if (!isByItself || !isSound) return undefined
  // Not the index itself: it holds all of the evidence.
  const { unproven, freshUntil } = index
  const links = path.links.slice(1)
  const schemas = context.schemas.satisfied(links.flatMap(({ source }) => source?.sha256 ?? []))
  return {
    links,
    parents: path.parents.slice(1),
    results,
    schemas,
    lists: own.lists.paid(),
    found: { unproven, freshUntil },
  }
}
