import { parseDidUrl, type AccreditationScope } from '@trustchains/core'
import { defaultLimits } from '../default-limits.js'
import { checkMembers } from './check-members.js'
import { invalidArgument } from './invalid-argument.js'
import { readResourceUrl } from './read-resource-url.js'
import { readText } from './read-text.js'

/**
 * Reads the form of `accreditedFor`. Whether it says enough is for the check `scope`, whose codes a caller gets; but
 * a list of jurisdictions that is empty covers nothing, which nobody can want.
 */
export function readAccreditedFor(value: unknown): AccreditationScope[] {
  return readList(value, 'accreditedFor').map((entry, index) => readScope(entry, `accreditedFor[${String(index)}]`))
}

function readScope(value: unknown, path: string): AccreditationScope {
  checkMembers(value, path, ['schemaId', 'types', 'limitJurisdiction'])
  const { schemaId, types, limitJurisdiction } = value as Record<string, unknown>
  const scope: AccreditationScope = {
    ...(schemaId !== undefined && { schemaId: readSchemaId(schemaId, `${path}.schemaId`) }),
    types: readTexts(types, `${path}.types`),
  }
  if (limitJurisdiction !== undefined) {
    scope.limitJurisdiction = readTexts(limitJurisdiction, `${path}.limitJurisdiction`)
    if (scope.limitJurisdiction.length === 0) {
      throw invalidArgument(`${path}.limitJurisdiction`, 'is empty and so covers nothing; leave it out for no limit')
    }
  }
  return scope
}

/** A schema is a resource, or stands under an HTTPS URL of its own (not a resolver's). */
function readSchemaId(value: unknown, path: string): string {
  const text = readText(value, path, 'the DID URL of a JSON Schema')
  const isUrl = /^https:\/\/[^/?#\s]+/i.test(text) && URL.canParse(text) && parseDidUrl(text) === undefined
  return isUrl ? text : readResourceUrl(text, path)
}

function readList(value: unknown, path: string): unknown[] {
  if (value === undefined) throw invalidArgument(path, 'is missing; give a list')
  if (!Array.isArray(value)) throw invalidArgument(path, 'is no list')
  if (value.length > defaultLimits.maxListLength) {
    throw invalidArgument(
      path,
      `has ${String(value.length)} entries; at most ${String(defaultLimits.maxListLength)} are taken`,
    )
  }
  return value
}

/** Reads a list of texts, each once. */
export function readTexts(value: unknown, path: string): string[] {
  return [...new Set(readList(value, path).map((item, index) => readText(item, `${path}[${String(index)}]`)))]
}
