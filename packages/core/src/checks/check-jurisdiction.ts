import { Area } from '../jurisdiction/area.js'
import type { Link } from '../chain/link.js'
import type { ReadScope } from '../types/credential.js'
import type { CheckStatus } from '../types/report.js'
import type { CheckContext } from './check-context.js'
import { scopeFindings } from './check-schema.js'
import { demandOf } from './check-scope.js'
import { coveringEntries, ownTypeRule } from './covers.js'
import { fail, pass, skipped, undecided, type Finding } from './finding.js'

/** An entry with the areas in which it holds, one for each way in which entries above cover it. */
interface HeldScope extends ReadScope {
  areas: readonly Area[]
}

/** Ways that are kept for one entry: entries above that cover the same differ in their areas only by intent. */
const maxAreas = 64

/** Comparisons of entries and of places; a chain of ten accreditations with fifty entries each needs a twentieth of them. */
const maxComparisons = 500_000

/**
 * The sets of limitJurisdiction only narrow from the root down, judged within the entry that covers (docs/rules.md,
 * Jurisdiction codes): an entry without one inherits what is left above it, so that a limit left out by one link can't
 * be set wider by the next. The policy's jurisdiction must lie in what is left for the leaf.
 *
 * @param links - leaf first
 */
export function checkJurisdiction(context: CheckContext, links: readonly Link[]): Finding {
  const { policy, path } = context
  const limited = links.some(
    ({ credential }) =>
      credential.kind !== 'attestation' &&
      credential.accreditedFor.some(({ limitJurisdiction }) => limitJurisdiction !== undefined),
  )
  const asked = policy.jurisdiction
  if (!limited && asked === undefined)
    return skipped('not_applicable', 'no link limits its jurisdiction, and the policy asks for none')
  if (!path.complete) return skipped('not_reached', 'no root authorization was reached')
  let above: readonly HeldScope[] = []
  let comparisons = 0
  for (let index = links.length - 1; index >= 0; index -= 1) {
    const link = links[index] as Link
    const { credential } = link
    if (credential.kind === 'attestation') {
      const demand = demandOf(credential)
      return judgeLeaf(context, link, demand === undefined ? [] : coveringEntries(above, demand))
    }
    const held: HeldScope[] = []
    const permitsOwnType = credential.kind === 'root' ? undefined : ownTypeRule(above, credential.kind)
    for (const [position, entry] of credential.accreditedFor.entries()) {
      // Those that cover it without permitting such an accreditation lend it nothing, as in the check `scope`.
      const covering = permitsOwnType === undefined ? [] : coveringEntries(above, entry).filter(permitsOwnType)
      const inherited = credential.kind === 'root' ? [Area.everywhere] : areasOf(covering)
      comparisons += above.length + inherited.length * (1 + (entry.limitJurisdiction?.length ?? 0))
      if (comparisons > maxComparisons) return tooMany
      const areas = narrow(inherited, entry.limitJurisdiction)
      // What no entry above covers is the finding of the check `scope`; what inherits that it holds nowhere claims nothing.
      if (areas.length === 0 && covering.length > 0 && entry.limitJurisdiction !== undefined)
        return exceeded(index, position, entry.limitJurisdiction, inherited)
      held.push({ ...entry, areas })
    }
    above = held
  }
  return judgeAreas(
    above.flatMap(({ areas }) => areas),
    asked,
  )
}

/** A leaf that names no schema holds only where an entry does whose schema it satisfies. */
function judgeLeaf(context: CheckContext, leaf: Link, covering: readonly HeldScope[]): Finding {
  const { schema, jurisdiction: asked } = context.policy
  const judge = (entries: readonly HeldScope[]): Finding => judgeAreas(areasOf(entries), asked)
  if (leaf.credential.schemas !== undefined || schema === 'off') return judge(covering)
  const findings = scopeFindings(context, leaf, covering)
  const entriesOf = (...statuses: CheckStatus[]): HeldScope[] =>
    covering.filter(({ schemaKey = '' }) => statuses.includes(findings.get(schemaKey)?.status ?? 'fail'))
  const accepting = entriesOf('pass')
  // Where no schema accepts it, the check `schema` says so.
  if (accepting.length === 0) return judge(covering)
  const judged = judge(accepting)
  return judged.status === 'pass' || judge(entriesOf('pass', 'indeterminate')).status !== 'pass'
    ? judged
    : undecided('schema_unavailable', 'where it holds depends on a schema that is not to be had')
}

const tooMany = fail('limit_exceeded', 'the accreditations have more entries and jurisdictions than can be compared')

/** The areas of all entries that cover something. One that holds nowhere covers nothing. */
function areasOf(covering: readonly HeldScope[]): Area[] {
  const found = new Set<Area>()
  for (const { areas } of covering) {
    for (const area of areas) {
      if (found.size === maxAreas) return [...found]
      if (!area.isNowhere) found.add(area)
    }
  }
  return [...found]
}

function narrow(inherited: readonly Area[], limit: readonly string[] | undefined): readonly Area[] {
  if (limit === undefined) return inherited
  const area = Area.of(limit)
  return inherited.some((outer) => outer.contains(area)) ? [area] : []
}

function exceeded(link: number, entry: number, limit: readonly string[], inherited: readonly Area[]): Finding {
  return fail(
    'jurisdiction_exceeded',
    `accreditedFor[${String(entry)}] of link ${String(link)} holds where no entry above it does`,
    {
      link,
      entry,
      limitJurisdiction: limit.slice(0, 16).map((code) => code.slice(0, 128)),
      above: inherited.slice(0, 16).map(String),
    },
  )
}

function judgeAreas(areas: readonly Area[], asked: string | undefined): Finding {
  // Where nothing covers the leaf, the check `scope` says so; but then nothing is left of any jurisdiction either.
  const left = areas.filter((area) => !area.isNowhere)
  if (left.length === 0) return fail('jurisdiction_exceeded', 'nothing is left of the jurisdictions above')
  if (asked === undefined) return pass('the jurisdictions only narrow from the root down')
  const place = Area.of([asked])
  return left.some((area) => area.contains(place))
    ? pass('the jurisdiction asked for lies in what the chain is limited to', { jurisdiction: asked })
    : fail('jurisdiction_exceeded', 'the jurisdiction asked for is not within what the chain is limited to', {
        jurisdiction: asked,
      })
}
