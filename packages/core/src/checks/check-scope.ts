import type { Link } from '../chain/link.js'
import type { Attestation, ReadScope } from '../types/credential.js'
import { coveringEntries, ownTypeRule, telling, type ScopeDemand } from './covers.js'
import { fail, pass, type Finding } from './finding.js'

/**
 * One single entry of the parent's accreditedFor covers the child's schema and all its types; each entry of a child
 * accreditation is covered so (RFC 5280 section 4.2.1.10, name constraints; docs/verification.md, scope).
 */
export function checkScope(child: Link, parent: Link): Finding {
  const { credential } = child
  if (parent.credential.kind === 'attestation') return fail('scope_exceeded', 'an attestation accredits nobody')
  const { accreditedFor } = parent.credential
  if (accreditedFor.length === 0) return fail('scope_empty', 'the parent is accredited for nothing')
  if (credential.kind === 'attestation') return attestationScope(credential, accreditedFor)
  if (credential.kind === 'root') return fail('role_not_permitted', 'a root authorization has no parent')
  if (credential.accreditedFor.length === 0) return fail('scope_empty', 'accreditedFor is empty: it covers nothing')
  const permitsOwnType = ownTypeRule(accreditedFor, credential.kind)
  const faults = credential.accreditedFor.map((entry, index) => entryFault(entry, index, accreditedFor, permitsOwnType))
  return faults.find((fault) => fault !== undefined) ?? pass('every entry is covered by one of the parent')
}

function attestationScope(credential: Attestation, accreditedFor: readonly ReadScope[]): Finding {
  const demand = demandOf(credential)
  if (demand === undefined) {
    return fail('scope_exceeded', 'it names several schemas; an entry of accreditedFor covers one')
  }
  const types = telling(credential.types)
  if (types.length === 0) return fail('scope_empty', 'its types are all generic: they ask for nothing')
  return coveringEntries(accreditedFor, demand).length > 0
    ? pass('one entry of the parent covers its schema and types')
    : fail('scope_exceeded', 'no single entry of the parent covers its schema and all its types', {
        types,
        ...(demand.schemaKey !== undefined && { schemaId: demand.schemaKey }),
      })
}

/** What an attestation asks for; undefined where it names several schemas. */
export function demandOf({ schemas, types }: Attestation): ScopeDemand | undefined {
  if (schemas === undefined) return { types }
  const [schema] = schemas
  return schema === undefined || schemas.length > 1 ? undefined : { types, schemaKey: schema.key }
}

function entryFault(
  entry: ReadScope,
  index: number,
  accreditedFor: readonly ReadScope[],
  permitsOwnType: (covering: ReadScope) => boolean,
): Finding | undefined {
  const at = `accreditedFor[${String(index)}]`
  if (entry.schemaKey === undefined) return fail('schema_missing', `${at} names no schema`)
  const types = telling(entry.types)
  if (types.length === 0) return fail('scope_empty', `${at} has no types but generic ones: it covers nothing`)
  const details = { entry: index, types, schemaId: entry.schemaKey }
  const covering = coveringEntries(accreditedFor, { schemaKey: entry.schemaKey, types: entry.types })
  if (covering.length === 0) {
    return fail('scope_exceeded', `no single entry of the parent covers the schema and all types of ${at}`, details)
  }
  return covering.some(permitsOwnType)
    ? undefined
    : fail('scope_exceeded', `the parent lists accreditation types, but not this one for ${at}`, details)
}
