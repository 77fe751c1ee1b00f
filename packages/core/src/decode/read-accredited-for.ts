import type { Dialect, ReadScope } from '../types/credential.js'
import type { JsonObject, JsonValue } from '../types/json.js'
import { normalizeDidUrl, parseDidUrl } from '../did-url.js'
import type { FormatFaults } from './format-fault.js'
import { isJsonObject } from './parse-json.js'

/** Entries of one accreditation. The ledger's gas bounds a real one to a few dozen. */
const maxEntries = 256
/** Types and jurisdictions of all entries together: each of a child's is looked for in each of its parent's. */
const maxItems = 1024

/**
 * Reads `accreditedFor` of an accreditation's subject (docs/rules.md, Accreditation). A missing one is empty: it covers
 * nothing, and the check `scope` says so.
 */
export function readAccreditedFor(subject: JsonObject, dialects: Set<Dialect>, faults: FormatFaults): ReadScope[] {
  const value = subject.accreditedFor
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > maxEntries) {
    faults.fail('malformed', `accreditedFor is no array of at most ${String(maxEntries)} entries`)
    return []
  }
  const entries = value.map((entry, index) => readEntry(entry, `accreditedFor[${String(index)}]`, dialects, faults))
  const items = entries.reduce(
    (sum, { types, limitJurisdiction = [] }) => sum + types.length + limitJurisdiction.length,
    0,
  )
  if (items <= maxItems) return entries
  faults.fail('malformed', `accreditedFor has more than ${String(maxItems)} types and jurisdictions in all`)
  return []
}

function readEntry(entry: JsonValue, at: string, dialects: Set<Dialect>, faults: FormatFaults): ReadScope {
  if (!isJsonObject(entry)) {
    faults.fail('malformed', `${at} is no object`)
    return { types: [] }
  }
  const scope: ReadScope = { types: readTypes(entry, at, dialects, faults) }
  if (entry.schemaId !== undefined) {
    if (typeof entry.schemaId === 'string') {
      scope.schemaId = entry.schemaId
      scope.schemaKey = normalizeDidUrl(entry.schemaId) ?? entry.schemaId
      if (parseDidUrl(entry.schemaId)?.resolverUrl === true) dialects.add('resolver-url')
    } else faults.fail('malformed', `${at}.schemaId is no string`)
  }
  if (entry.limitJurisdiction !== undefined) {
    const places = strings(entry.limitJurisdiction)
    // An entry whose limit can't be read must not count as unlimited.
    if (places === undefined) faults.fail('malformed', `${at}.limitJurisdiction is no string and no array of strings`)
    scope.limitJurisdiction = places ?? []
  }
  return scope
}

function readTypes(entry: JsonObject, at: string, dialects: Set<Dialect>, faults: FormatFaults): string[] {
  if (entry.type !== undefined && entry.types !== undefined) {
    faults.fail('malformed', `${at} has both type and types: the wide one must not be believed for the narrow one`)
    return []
  }
  if (entry.type !== undefined) dialects.add('accredited-for-type')
  const value = entry.type ?? entry.types
  if (value === undefined) return []
  const types = strings(value)
  if (types === undefined) faults.fail('malformed', `${at}.types is no array of strings`)
  else if (typeof value === 'string') dialects.add('accredited-for-type')
  return types ?? []
}

function strings(value: JsonValue): string[] | undefined {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value) || value.length > maxItems) return undefined
  return value.every((item): item is string => typeof item === 'string') ? value : undefined
}
