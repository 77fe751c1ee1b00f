import type { DomainName } from '../wire/domain-name.js'
import { recordType } from '../wire/record-type.js'
import { denialByTypes, hidesWhatIsBelow, type DenialProof } from './denial.js'
import { hashName, type Nsec3 } from './nsec3.js'
import type { ValidationBudget } from './validation-budget.js'

/** More than any zone has a reason for (RFC 9276 section 3.1 says 0), and what section 3.2 lets a validator refuse. */
export const maxNsec3Iterations = 100

/**
 * What NSEC3 records prove of a name and type (RFC 5155 section 8).
 *
 * @param apex - of the zone whose keys signed all of them
 * @throws ValidationLimitError
 */
export function proveByNsec3(
  records: readonly Nsec3[],
  apex: DomainName,
  name: DomainName,
  type: number,
  budget: ValidationBudget,
): DenialProof {
  const refused = refuse(records)
  if (refused !== undefined) return refused
  const spans = new Spans(records, budget)
  const atName = spans.matching(name)
  if (atName !== undefined) {
    // Sections 8.5 and 8.6.
    const proved = denialByTypes(atName.types, type, name.labels.length === 0)
    return proved === undefined ? unproved('the NSEC3 record at the name does not deny the type') : { proved }
  }
  const found = findClosestEncloser(spans, apex, name)
  if (found === undefined) return unproved('no NSEC3 records prove a closest encloser')
  const wildcard = found.encloser.wildcard
  const atWildcard = wildcard && spans.matching(wildcard)
  if (atWildcard !== undefined) {
    // Section 8.7. An answer from the wildcard is withheld where it has the type.
    const proved = denialByTypes(atWildcard.types, type, false)
    if (proved === undefined) return unproved('the wildcard would have answered')
    return { proved: found.optOut ? 'opt-out' : 'nodata' }
  }
  // Section 8.6: an unsigned delegation may stand in the span, whatever the wildcards.
  if (found.optOut && type === recordType.DS) return { proved: 'opt-out' }
  // Section 8.4.
  if (wildcard !== undefined && spans.covering(wildcard) === undefined) {
    return unproved('no NSEC3 record denies a wildcard')
  }
  // Section 9.2: where the span is opt-out, the name may be an unsigned delegation, or one may stand below it.
  return { proved: found.optOut ? 'opt-out' : 'nxdomain' }
}

/**
 * Whether NSEC3 records prove that a name was rightly answered from a wildcard (RFC 5155 section 8.8).
 *
 * @param encloser - the wildcard's name without the `*`
 * @returns `opt-out` where an unsigned delegation may stand in the way of the wildcard
 * @throws ValidationLimitError
 */
export function provesExpansionByNsec3(
  records: readonly Nsec3[],
  name: DomainName,
  encloser: DomainName,
  budget: ValidationBudget,
): boolean | 'opt-out' {
  if (refuse(records) !== undefined) return false
  const covering = new Spans(records, budget).covering(name.last(encloser.labels.length + 1))
  if (covering === undefined) return false
  return covering.optOut ? 'opt-out' : true
}

/** Section 8.2: all of one answer have the same parameters. */
function refuse(records: readonly Nsec3[]): DenialProof | undefined {
  const [first] = records
  if (first === undefined) return unproved('no NSEC3 record')
  if (records.some(({ iterations, salt }) => iterations !== first.iterations || !salt.equals(first.salt))) {
    return unproved('the NSEC3 records have different parameters')
  }
  if (first.iterations <= maxNsec3Iterations) return undefined
  return {
    proved: undefined,
    fault: `the zone asks for ${first.iterations} NSEC3 iterations, over ${maxNsec3Iterations}`,
    code: 'limit_exceeded',
  }
}

/** Section 8.3: the longest ancestor that exists, and a span over the name one label longer. */
function findClosestEncloser(
  spans: Spans,
  apex: DomainName,
  name: DomainName,
): { encloser: DomainName; optOut: boolean } | undefined {
  for (let count = name.labels.length - 1; count >= apex.labels.length; count--) {
    const encloser = name.last(count)
    const atEncloser = spans.matching(encloser)
    if (atEncloser === undefined) continue
    if (hidesWhatIsBelow(atEncloser.types)) return undefined
    const covering = spans.covering(name.last(count + 1))
    return covering && { encloser, optOut: covering.optOut }
  }
  return undefined
}

class Spans {
  readonly #hashes = new Map<string, Buffer>()

  constructor(
    readonly records: readonly Nsec3[],
    readonly budget: ValidationBudget,
  ) {}

  matching(name: DomainName): Nsec3 | undefined {
    const hash = this.#hash(name)
    return this.records.find((record) => record.hash.equals(hash))
  }

  covering(name: DomainName): Nsec3 | undefined {
    const hash = this.#hash(name)
    return this.records.find((record) => {
      const after = Buffer.compare(record.hash, hash) < 0
      const before = Buffer.compare(hash, record.next) < 0
      // The last span goes round to the first hash (section 3.1.7).
      return Buffer.compare(record.hash, record.next) < 0
        ? after && before
        : (after || before) && !record.hash.equals(hash)
    })
  }

  #hash(name: DomainName): Buffer {
    const known = this.#hashes.get(name.text)
    if (known !== undefined) return known
    const [parameters] = this.records as readonly [Nsec3, ...Nsec3[]]
    this.budget.takeHashes(parameters.iterations + 1)
    const hash = hashName(name, parameters)
    this.#hashes.set(name.text, hash)
    return hash
  }
}

const unproved = (fault: string): DenialProof => ({ proved: undefined, fault })
