import { Area } from './area.js'

/**
 * Whether something limited to jurisdictions holds in one of them, compared as the check `jurisdiction` does: a
 * country holds its regions, and its ISO and EU codes are the same (docs/rules.md, Jurisdiction codes).
 *
 * @param limits - a `limitJurisdiction`; undefined holds everywhere, an empty list nowhere
 * @param jurisdiction - an ISO 3166 code or a URL of an EU authority table
 */
export function holdsIn(limits: readonly string[] | undefined, jurisdiction: string): boolean {
  return Area.of(limits).contains(Area.of([jurisdiction]))
}
