import {
  chainTypes,
  formatTime,
  parseResourceReference,
  type ChainCredential,
  type CheckResult,
} from '@trustchains/core'
import { invalidArgument } from '../arguments/invalid-argument.js'
import { refused } from '../refused.js'
import { readEntry } from '../registry/get-entry.js'
import type { ListingRun } from '../registry/listing-run.js'
import { StatusReader } from '../registry/status-reader.js'
import type { RegistryEntry } from '../types/results.js'

/** The version of an accreditation that is to be followed by another. */
export interface PreviousAccreditation {
  entry: RegistryEntry
  credential: Exclude<ChainCredential, { kind: 'attestation' }>
  /** The DID that it stands under, normalised. */
  did: string
}

/**
 * Reads the newest version of an accreditation, and refuses what can't be renewed: a version that was replaced (what the
 * newer one narrowed would come back), one that is revoked or suspended (it would be in force again), one whose form is
 * broken.
 *
 * @param didUrl - a DID URL of a resource
 * @throws TrustRegistryIssuerError `invalid_argument`, `not_found`, `unavailable`, `refused`
 */
export async function readPrevious(didUrl: string, run: ListingRun): Promise<PreviousAccreditation> {
  const reference = parseResourceReference(didUrl)
  const named = await readEntry(didUrl, run.dereferencer)
  const { latest } = named.entry.didUrls
  const isLatest = reference?.form === 'named' && reference.resourceVersionTime === undefined
  const newest = isLatest ? named : await readEntry(latest, run.dereferencer)
  const { entry, credential, text } = newest
  if (entry.resource.resourceId !== named.entry.resource.resourceId) {
    throw invalidArgument('didUrl', `names a version that was replaced by ${entry.didUrls.pinned}; renew that`)
  }
  const [fault] = entry.faults
  if (credential === undefined || credential.kind === 'attestation' || text === undefined || fault !== undefined) {
    throw invalidArgument(
      'didUrl',
      `names an accreditation that is broken (${fault?.message ?? 'unreadable'}); issue it anew`,
    )
  }
  if (entry.resource.resourceType !== chainTypes[credential.kind]) {
    // In another spelling: a new version has the same type (cheqd x/resource), and this one is not written.
    throw invalidArgument('didUrl', `has the type ${entry.resource.resourceType}, which is not written; issue it anew`)
  }
  const { status, statusReason } = (await new StatusReader({ at: run.now, isPast: false }, run).read(newest)) ?? {}
  if (status !== 'valid') throw notInForce(status, statusReason, run.now)
  return { entry, credential, did: credential.issuer }
}

function notInForce(status: RegistryEntry['status'], reason = 'its status is not known', now: number): Error {
  const check: CheckResult = {
    id: 'status',
    link: 0,
    status: status === 'revoked' || status === 'suspended' ? 'fail' : 'indeterminate',
    code: status === 'revoked' || status === 'suspended' ? status : 'status_unavailable',
    message: `${reason}, as of ${formatTime(now)}; a renewal would put it in force again: reinstate it first, or issue it anew`,
    clause: 'RFC 5280 section 6.3',
  }
  return refused('the renewal', [check])
}
