import { authenticate } from '../checks/authenticate.js'
import { hasLedgerTime } from '../chain/ledger-time.js'
import type { Link } from '../chain/link.js'
import { ownProofs } from '../chain/own-proofs.js'
import type { CheckContext } from '../checks/check-context.js'
import { checkProofEnd } from '../checks/check-proof-end.js'
import { checkValidity } from '../checks/check-validity.js'
import { fail, pass, undecided, type Finding } from '../checks/finding.js'
import type { StatedDate } from '../types/credential.js'
import type { JsonObject } from '../types/json.js'
import { findStatusList, type FoundList } from './find-status-list.js'
import type { StatusEntry } from './read-status-entry.js'
import type { StatusList } from './status-list.js'
import { statusValue } from './status-value.js'

/**
 * Judges one status of a credential by the list that keeps it (Bitstring Status List 1.0 section 3.2).
 *
 * @param at - as of when, milliseconds since 1970
 */
export function judgeStatus(context: CheckContext, entry: StatusEntry, issuer: string, at: number): Finding {
  const { url, purpose, index } = entry
  const details: JsonObject = { list: url.slice(0, 512), index, ...(purpose !== undefined && { purpose }) }
  // What stands on the web had other versions by its publisher's word alone: revoked is revoked from the start.
  const isOnWeb = entry.reference === undefined || !hasLedgerTime(entry.reference.did)
  const asOf = isOnWeb ? context.at : at
  const found = findStatusList(context, entry, issuer, asOf, details)
  if ('status' in found) return found
  const { list, invalid: reason, unknown } = context.memo.statusList(found.text)
  if (unknown !== undefined)
    return undecided('status_unavailable', `the status list can't be judged: ${unknown}`, details)
  if (list === undefined) return invalid(`can't be used: ${reason}`, details)
  // How long it may be kept (Bitstring Status List 1.0 section 3.1, `ttl`); the past does not age.
  if (list.ttlMs !== undefined && asOf === context.at) {
    const until = found.answered + list.ttlMs
    if (until < asOf) return undecided('status_unavailable', 'the status list is older than its ttl', details)
    context.index.endAt(until)
  }
  const end = endOf(list, issuer)
  // Read as of now whatever the link's own time, so the report holds no longer than it does.
  if (isOnWeb && end !== undefined) context.index.endAt(end.ms)
  const known = {
    ...details,
    ...(!isSigned(list) && { unsigned: true }),
    ...(list.ttlMs !== undefined && { ttlMs: list.ttlMs }),
    ...(end && { listValidUntil: end.text }),
  }
  // Under `chain` whoever signed the list must have been good when the ledger took it.
  const times = { heldAt: asOf, issuedAt: context.policy.validity === 'chain' && !isOnWeb ? found.created : asOf }
  return vouch(context, entry, list, issuer, times, known) ?? judgeValue(context, entry, { ...found, list }, known)
}

/** When a list ends: by its own dates, or by its issuer's proof. */
function endOf({ notAfter, proof }: StatusList, issuer: string): StatedDate | undefined {
  const ends = [...notAfter, ...ownProofs({ issuer, ...(proof && { proof }) }).flatMap(({ expires }) => expires ?? [])]
  return ends.reduce<StatedDate | undefined>((first, end) => (first && first.ms <= end.ms ? first : end), undefined)
}

const isSigned = ({ jws, proof }: StatusList): boolean => jws !== undefined || proof !== undefined

const invalid = (message: string, details: JsonObject): Finding =>
  fail('status_list_invalid', `the status list ${message}`, details)

