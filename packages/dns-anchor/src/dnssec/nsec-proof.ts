import type { DomainName } from '../wire/domain-name.js'
import { denialByTypes, hidesWhatIsBelow, type DenialProof } from './denial.js'
import type { Nsec } from './nsec.js'

/**
 * What NSEC records prove of a name and type (RFC 4035 section 5.4, RFC 6840 section 4).
 *
 * @param apex - of the zone whose keys signed all of them
 */
export function proveByNsec(records: readonly Nsec[], apex: DomainName, name: DomainName, type: number): DenialProof {
  const atName = records.find(({ owner }) => owner.equals(name))
  if (atName !== undefined) {
    const proved = denialByTypes(atName.types, type, name.labels.length === 0)
    return proved === undefined ? unproved('the NSEC record at the name does not deny the type') : { proved }
  }
  const covering = findCovering(records, apex, name)
  if (covering === undefined) return unproved('no NSEC record covers the name')
  // RFC 4035 section 3.1.3.2: an empty non-terminal, a name that only has names below it.
  if (covering.next.isBelow(name)) return { proved: 'nodata' }
  const wildcard = closestEncloser(covering, name).wildcard
  if (wildcard === undefined) return { proved: 'nxdomain' }
  const atWildcard = records.find(({ owner }) => owner.equals(wildcard))
  if (atWildcard !== undefined) {
    const proved = denialByTypes(atWildcard.types, type, false)
    return proved === undefined ? unproved('the wildcard would have answered') : { proved: 'nodata' }
  }
  if (findCovering(records, apex, wildcard) === undefined) return unproved('no NSEC record denies a wildcard')
  return { proved: 'nxdomain' }
}

/**
 * Whether NSEC records prove that a name was rightly answered from a wildcard: that neither the name nor a closer
 * wildcard exists (RFC 4035 section 5.3.4).
 *
 * @param encloser - the wildcard's name without the `*`
 */
export function provesExpansionByNsec(
  records: readonly Nsec[],
  apex: DomainName,
  name: DomainName,
  encloser: DomainName,
): boolean {
  const covering = findCovering(records, apex, name)
  return covering !== undefined && !covering.next.isBelow(name) && closestEncloser(covering, name).equals(encloser)
}

/** The record in whose span the name lies, unless the name is another's matter. */
function findCovering(records: readonly Nsec[], apex: DomainName, name: DomainName): Nsec | undefined {
  return records.find(({ owner, next, types }) => {
    if (!name.isWithin(apex) || owner.compare(name) >= 0) return false
    // RFC 4034 section 4.1.1: the last record's next name is the apex.
    if (name.compare(next) >= 0 && !next.equals(apex)) return false
    return !(name.isBelow(owner) && hidesWhatIsBelow(types))
  })
}

/** The longest existing ancestor of a name that a record covers: it is one of the record's two names as well. */
function closestEncloser({ owner, next }: Nsec, name: DomainName): DomainName {
  const byOwner = name.commonAncestor(owner)
  const byNext = name.commonAncestor(next)
  return byOwner.labels.length >= byNext.labels.length ? byOwner : byNext
}

const unproved = (fault: string): DenialProof => ({ proved: undefined, fault })
