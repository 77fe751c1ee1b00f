import type { SatisfiedSchema } from '../schema/schema-budget.js'
import type { PaidList } from '../status/inflation-budget.js'
import type { CheckId, CheckResult } from '../types/report.js'
import type { ParentPolicy } from '../types/credential.js'
import type { EvidenceIndex } from './evidence-index.js'
import type { Link } from './link.js'

/**
 * The accreditations above a leaf, up to the root, with what the checks found of each: the same for every leaf below,
 * by the same evidence, under the same policy, at the same time.
 */
export interface Trunk {
  /** The leaf's parent first, the root last. */
  links: readonly Link[]
  /** What each link but the root says of its parent and root. */
  parents: readonly ParentPolicy[]
  /** Of the checks that judge each link by itself; every one passed, or had nothing to judge. */
  results: ReadonlyMap<CheckId, readonly CheckResult[]>
  /** What those that name a schema spend of a judgement's {@link SchemaBudget}. */
  schemas: readonly SatisfiedSchema[]
  /** What their statuses spend of its InflationBudget. */
  lists: readonly PaidList[]
  /** What they rest on. */
  found: Pick<EvidenceIndex, 'unproven' | 'freshUntil'>
}
