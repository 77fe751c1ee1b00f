import { Area } from '../jurisdiction/area.js'
import type { Link } from '../chain/link.js'
import type { ReadScope } from '../types/credential.js'
import type { CheckContext } from './check-context.js'
import { demandOf } from './check-scope.js'
import { coveringEntries } from './covers.js'
import { fail, pass, skipped, type Finding } from './finding.js'

/** An entry with the areas in which it holds, one for each way in which entries above cover it. */
interface HeldScope extends ReadScope {
  areas: readonly Area[]
}

/** Ways that are kept for one entry: entries above that cover the same differ in their areas only by intent. */
const maxAreas = 64

/**
 * The sets of limitJurisdiction only narrow from the root down, judged within the entry that covers (design 03,
 * jurisdiction): an entry without one inherits what is left above it, so that a limit left out by one link can't be
 * set wider by the next. The policy's jurisdiction must lie in what is left for the leaf.
 *
 * @param links - leaf first
 */
export function checkJurisdiction({ policy, path }: CheckContext, links: readonly Link[]): Finding {
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
  for (let index = links.length - 1; index >= 0; index -= 1) {
    const { credential } = links[index] as Link
    if (credential.kind === 'attestation') {
      const demand = demandOf(credential)
      return judgeLeaf(demand === undefined ? [] : areasOf(coveringEntries(above, demand)), asked)
    }
    const held: HeldScope[] = []
    for (const [position, entry] of credential.accreditedFor.entries()) {
      const covering = coveringEntries(above, entry)
      const inherited = credential.kind === 'root' ? [Area.everywhere] : areasOf(covering)
      const areas = narrow(inherited, entry.limitJurisdiction)
      // What no entry above covers is the finding of the check `scope`; what inherits that it holds nowhere claims nothing.
      if (areas.length === 0 && covering.length > 0 && entry.limitJurisdiction !== undefined)
        return exceeded(index, position, entry.limitJurisdiction, inherited)
      held.push({ ...entry, areas })
    }
    above = held
  }
  return judgeLeaf(
    above.flatMap(({ areas }) => areas),
    asked,
  )
}

/** The areas of all entries that cover something. One that holds nowhere covers nothing. */
const areasOf = (covering: readonly HeldScope[]): Area[] =>
  covering
    .flatMap(({ areas }) => areas)
    .filter((area) => !area.isNowhere)
    .slice(0, maxAreas)

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

function judgeLeaf(areas: readonly Area[], asked: string | undefined): Finding {
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
