import { iso31661Alpha2ToAlpha3 } from 'iso-3166'

/** ISO 3166-1 alpha-3 of every country, by its alpha-2 and by its alpha-3 code. */
const countries: ReadonlyMap<string, string> = new Map(
  Object.entries(iso31661Alpha2ToAlpha3).flatMap(([alpha2, alpha3]) => [
    [alpha2, alpha3],
    [alpha3, alpha3],
  ]),
)

// Eight levels, where the tables have two: each costs a name, and a hostile accreditation may write a million.
const euTable =
  /^https?:\/\/publications\.europa\.eu\/resource\/authority\/(?:atu|country)\/(?=[A-Z0-9]{3}(?:_[A-Z0-9]+){0,8}$)/
// Tested before it is put in capitals: letters of other alphabets have capitals of this one (`ſ` has S).
const isoCode = /^[a-z]{2}(?:[a-z]|-[a-z0-9]{1,3})?$/i

/**
 * The names under which a jurisdiction and everything that holds it are known, itself first: a set of codes holds it
 * if it has one of them. One look-up a level, however many codes an accreditation lists.
 *
 * Read are ISO 3166-1 alpha-2 and alpha-3, ISO 3166-2 (`DE-BY`), and URLs of the EU's authority tables
 * (`…/authority/atu/DEU_LKR_MAITAU`), in which the separator decides what lies in what: `DEUX` is not in `DEU`. The
 * codes of one country are the same; regions of two systems can't be compared (docs/rules.md, Jurisdiction codes).
 *
 * @returns at most nine names; for what is no such code one, which equals only itself
 */
export function namesOfPlace(code: string): [string, ...string[]] {
  if (euTable.test(code)) return withHolders(code.replace(euTable, ''))
  const iso = code.toUpperCase()
  const country = isoCode.test(code) ? countries.get(iso.replace(/-.*/, '')) : undefined
  if (country === undefined) return [`code:${code}`]
  return iso.includes('-') ? [`${country}${iso.slice(2)}`, country] : [country]
}

const withHolders = (place: string): [string, ...string[]] =>
  place.includes('_') ? [place, ...withHolders(place.slice(0, place.lastIndexOf('_')))] : [place]
