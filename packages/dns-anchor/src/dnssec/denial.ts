import { recordType } from '../wire/record-type.js'
import type { TypeSet } from './type-bitmap.js'

/**
 * What signed denials prove of a name and type.
 *
 * `unsigned-delegation`: the name is a zone cut without DS. `opt-out`: the name lies in a span in which unsigned
 * delegations are not listed (RFC 5155 section 6), so that nothing is proved of it, and nothing below is signed.
 */
export type Denial = 'nodata' | 'nxdomain' | 'unsigned-delegation' | 'opt-out'

/** What was proved, or why nothing was. */
export type DenialProof =
  { readonly proved: Denial } | { readonly proved: undefined; readonly fault: string; readonly code?: 'limit_exceeded' }

/**
 * Whether the record stands at a zone cut, on the parent's side: it then denies only DS at its name, and nothing below
 * (RFC 6840 section 4.1).
 */
export function isDelegation(types: TypeSet): boolean {
  return types.has(recordType.NS) && !types.has(recordType.SOA)
}

/** Whether names below that of the record are another's matter: below a zone cut or a DNAME (RFC 6840 section 4.1). */
export function hidesWhatIsBelow(types: TypeSet): boolean {
  return isDelegation(types) || types.has(recordType.DNAME)
}

/**
 * What a record at the very name proves, from the types it lists.
 *
 * @returns undefined where it proves nothing: the type is there, or the record is of the wrong side of a zone cut
 */
export function denialByTypes(types: TypeSet, type: number, isRoot: boolean): Denial | undefined {
  // RFC 6840 section 4.3: with a CNAME there would have been an answer.
  if (types.has(type) || types.has(recordType.CNAME)) return undefined
  if (type !== recordType.DS) return isDelegation(types) ? undefined : 'nodata'
  // RFC 4035 section 5.2: the child's side says nothing of DS.
  if (types.has(recordType.SOA) && !isRoot) return undefined
  return types.has(recordType.NS) && !isRoot ? 'unsigned-delegation' : 'nodata'
}
