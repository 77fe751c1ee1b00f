import { iso31661Alpha2ToAlpha3 } from 'iso-3166'

/** A jurisdiction: a country, or a region of one in some code system. */
export interface Place {
  /** ISO 3166-1 alpha-3, also where it was written as alpha-2 or as an EU code. */
  country: string
  /** The region's code in its system, without the country; absent for the country as a whole. */
  region?: string
  /** Whose codes the region's are: regions of two systems can't be compared. */
  system?: 'iso-3166-2' | 'eu-atu'
}

const alpha3 = new Set(Object.values(iso31661Alpha2ToAlpha3))
const alpha2ToAlpha3: ReadonlyMap<string, string> = new Map(Object.entries(iso31661Alpha2ToAlpha3))

const euTable =
  /^https?:\/\/publications\.europa\.eu\/resource\/authority\/(?:atu|country)\/([A-Z0-9]{3})(?:_([A-Z0-9_]+))?$/
const isoRegion = /^([A-Z]{2})-([A-Z0-9]{1,3})$/

/**
 * Reads a jurisdiction: ISO 3166-1 alpha-2 or alpha-3, ISO 3166-2 (`DE-BY`), or a URL of the EU's authority tables
 * (`…/authority/atu/DEU_LKR_MAITAU`). In these the separator decides what lies in what: `DEUX` is not in `DEU`.
 *
 * @returns undefined for what is none of these; such a code equals only itself
 */
export function readPlace(code: string): Place | undefined {
  const [, euCountry, euRegion] = euTable.exec(code) ?? []
  if (euCountry !== undefined) {
    return euRegion === undefined ? { country: euCountry } : { country: euCountry, region: euRegion, system: 'eu-atu' }
  }
  const upper = code.toUpperCase()
  const country = alpha3.has(upper) ? upper : alpha2ToAlpha3.get(upper)
  if (country !== undefined) return { country }
  const [, alpha2, region] = isoRegion.exec(upper) ?? []
  const regionCountry = alpha2 === undefined ? undefined : alpha2ToAlpha3.get(alpha2)
  return regionCountry === undefined || region === undefined
    ? undefined
    : { country: regionCountry, region, system: 'iso-3166-2' }
}

/**
 * The names under which a jurisdiction and everything that holds it are known, itself first: a set of codes holds it
 * if it has one of them. One look-up a level, however many codes a hostile accreditation lists.
 */
export function namesOfPlace(code: string): string[] {
  const place = readPlace(code)
  if (place === undefined) return [`code:${code}`]
  const { country, region, system } = place
  if (region === undefined || system === undefined) return [country]
  const parts = system === 'eu-atu' ? region.split('_') : [region]
  const levels = parts.map((_, index) => `${country}/${system}/${parts.slice(0, parts.length - index).join('_')}`)
  return [...levels, country]
}
