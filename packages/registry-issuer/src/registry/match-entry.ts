import { holdsIn, normalizeDid, normalizeDidUrl, parseTime } from '@trustchains/core'
import type { RegistryEntry } from '../types/results.js'
import type { EntryQuery } from './entry-query.js'

/** Whether a filter needs the contents of the entries: what the ledger's metadata can't tell. */
export function looksInside({
  subject,
  schemaId,
  type,
  jurisdiction,
  valid,
  endsBy,
  status,
  maxDepth,
}: EntryQuery): boolean {
  return [subject, schemaId, type, jurisdiction, valid, endsBy, status, maxDepth].some((filter) => filter !== undefined)
}

/** Whether an entry is one of those asked for, by its contents; its status is another question. */
export function matchesEntry(entry: RegistryEntry, query: EntryQuery): boolean {
  if (query.kind !== undefined && entry.kind !== query.kind) return false
  // What could not be read can't be ruled out, so it is shown with its error.
  if (entry.error !== undefined || entry.credential === undefined) return true
  const { subject, valid, endsBy, at } = query
  if (subject !== undefined && entry.subject !== normalizeDid(subject)) return false
  if (!matchesScope(entry, query)) return false
  if (valid !== undefined && valid !== holdsAt(entry, at)) return false
  return endsBy === undefined || (holdsAt(entry, at) && endOf(entry) <= endsBy)
}

/** One single entry of `accreditedFor` must fit schema, type and jurisdiction, as a verifier asks of a scope. */
function matchesScope({ accreditedFor = [] }: RegistryEntry, { schemaId, type, jurisdiction }: EntryQuery): boolean {
  if ([schemaId, type, jurisdiction].every((filter) => filter === undefined)) return true
  return accreditedFor.some(
    (scope) =>
      (schemaId === undefined || (scope.schemaId !== undefined && sameUrl(scope.schemaId, schemaId))) &&
      (type === undefined || scope.types.includes(type)) &&
      (jurisdiction === undefined || holdsIn(scope.limitJurisdiction, jurisdiction)),
  )
}

const sameUrl = (a: string, b: string): boolean => (normalizeDidUrl(a) ?? a) === (normalizeDidUrl(b) ?? b)

const holdsAt = (entry: RegistryEntry, at: number): boolean => {
  const { validFrom } = entry
  return (validFrom === undefined || (parseTime(validFrom) ?? Infinity) <= at) && at < endOf(entry)
}

const endOf = ({ validUntil }: RegistryEntry): number =>
  validUntil === undefined ? Infinity : (parseTime(validUntil) ?? -Infinity)
