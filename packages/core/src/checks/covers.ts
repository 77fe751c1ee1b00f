import { accreditationTypes, genericTypes, kindOfType } from '../decode/credential-kind.js'
import type { ReadScope } from '../types/credential.js'

/** What a child asks of its parent's accreditedFor: one schema (or, for a leaf that names none, any) and types. */
export interface ScopeDemand {
  /** As `ReadScope.schemaKey`; undefined: whichever entry covers the types. */
  schemaKey?: string
  /** All types, the generic ones included. */
  types: readonly string[]
}

/** The types that say something: all but VerifiableCredential and VerifiableAttestation. */
export const telling = (types: readonly string[]): string[] => types.filter((type) => !genericTypes.has(type))

/**
 * The entries that cover a demand, each by itself: its schema is the demand's and its types hold all of the demand's.
 * Types spread over two entries are not added up. An entry without schema or without telling types covers nothing.
 */
export function coveringEntries<Entry extends ReadScope>(
  accreditedFor: readonly Entry[],
  demand: ScopeDemand,
): Entry[] {
  const asked = telling(demand.types)
  if (asked.length === 0) return []
  return accreditedFor.filter(
    (entry) =>
      entry.schemaKey !== undefined &&
      (demand.schemaKey === undefined || entry.schemaKey === demand.schemaKey) &&
      asked.every((type) => entry.types.includes(type)),
  )
}

/**
 * Whether a parent that lists accreditation types at all lists the child's own, so that it applies to what an entry
 * covers: in that entry, or in an entry of accreditation types alone (EBSI's form). ADR 0005 says why.
 *
 * @returns the answer for a covering entry; what does not depend on it is found out once
 */
export function ownTypeRule(
  accreditedFor: readonly ReadScope[],
  ownKind: 'accredit' | 'attest',
): (covering: ReadScope) => boolean {
  const isAccreditationType = (type: string): boolean => accreditationTypes.has(type)
  if (!accreditedFor.some(({ types }) => types.some(isAccreditationType))) return () => true
  const listsOwn = ({ types }: ReadScope): boolean => types.some((type) => kindOfType(type) === ownKind)
  const isAccreditationOnly = ({ types }: ReadScope): boolean => telling(types).every(isAccreditationType)
  const isListedAlone = accreditedFor.some((entry) => listsOwn(entry) && isAccreditationOnly(entry))
  return (covering) => {
    const isMixed = covering.types.some(isAccreditationType) && !isAccreditationOnly(covering)
    return isMixed ? listsOwn(covering) : isListedAlone
  }
}