/** What keeps a list from being the issuer's word on this entry at the time that counts. */
function vouch(
  context: CheckContext,
  { form, url, purpose, reference }: StatusEntry,
  list: StatusList,
  issuer: string,
  { issuedAt, heldAt }: Pick<Link, 'issuedAt' | 'heldAt'>,
  details: JsonObject,
): Finding | undefined {
  if (list.form !== form) return invalid('is of another kind than the status that names it', details)
  if (purpose !== undefined && !list.purposes.includes(purpose)) {
    return invalid(`is of another purpose than ${purpose}`, details)
  }
  if (list.issuer !== undefined && list.issuer !== issuer) {
    return invalid("is issued by another DID than the credential's issuer", {
      ...details,
      issuer: list.issuer.slice(0, 512),
    })
  }
  if (list.subject !== undefined && list.subject !== url) return invalid('is made for another URL (sub)', details)
  // A web server might hand out another list of the same issuer; on the ledger the name tells them apart.
  if (reference === undefined && !isSigned(list)) return invalid('is not signed, and on no ledger', details)
  if (reference === undefined && (list.subject ?? list.id) !== url) {
    return invalid('does not say that it is the one of this URL (id, sub)', details)
  }
  const window = checkValidity({ policy: { expiry: 'if-present' } }, { credential: list, heldAt })
  if (window.status !== 'pass') return invalid(`does not hold: ${window.message}`, details)
  const ended = checkProofEnd({ credential: { ...list, issuer }, heldAt })
  if (ended !== undefined) return invalid(`does not hold: ${ended.message}`, details)
  return isSigned(list) ? authentic(context, { ...list, issuer }, issuedAt, details) : undefined
}

/** Signed by a key of the issuer that may sign, as any credential of it. */
function authentic(
  context: CheckContext,
  credential: Pick<StatusList, 'jws' | 'proof'> & { issuer: string },
  issuedAt: number,
  details: JsonObject,
): Finding | undefined {
  const { didState, algorithm, signature, keyPurpose } = authenticate(context, { credential }, issuedAt)
  const findings = [didState, algorithm, signature, keyPurpose]
  const failed = findings.find(({ status }) => status === 'fail')
  if (failed !== undefined) return invalid(`is not its issuer's: ${failed.message}`, details)
  const open = findings.find(({ status }) => status !== 'pass')
  return open && undecided('status_unavailable', `who signed the status list is not known: ${open.message}`, details)
}

function judgeValue(
  { memo, policy, lists }: CheckContext,
  { form, purpose, index, size: asked }: StatusEntry,
  { list, sha256 }: Pick<FoundList, 'sha256'> & { list: StatusList },
  details: JsonObject,
): Finding {
  const size = list.size ?? asked ?? 1
  if (asked !== undefined && asked !== size) return invalid('has entries of another size (statusSize)', details)
  if (size !== 1 && (purpose === 'revocation' || purpose === 'suspension')) {
    return invalid(`has entries of ${String(size)} bits, ${purpose} has one`, details)
  }
  if (purpose === 'message' && size !== 2) {
    const message = 'the status list has messages that this verifier does not know: not those of two bits'
    return undecided('status_unavailable', message, details)
  }
  const inflated = lists.inflate(sha256, () => memo.statusBits(list, policy.limits.maxInflatedBytes))
  if (inflated.bits === undefined) {
    return inflated.tooLarge
      ? fail('limit_exceeded', `the status list is too large: ${inflated.reason} (maxInflatedBytes)`, details)
      : invalid(`can't be used: ${inflated.reason}`, details)
  }
  const value = statusValue(inflated.bits, index, size, form === 'token' ? 'right' : 'left')
  if (value === undefined) return invalid('has no entry of this index', details)
  switch (purpose === 'suspension' ? 2 * value : value) {
    case 0:
      return pass(meanings[purpose ?? 'token'], details)
    case 1:
      return fail('revoked', 'it is revoked', details)
    case 2:
      return fail('suspended', 'it is suspended', details)
    default:
      return undecided('status_unavailable', 'the status list says that its status is unknown', { ...details, value })
  }
}

const meanings = {
  revocation: 'it is not revoked',
  suspension: 'it is not suspended',
  message: 'it is neither revoked nor suspended',
  token: 'it is neither revoked nor suspended',
} as const
