import { Area } from '../jurisdiction/area.js'
import type { Link } from '../chain/link.js'
import type { ReadScope } from '../types/credential.js'
import type { CheckContext } from './check-context.js'
import { demandOf } from './check-scope.js'
import { coveringEntries } from './covers.js'
import { fail, pass, skipped, type Finding } from './finding.js'

/** The areas in which an entry holds, one for each way in which entries above cover it. */
type EntryAreas = ReadonlyMap<ReadScope, readonly Area[]>

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
  let above: EntryAreas = new Map()
  for (let index = links.length - 1; index >= 0; index -= 1) {
    const { credential } = links[index] as Link
    if (credential.kind === 'attestation') return judgeLeaf(areasOfDemand(above, demandOf(credential)), asked)
    const isRoot = credential.kind === 'root'
    const areas = new Map<ReadScope, readonly Area[]>()
    for (const [position, entry] of credential.accreditedFor.entries()) {
      const inherited = isRoot ? [Area.everywhere] : areasOfDemand(above, entry)
      const narrowed = narrow(entry, inherited)
      // What no entry above covers is the finding of the check `scope`.
      const holdsNowhereAbove =
        entry.limitJurisdiction !== undefined && coveringEntries([...above.keys()], entry).length > 0
      if (narrowed.length === 0 && (inherited.length > 0 || holdsNowhereAbove))
        return exceeded(index, position, entry, inherited)
      areas.set(entry, narrowed)
    }
    above = areas
  }
  return judgeLeaf([...above.values()].flat(), asked)
}

/** The areas of all entries that cover a demand. One that holds nowhere covers nothing. */
function areasOfDemand(above: EntryAreas, demand: Parameters<typeof coveringEntries>[1] | undefined): Area[] {
  if (demand === undefined) return []
  return coveringEntries([...above.keys()], demand)
    .flatMap((entry) => above.get(entry) ?? [])
    .filter((area) => !area.isNowhere)
    .slice(0, maxAreas)
}

function narrow({ limitJurisdiction }: ReadScope, inherited: readonly Area[]): readonly Area[] {
  if (limitJurisdiction === undefined) return inherited
  const area = Area.of(limitJurisdiction)
  return inherited.some((outer) => outer.contains(limitJurisdiction)) ? [area] : []
}

function exceeded(link: number, entry: number, { limitJurisdiction }: ReadScope, inherited: readonly Area[]): Finding {
  return fail(
    'jurisdiction_exceeded',
    `accreditedFor[${String(entry)}] of link ${String(link)} holds where no entry above it does`,
    {
      link,
      entry,
      limitJurisdiction: [...(limitJurisdiction ?? [])].slice(0, 16),
      above: inherited.slice(0, 16).map(String),
    },
  )
}

function judgeLeaf(areas: readonly Area[], asked: string | undefined): Finding {
  // Where nothing covers the leaf, the check `scope` says so; but then nothing is left of any jurisdiction either.
  const left = areas.filter((area) => !area.isNowhere)
  if (left.length === 0) return fail('jurisdiction_exceeded', 'nothing is left of the jurisdictions above')
  if (asked === undefined) return pass('the jurisdictions only narrow from the root down')
  return left.some((area) => area.contains([asked]))
    ? pass('the jurisdiction asked for lies in what the chain is limited to', { jurisdiction: asked })
    : fail('jurisdiction_exceeded', 'the jurisdiction asked for is not within what the chain is limited to', {
        jurisdiction: asked,
      })
}
