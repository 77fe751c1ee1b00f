import type { Link } from '../chain/link.js'
import { ownDateOf } from '../chain/own-date.js'
import { clockSkewMs } from '../default-limits.js'
import { formatTime } from '../parse-time.js'
import { authenticate, type Authentication } from './authenticate.js'
import type { CheckContext } from './check-context.js'
import { fail, undecided, type Finding } from './finding.js'

/**
 * Under `chain`, a leaf may not claim to be older than its parent or than the key that signed it (docs/rules.md, Whose
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
  const [stated] = leaf.credential.notBefore
  const parentSince = parent === undefined ? -Infinity : startOf(parent)
  if (stated !== undefined && stated.ms + clockSkewMs < Math.min(parentSince, leaf.issuedAt)) {
    const since = formatTime(parentSince)
    const message = `it is dated ${stated.text} (${stated.from}), before its parent, which holds since ${since}`
    return fail('not_yet_valid', message, { validFrom: stated.text, parentSince: since })
  }
  const claimed = ownDateOf(leaf)
  if (claimed === undefined || now.signature.status !== 'pass') return undefined
  const { didState, signature } = authenticate(context, leaf, claimed)
  const details = { issued: formatTime(claimed - clockSkewMs) }
  if (didState.status === 'fail' || signature.status === 'fail') {
    const message = `by its own date it was issued at ${details.issued}, before the key that signed it was its issuer's`
    return fail('not_yet_valid', message, details)
  }
  const open = [didState, signature].find(({ status }) => status === 'indeterminate')
  return (
    open && undecided('time_unproven', `whether its key is as old as its date is not known: ${open.message}`, details)
  )
}

/** Since when an accreditation can be relied upon: it is published, and its own start has come. */
const startOf = ({ credential, issuedAt, provenBy }: Link): number =>
  Math.max(provenBy === undefined ? -Infinity : issuedAt, credential.notBefore[0]?.ms ?? -Infinity)
