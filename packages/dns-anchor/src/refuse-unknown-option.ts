import { DnsAnchorError } from './dns-anchor-error.js'

/**
 * Refuses an option that is no object, or has members that are not known: one that is misspelt would do nothing.
 *
 * @param path - names the option
 * @throws DnsAnchorError code `invalid_options`
 */
export function refuseUnknownOption(path: string, given: unknown, names: readonly string[]): asserts given is object {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw invalid(`${path} must be an object`)
  const unknown = Object.keys(given).find((name) => !names.includes(name))
  if (unknown === undefined) return
  throw invalid(`${path}: ${JSON.stringify(unknown.slice(0, 64))} is not known; known are ${names.join(', ')}`)
}

const invalid = (message: string): DnsAnchorError => new DnsAnchorError('invalid_options', message)
