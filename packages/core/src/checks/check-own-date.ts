import type { Link } from '../chain/link.js'
import { ownDateOf } from '../chain/own-date.js'
import { formatTime } from '../parse-time.js'
import { authenticate, type Authentication } from './authenticate.js'
import type { CheckContext } from './check-context.js'
import { fail, undecided, type Finding } from './finding.js'

/**
 * Under `chain`, a leaf may not claim to be older than its parent or than the key that signed it (design 03, Whose
 * clock): its issuer would lend it an authority that it did not have then. Of an accreditation that is on a ledger, or a
 * draft that will be, only the ledger's time counts, so what it says of itself is not looked at.
 *
 * @param now - who signed the leaf as of the time that counts for it
 * @returns what contradicts the leaf's own date; undefined where nothing does
 */
export function checkOwnDate(
  context: CheckContext,
  leaf: Link,
  parent: Link | undefined,
  now: Authentication,
): Finding | undefined {
  const { kind, jws, proof } = leaf.credential
  const isDraft = jws === undefined && proof === undefined
  if (kind !== 'attestation' && (leaf.provenBy !== undefined || isDraft)) return undefined
  const claimed = ownDateOf(leaf)
  const [stated] = leaf.credential.notBefore
  if (claimed === undefined || stated === undefined) return undefined
  const dated = `it is dated ${stated.text} (${stated.from})`
  const parentSince = parent === undefined ? -Infinity : startOf(parent)
  if (claimed < parentSince) {
    const since = formatTime(parentSince)
    return fail('not_yet_valid', `${dated}, before its parent, which holds since ${since}`, {
      validFrom: stated.text,
      parentSince: since,
    })
  }
  if (now.signature.status !== 'pass') return undefined
  const { didState, signature } = authenticate(context, leaf, claimed)
  const details = { validFrom: stated.text }
  if (didState.status === 'fail' || signature.status === 'fail') {
    return fail('not_yet_valid', `${dated}, before the key that signed it was its issuer's`, details)
  }
  const open = [didState, signature].find(({ status }) => status === 'indeterminate')
  return (
    open && undecided('time_unproven', `whether its key is as old as its date is not known: ${open.message}`, details)
  )
}

/** Since when an accreditation can be relied upon: it is published, and its own start has come. */
const startOf = ({ credential, issuedAt, provenBy }: Link): number =>
  Math.max(provenBy === undefined ? -Infinity : issuedAt, credential.notBefore[0]?.ms ?? -Infinity)
